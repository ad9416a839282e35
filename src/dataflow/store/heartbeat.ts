/**
 * Heartbeats: a process that uses a store writes one small file again and again, so that those who cannot ask the
 * system about it (other hosts, other PID namespaces) see that it lives. Times are the file system's on both sides:
 * over a network the hosts' clocks differ.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { isFileError, naming, readOnlyCodes, unlessGone } from "./file-error.ts"
import { writePlain } from "./plain-file.ts"
import { type Identity, isAlive, ownIdentity } from "./process-identity.ts"

const beatMs = 2_000

/** How the files of a process are called, below tmp/. */
export const processName = ({ pid, space, start }: Identity): string => `${space}.${pid}.${start}`

/** The process in a name that `processName` begins; undefined for any other name. */
export const processOf = (name: string): Identity | undefined => {
  const [, space, pid, start] = /^([0-9a-f]{16})\.(\d+)\.(\d*)\./.exec(name) ?? []
  return space === undefined ? undefined : { space, pid: Number(pid), start: start!, host: "" }
}

const beatFile = (root: string, who: Identity): string => path.join(root, "tmp", `${processName(who)}.beat`)

const modifiedMs = (file: string): number => fs.lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity

/** Now by the clock of the file system that holds the store; by this machine's where nothing may be written. */
export const diskNowMs = (root: string): number => {
  const probe = path.join(root, "tmp", `${processName(ownIdentity())}.${crypto.randomUUID()}`)
  try {
    naming(probe, () => fs.writeFileSync(probe, "."))
    const { mtimeMs } = fs.statSync(probe)
    fs.rmSync(probe)
    return mtimeMs
  } catch (error) {
    if (isFileError(error, "ENOENT", ...readOnlyCodes)) return performance.timeOrigin + performance.now()
    throw error
  }
}

/**
 * Whether the process that left a file is gone: asked of the system where it can tell, else concluded when neither the
 * file nor the process's heartbeat has changed for `patienceMs`.
 */
export const isGone = (
  root: string,
  { file, nowMs = () => diskNowMs(root), patienceMs, who }: {
    readonly who: Identity | undefined
    readonly file: string
    readonly patienceMs: number
    readonly nowMs?: () => number
  }
): boolean => {
  const lives = who === undefined ? undefined : isAlive(who)
  if (lives !== undefined) return !lives
  const lastMs = Math.max(modifiedMs(file), who === undefined ? -Infinity : modifiedMs(beatFile(root, who)))
  return nowMs() - lastMs > patienceMs
}

/** The heartbeat of this process in one store, beating while anything has started it and not stopped it. */
export class Heartbeat {
  private readonly root: string
  private users = 0
  private timer: NodeJS.Timeout | undefined

  constructor(root: string) {
    this.root = root
  }

  /** Beats from now on. */
  start(): void {
    if (this.users++ > 0) return
    this.beat()
    this.timer = setInterval(() => this.beat(), beatMs)
    this.timer.unref()
  }

  /** Takes back one start. */
  stop(): void {
    if (--this.users > 0) return
    clearInterval(this.timer)
    // a thread of the same process may still beat: it writes the file anew
    unlessGone(() => fs.rmSync(beatFile(this.root, ownIdentity())))
  }

  /** A beat that cannot be written is left out: the next may, and a lock taken too early costs time only. */
  private beat(): void {
    try {
      writePlain(beatFile(this.root, ownIdentity()), ".", "replace")
    } catch (error) {
      if (!(error instanceof Error && "errno" in error)) throw error
    }
  }
}
