/**
 * Who a process is: boot, PID namespace, number and start time. A number alone says nothing, because containers count
 * their own, may bear the host's name, and numbers are given again.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import { digestOf } from "../../format/digest.ts"
import { isFileError } from "./file-error.ts"
import { isFinite, isText, structOf } from "./shape.ts"

/** A process. `space` is where its number means something; `host` is for people. */
export interface Identity {
  readonly space: string
  readonly pid: number
  readonly start: string
  readonly host: string
}

/** Whether a value read from a file is an identity. */
export const isIdentity = structOf<Identity>({ space: isText, pid: isFinite, start: isText, host: isText })

/** The fields of a process from the third on, as proc(5) numbers them; none when there is none or the system does not say. */
const fieldsOf = (pid: number): ReadonlyArray<string> => {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8")
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  } catch (error) {
    if (isFileError(error, "ENOENT", "ESRCH", "EACCES", "EPERM")) return []
    throw error
  }
}

/** When a process started, in a form only good for comparison; "" when there is none or the system does not say. */
export const startOf = (pid: number): string => fieldsOf(pid)[19] ?? "" // field 22, starttime

/** Ended, and only kept until its parent hears of it, which in a container may be never. */
const isDead = ([state = ""]: ReadonlyArray<string>): boolean => state === "Z" || state === "X"

const shorten = (text: string): string => digestOf(text).slice(0, 16)

const readSpace = (): string => {
  if (!fs.existsSync("/proc/self")) return shorten(`host ${os.hostname()}`) // no /proc, no PID namespaces
  // a /proc that shows another namespace's numbers cannot be asked: then only this very process is of its space
  if (fs.readlinkSync("/proc/self") !== String(process.pid)) return shorten(crypto.randomUUID())
  const boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8")
  return shorten(`${boot}${fs.readlinkSync("/proc/self/ns/pid")}`)
}

let known: Identity | undefined

/** This process. */
export const ownIdentity = (): Identity =>
  known ??= { space: readSpace(), pid: process.pid, start: startOf(process.pid), host: os.hostname() }

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isFileError(error, "EPERM") // somebody else's
  }
}

/** Whether a process still runs; undefined when this process cannot tell, because it is of another space. */
export const isAlive = ({ pid, space, start }: Identity, own = ownIdentity()): boolean | undefined => {
  if (space !== own.space) return undefined
  const fields = fieldsOf(pid)
  if (isDead(fields)) return false
  const now = fields[19] ?? ""
  return now === "" ? isThere(pid) : start === "" || now === start // /proc may hide other users' processes
}
