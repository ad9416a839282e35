/** Telling a live process from a later one that was given the same number. */
import * as fs from "node:fs"

/** When a process started, in a form only good for comparison; "" when there is none or the system does not say. */
export const startOf = (pid: number): string => {
  const file = `/proc/${pid}/stat`
  if (!fs.existsSync(file)) return ""
  const stat = fs.readFileSync(file, "utf8")
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "" // field 22, starttime: proc(5)
}

/** Whether the process that started at `start` still runs. */
export const isAlive = (pid: number, start: string): boolean => {
  if (start !== "") return startOf(pid) === start
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
