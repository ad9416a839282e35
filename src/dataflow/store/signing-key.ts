/**
 * The project's key, with which a shared cache is signed: a file that its owner alone may read, and never in the cache.
 * Which key signed a cache stands in its file SIGNED, so that nobody takes a whole cache for damaged who lacks the key.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { CacheSigned, KeyUnusable } from "./error.ts"
import { isFileError, unlessGone } from "./file-error.ts"
import { readPlain } from "./plain-file.ts"
import type { Sealing } from "./seal.ts"

const shortest = 32 // characters: `openssl rand -hex 32` writes 64
const othersBits = 0o077

/** Where a key may lie. `named` is what the environment names (PIPELINE_KEY_FILE), else partita.key in `root`. */
export interface KeyPlaces {
  readonly root: string
  readonly cacheRoot: string
  readonly named: string | undefined
}

const readFile = (file: string): string => {
  try {
    return fs.readFileSync(file, "utf8").trim()
  } catch (error) {
    if (isFileError(error, "ENOENT", "EISDIR", "EACCES", "ELOOP")) {
      throw new KeyUnusable({ file, problem: `cannot be read (${error.code})` })
    }
    throw error
  }
}

/** The project's key; undefined where it has none. Throws KeyUnusable. */
export const readKey = ({ cacheRoot, named, root }: KeyPlaces): string | undefined => {
  const file = named === undefined ? path.join(root, "partita.key") : path.resolve(root, named)
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (stat === undefined && named === undefined) return undefined
  const key = readFile(file)
  const real = fs.realpathSync(file)
  const cache = unlessGone(() => fs.realpathSync(cacheRoot)) ?? cacheRoot
  if (real.startsWith(`${cache}${path.sep}`)) {
    throw new KeyUnusable({ file, problem: "lies in the cache, where whoever shares it finds it" })
  }
  if ((fs.statSync(real).mode & othersBits) !== 0) throw new KeyUnusable({ file, problem: "may be read by others" })
  if (key.length < shortest) throw new KeyUnusable({ file, problem: `holds fewer than ${shortest} characters` })
  return key
}

/** The file that says which key signs a cache. */
export const markName = "SIGNED"

/** What tells a key from another and gives nothing of it away, as it stands in SIGNED; undefined without a key. */
export const markOf = ({ key, of }: Sealing): string | undefined => key === undefined ? undefined : of("partita cache")

/** The mark in a cache folder; undefined when it has none, or none that a mark could be. */
export const readMark = (root: string): string | undefined => {
  const found = readPlain(path.join(root, markName))
  return found === undefined || "problem" in found
    ? undefined
    : /^([0-9a-f]{32})\n?$/.exec(found.toString("latin1", 0, 40))?.[1]
}

/** Throws CacheSigned unless a laid-out cache is signed as `sealing` signs. */
export const assertSigned = (root: string, sealing: Sealing): void => {
  const found = readMark(root)
  const wanted = markOf(sealing)
  if (found === wanted || (found === undefined && sealing.acceptsPlain)) return
  throw new CacheSigned({ root, how: found === undefined ? "unsigned" : wanted === undefined ? "keyless" : "other" })
}
