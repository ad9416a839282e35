/**
 * Watches what the code of a step reads of its machine. A variable that is not declared is not there; a file that is not
 * declared is read. Both are noted. What native libraries read is not seen. Next: watched-environment.ts, watched-files.ts,
 * watched-modules.ts.
 *
 * It imports nothing of ours: the compiled pipeline brings libraries along, and a thread would load them twice.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import type { Undeclared } from "../undeclared.ts"
import type { WorkerSetup } from "./protocol.ts"

/** What a step may read: variables by name, files and folders by absolute path. */
export interface Declared {
  readonly variables: ReadonlyArray<string>
  readonly places: ReadonlyArray<string>
}

/** What is read between `begin` and `end` is watched; in between pipelines are placed, as the main thread placed them. */
export interface Watch {
  readonly begin: (declared: Declared) => void
  /** What was read undeclared, and what already while modules were loaded. */
  readonly end: () => Undeclared
}

/** What the traps of a thread tell. `trap` is the function that was called, for the trace of its caller. */
export interface Listener {
  readonly declared: () => Declared | undefined
  readonly variable: (name: string, trap: object) => void
  readonly file: (file: string, trap: object) => void
  readonly made: (file: string) => void
}

const kept = 20 // of each

/** Where the kernel answers: no files of anybody. */
const kernel = ["/proc", "/sys", "/dev"].map((folder) => `${folder}/`)

/** Where packages look up what machine this is. */
const systemFolders = ["/etc", "/usr", "/lib", "/lib64", "/bin", "/sbin"].map((folder) => `${folder}/`)

const packages = `${path.sep}node_modules${path.sep}`

const isWithin = (file: string, place: string): boolean => file === place || file.startsWith(place + path.sep)

const realPath = (file: string): string => {
  try {
    return fs.realpathSync(file)
  } catch {
    return file // not there: read as it is named
  }
}

const isBelowAny = (file: string, folders: ReadonlySet<string>): boolean =>
  folders.has(file) || (path.dirname(file) !== file && isBelowAny(path.dirname(file), folders))

/** The first frame above `trap` that is not Node's own. */
const callerOf = (trap: object): string => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 20
  const trace: { stack?: string } = {}
  Error.captureStackTrace(trace, trap as () => void)
  Error.stackTraceLimit = stackTraceLimit
  const frames = (trace.stack ?? "").split("\n").slice(1)
  return frames.find((frame) => !/[( ]node:/.test(frame)) ?? ""
}

/** A watch over a thread that runs steps of the pipeline of `setup`, and what its traps tell it. */
export const makeWatch = (
  { cacheRoot, entry, required, root }: WorkerSetup
): { readonly watch: Watch; readonly listener: Listener } => {
  const bundle = path.dirname(entry)
  const inKeys = required.map((file) => path.join(root, file))
  const own = [cacheRoot, bundle, ...inKeys].flatMap((place) => [place, realPath(place)])
  const made = new Set<string>()
  const loaded = { variables: new Set<string>(), files: new Set<string>() }
  let read = loaded
  let declared: Declared | undefined
  let places: ReadonlyArray<string> = own

  const bundleUrl = pathToFileURL(bundle).href
  const isOfPackage = (trap: object): boolean => {
    const caller = callerOf(trap)
    return caller === "" || (caller.includes(packages) && !caller.includes(bundleUrl))
  }
  const isDeclared = (file: string): boolean =>
    places.some((place) => isWithin(file, place)) || file.includes(packages) ||
    kernel.some((folder) => file.startsWith(folder)) ||
    (made.size > 0 && isBelowAny(file, made))
  const isExcused = (file: string, trap: object): boolean =>
    systemFolders.some((folder) => file.startsWith(folder)) && isOfPackage(trap)

  const listener: Listener = {
    declared: () => declared,
    variable: (name, trap) => {
      if (declared === undefined || read.variables.size >= kept || read.variables.has(name)) return
      if (!isOfPackage(trap)) read.variables.add(name)
    },
    file: (file, trap) => {
      if (declared === undefined || read.files.size >= kept) return
      const full = path.resolve(file)
      if (isDeclared(full)) return
      const name = isWithin(full, root) ? path.relative(root, full) || "." : full
      if (read.files.has(name) || isDeclared(realPath(full)) || isExcused(full, trap)) return
      read.files.add(name)
    },
    made: (file) => {
      const full = path.resolve(file)
      if (declared !== undefined && !isDeclared(full)) made.add(full)
    }
  }
  const watch: Watch = {
    begin: (next) => {
      declared = next
      const real = next.places.map(realPath)
      places = [...own, ...next.places, ...real]
    },
    end: () => {
      declared = undefined
      const { files, variables } = read
      read = { variables: new Set(loaded.variables), files: new Set(loaded.files) }
      return { variables: [...variables].sort(), files: [...files].sort() }
    }
  }
  return { watch, listener }
}
