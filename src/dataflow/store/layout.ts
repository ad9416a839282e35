/** The cache folder's layout: docs/concepts.md. */
import * as fs from "node:fs"
import * as path from "node:path"
import { atomicWrite, staged } from "./atomic-write.ts"
import { CacheRefused, CacheUnwritable, CacheVersion } from "./error.ts"
import { faultOf, MachineFault } from "./fault.ts"
import { isFileError, readOnlyCodes } from "./file-error.ts"
import { readPlain } from "./plain-file.ts"
import type { Sealing } from "./seal.ts"
import { assertSigned, markName, markOf } from "./signing-key.ts"
import { SmallFiles } from "./small-files.ts"

const layoutVersion = "3" // 2: small files carry seals; 3: tables may be lists of chunks

// A file elsewhere could be removed or moved through a link in the place of one of these.
const own = ["objects", "actions", "refs", "stamps", "code", "logs", "sweeps", "views"]

const folders = [
  "objects/sha256",
  "actions/items",
  "index",
  "traces",
  "locks",
  "leases",
  "tmp",
  "trash",
  "damaged",
  "refs/runs",
  "refs/marks",
  "stat",
  "runs",
  "run-metrics",
  "checkpoints"
]

const passing = ["ENOSPC", "EDQUOT", "EMFILE", "ENFILE", "EIO", "ENOMEM", "ESTALE"] // not the wrong folder

/** The version a cache folder says it has; undefined when it says nothing a version could be. */
const versionIn = (found: ReturnType<typeof readPlain>): string | undefined =>
  found === undefined || "problem" in found
    ? undefined
    : /^(\d{1,9})\n?$/.exec(found.toString("latin1", 0, 20))?.[1]

/** What warnings go to, and how the cache's small files are to be sealed. */
export interface LayoutOptions {
  readonly warn: (warning: string) => void
  readonly sealing: Sealing
}

const assertOwn = (root: string): void => {
  for (const folder of [...own, ...folders]) {
    if (fs.lstatSync(path.join(root, folder), { throwIfNoEntry: false })?.isDirectory() === false) {
      throw new CacheRefused({ root, folder })
    }
  }
}

const harmless = ["README.md", "lost+found"] // what a checkout and a disk of its own bring along

/** Somebody else's folder, by what lies in it: a cache in it would move and remove what it holds. */
const assertNotForeign = (root: string): void => {
  const names = fs.readdirSync(root).filter((name) => !name.startsWith("."))
  const known = new Set([...own, ...folders.map((folder) => folder.split("/")[0]!), "VERSION", markName, ...harmless])
  const strange = names.find((name) => !known.has(name.replace(staged, ""))) // another process may just be laying the folder out
  if (strange !== undefined) {
    throw new CacheUnwritable({ root, problem: `it holds ${strange}, so it is no cache; name a folder of its own` })
  }
}

/** What is left of the cache's own files where their writing was cut off; anybody else's of the like name stays. */
export const stagedAtRoot = (root: string): ReadonlyArray<string> =>
  fs.readdirSync(root).filter((name) => staged.test(name) && ["VERSION", markName].includes(name.replace(staged, "")))
    .map((name) => path.join(root, name))

const isUsed = (root: string): boolean => fs.readdirSync(path.join(root, "actions")).length > 1 // more than items/

const prepare = (root: string, { sealing, warn }: LayoutOptions): void => {
  const versionFile = path.join(root, "VERSION")
  if (!fs.existsSync(versionFile) && fs.existsSync(root)) assertNotForeign(root)
  for (const folder of folders) {
    if (!fs.existsSync(path.join(root, folder))) fs.mkdirSync(path.join(root, folder), { recursive: true })
  }
  const found = readPlain(versionFile) // once: what another process writes meanwhile is not to be set aside
  if (versionIn(found) === undefined) {
    const isNew = found === undefined
    if (!isNew) new SmallFiles(root, { warn, sealing }).setAside("VERSION", "holds no version")
    const mark = markOf(sealing)
    if (isNew && mark !== undefined && !isUsed(root)) atomicWrite(path.join(root, markName), `${mark}\n`)
    atomicWrite(versionFile, `${layoutVersion}\n`)
  }
  fs.accessSync(path.join(root, "tmp"), fs.constants.W_OK)
}

/**
 * Lays a cache folder out when it is new, and completes one that lacks folders. What comes back is why one that is laid out
 * may not be written, if it may not.
 *
 * Failure: throws CacheUnwritable, CacheVersion, CacheRefused or CacheSigned, or the fault of a machine that may do better
 * next time.
 */
export const layOut = (root: string, options: LayoutOptions): MachineFault | undefined => {
  const refused = complete(root, options)
  assertSigned(root, options.sealing)
  return refused
}

const complete = (root: string, options: LayoutOptions): MachineFault | undefined => {
  let found: string | undefined
  try {
    found = versionIn(readPlain(path.join(root, "VERSION")))
    assertOwn(root)
    if (found === undefined || found === layoutVersion) prepare(root, options)
  } catch (cause) {
    if (cause instanceof CacheRefused || cause instanceof CacheUnwritable) throw cause
    if (found === layoutVersion && isFileError(cause, ...readOnlyCodes)) {
      return new MachineFault({ code: cause.code!, doing: "write to the cache", path: root })
    }
    if (isFileError(cause, ...passing)) throw faultOf(cause)
    throw new CacheUnwritable({ root, problem: cause instanceof Error ? cause.message : String(cause) })
  }
  if (found !== undefined && found !== layoutVersion) {
    throw new CacheVersion({ root, found, expected: layoutVersion })
  }
  return undefined
}
