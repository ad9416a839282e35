/** Folders for what a person asks to be written somewhere. */
import * as fs from "node:fs"
import * as path from "node:path"
import { MachineFault } from "../../dataflow/store/fault.ts"

const ofTheKernel: ReadonlyArray<number> = [0x9fa0, 0x62656572] // PROC_SUPER_MAGIC and SYSFS_MAGIC of statfs(2)

/**
 * Makes a folder with those above it.
 *
 * Failure: throws MachineFault where the system makes no files, which else is met as a file that is not there, or, by Node's
 * own way to make folders, tried for ever.
 */
export const makeFolder = (folder: string): void => {
  const full = path.resolve(folder)
  if (!fs.existsSync(full)) {
    makeFolder(path.dirname(full))
    fs.mkdirSync(full)
    return
  }
  if (ofTheKernel.includes(fs.statfsSync(full).type)) {
    throw new MachineFault({ code: "ENOENT", doing: "write below", path: full })
  }
}
