/** Programs run in process groups of their own, so that what they start ends with them. */
import { isFileError } from "../../store/file-error.ts"

/** Ends every process of a group at once; 0 is none. A group that has ended already is no error. */
export const endGroup = (group: number): void => {
  if (group === 0) return
  try {
    process.kill(-group, "SIGKILL")
  } catch (error) {
    if (!isFileError(error, "ESRCH")) throw error
  }
}
