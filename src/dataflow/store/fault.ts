/** Faults of the machine: what the system refuses for reasons outside the program, said as what, where and what next. */
import * as Schema from "effect/Schema"

const again = "then run again: what is finished is kept"

const faults: Readonly<Record<string, { readonly what: string; readonly next: string }>> = {
  ENOSPC: { what: "the disk is full", next: `free some space (pipeline gc frees what no kept run needs), ${again}` },
  EDQUOT: { what: "your disk quota is used up", next: `free some space (pipeline gc), ${again}` },
  EMFILE: { what: "too many files are open", next: "raise the limit (ulimit -n 4096) or lower --jobs, then run again" },
  ENFILE: { what: "the machine has too many open files", next: `close other programs, ${again}` },
  ENOMEM: { what: "there is no memory left", next: `lower --jobs or close other programs, ${again}` },
  EROFS: {
    what: "the file system is read-only",
    next: "make it writable, or choose another cache with PIPELINE_CACHE=<folder>"
  },
  EACCES: { what: "permission is denied", next: "check the owner and permissions of that path, then run again" },
  EPERM: {
    what: "the system does not permit it",
    next: "check the owner and mount options of that path, then run again"
  },
  EIO: { what: "the disk fails", next: "check the disk, then see what is lost with   pipeline verify --repair" },
  ESTALE: { what: "the network file system lost it", next: `mount the folder again, ${again}` },
  EBUSY: { what: "something else holds it", next: `close what uses it, ${again}` },
  ENOTDIR: { what: "a file is where a folder should be", next: "move it away, then run again" },
  EISDIR: { what: "a folder is where a file should be", next: "move it away, then run again" },
  EEXIST: { what: "something else is already there", next: "move it away, then run again" },
  ENOTEMPTY: { what: "a folder that is not empty is in the way", next: "move it away, then run again" },
  ENOENT: { what: "the system makes no files there", next: "choose another folder" }, // said where one was to be made

  ENAMETOOLONG: { what: "the path is too long for the file system", next: "choose a shorter folder or file name" }
}

/**
 * The system refused to read or write a file. `code` is its own word for the reason, such as "ENOSPC"; `said` is the sentence
 * of a library that tells the rest in its own way.
 */
export class MachineFault extends Schema.TaggedError<MachineFault>()("MachineFault", {
  code: Schema.String,
  doing: Schema.String,
  path: Schema.String,
  said: Schema.optionalKey(Schema.String)
}) {
  get hint(): string {
    return faults[this.code]!.next
  }
  override get message(): string {
    if (this.said !== undefined) return `${this.said} (${this.code}: ${faults[this.code]!.what})`
    const where = this.path === "" ? "" : ` ${this.path}`
    return `Could not ${this.doing}${where}: ${faults[this.code]!.what} (${this.code}).`
  }
}

/** How libraries that drop the code end their sentence: DuckDB, esbuild and the loader of modules. */
const endings: ReadonlyArray<readonly [ending: string, code: string]> = [
  ["no space left on device", "ENOSPC"],
  ["disk quota exceeded", "EDQUOT"],
  ["too many open files", "EMFILE"],
  ["initialization failure: emfile", "EMFILE"],
  ["too many open files in system", "ENFILE"],
  ["file table overflow", "ENFILE"],
  ["read-only file system", "EROFS"],
  ["input/output error", "EIO"],
  ["i/o error", "EIO"],
  ["stale file handle", "ESTALE"],
  ["cannot allocate memory", "ENOMEM"],
  ["reaching memory limit", "ENOMEM"]
]

const faultSaid = (message: string): MachineFault | undefined => {
  const said = message.split("\n", 1)[0]!.replace(/[.!]?$/, "")
  const found = endings.find(([ending]) => said.toLowerCase().endsWith(ending))
  return found && new MachineFault({ code: found[1], doing: "use", path: "", said })
}

/** The fault behind an error of the file system, or behind what was made of one; undefined for errors of any other kind. */
export const faultOf = (error: unknown): MachineFault | undefined => {
  if (error instanceof MachineFault) return error
  if (!(error instanceof Error)) return undefined
  return faultIn(error) ?? faultSaid(error.message) ?? faultOf(error.cause)
}

const faultIn = (error: Error): MachineFault | undefined => {
  if (!("errno" in error)) return undefined
  const { code = "", dest, path = "", syscall = "use a file" } = error as NodeJS.ErrnoException & { dest?: string }
  return Object.hasOwn(faults, code) && (code !== "ENOENT" || syscall === "mkdir") // to be read, a file may just not be there
    ? new MachineFault({ code, doing: syscall.split(" ")[0]!, path: dest ?? path })
    : undefined
}
