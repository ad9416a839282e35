/** `node:fs` of a thread, which tells what it opens and lists. Whether a file is there, and its size, is not told. */
import fs from "node:fs"
import promises from "node:fs/promises"
import { syncBuiltinESMExports } from "node:module"
import { fileURLToPath } from "node:url"
import type { Listener } from "./watch.ts"

type Call = (...args: Array<unknown>) => unknown
type Calls = Record<string, Call>
type Tell = (args: ReadonlyArray<unknown>, trap: object) => void

/** The path a function was given; `undefined` for a descriptor, or for what Node is about to refuse. */
const pathOf = (given: unknown): string | undefined => {
  if (typeof given === "string") return given
  if (given instanceof URL) return given.protocol === "file:" ? fileURLToPath(given) : undefined
  return given instanceof Uint8Array ? new TextDecoder().decode(given) : undefined
}

const { O_CREAT, O_TRUNC } = fs.constants

/** Whether a file opened so is made by whoever opens it. */
const makes = (flags: unknown): boolean =>
  typeof flags === "number" ? (flags & (O_CREAT | O_TRUNC)) !== 0 : typeof flags === "string" && /[aw]/.test(flags)

const readers = ["readFile", "readdir", "opendir", "openAsBlob"]
const makers = ["writeFile", "appendFile", "mkdir"]
const copiers = ["copyFile", "cp"]

/** Lets the functions of `node:fs` say what they are asked to read and what they make, whoever imported them and how. */
export const watchFiles = ({ file, made }: Listener): void => {
  const reads: Tell = ([from], trap) => {
    const place = pathOf(from)
    if (place !== undefined) file(place, trap)
  }
  const writes = (to: unknown) => {
    const place = pathOf(to)
    if (place !== undefined) made(place)
  }
  const trap = (calls: Calls, name: string, tell: Tell) => {
    const original = calls[name]
    if (original === undefined) return
    const told: Call = (...args) => {
      tell(args, told)
      return original(...args)
    }
    calls[name] = Object.defineProperties(told, Object.getOwnPropertyDescriptors(original))
  }
  const everywhere = (name: string, tell: Tell) => {
    trap(fs as unknown as Calls, name, tell)
    trap(fs as unknown as Calls, `${name}Sync`, tell)
    trap(promises as unknown as Calls, name, tell)
  }
  for (const name of readers) everywhere(name, reads)
  for (const name of makers) everywhere(name, ([to]) => writes(to))
  for (const name of copiers) {
    everywhere(name, (args, told) => {
      reads(args, told)
      writes(args[1])
    })
  }
  everywhere("rename", ([, to]) => writes(to))
  everywhere("open", (args, told) => makes(args[1]) ? writes(args[0]) : reads(args, told))
  watchTemporary(made)
  syncBuiltinESMExports()
}

/** Folders whose names Node chooses are known once they are made. */
const watchTemporary = (made: (folder: string) => void): void => {
  const { mkdtemp, mkdtempSync } = fs
  const { mkdtemp: promised } = promises
  const note = <Name>(name: Name): Name => {
    made(String(name))
    return name
  }
  const last = (args: Array<unknown>): Array<unknown> => {
    const done = args.at(-1) as (error: unknown, name: unknown) => void
    return [...args.slice(0, -1), (error: unknown, name: unknown) => done(error, error === null ? note(name) : name)]
  }
  fs.mkdtempSync = ((...args: Parameters<typeof mkdtempSync>) => note(mkdtempSync(...args))) as typeof mkdtempSync
  fs.mkdtemp = ((...args: Array<unknown>) => (mkdtemp as unknown as Call)(...last(args))) as typeof mkdtemp
  promises.mkdtemp = (async (...args: Parameters<typeof promised>) => note(await promised(...args))) as typeof promised
}
