/** Which audio file a table means by what it writes: a path from another machine, a name, with or without extension. */
import { stemOf } from "../../audio/audio-extensions.ts"
import { unescapePath } from "../reader/track-id.ts"

/** The paths that may be meant; several where the writing fits several. */
export type Finder = (written: string) => ReadonlyArray<string>

const plain = (path: string): string => unescapePath(path).normalize("NFC")

/** A path and its ends: a/b/c.wav, b/c.wav, c.wav. */
const ends = (path: string): ReadonlyArray<string> => {
  const parts = path.split("/")
  return parts.map((_, i) => parts.slice(i).join("/"))
}

const isAbsolute = (written: string): boolean => /^(?:\/|~\/|[a-z]:\/|[a-z]+:\/\/)/i.test(written)

/** Ways to spell a path, from the strictest. */
const spellings: ReadonlyArray<(path: string) => string> = [
  (path) => path,
  plain,
  (path) => stemOf(plain(path)),
  (path) => plain(path).toLowerCase(),
  (path) => stemOf(plain(path)).toLowerCase()
]

/**
 * Finds paths by their end. What is written may have fewer folders than the path, and more of them where it is absolute
 * or where all of the path is its end: the longest end that both share decides.
 *
 * @example
 * ```ts
 * import { trackFinder } from "partita/ingest"
 * const find = trackFinder(["rock/a.wav", "folk/a.wav"])
 * find("/home/me/music/rock/a.wav") // → ["rock/a.wav"]
 * find("a") // → ["rock/a.wav", "folk/a.wav"]
 * ```
 */
export const trackFinder = (paths: ReadonlyArray<string>): Finder => {
  const indices = spellings.map((spell) => {
    const whole = Map.groupBy(paths, spell)
    const byEnd = new Map<string, Array<string>>()
    for (const path of paths) {
      for (const end of ends(spell(path))) {
        const same = byEnd.get(end)
        if (same === undefined) byEnd.set(end, [path])
        else same.push(path)
      }
    }
    return { spell, whole, byEnd }
  })
  return (written) => {
    const name = written.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "")
    for (const { byEnd, spell, whole } of indices) {
      for (const form of new Set([spell(name), name])) {
        const found = whole.get(form) ?? byEnd.get(form) ??
          ends(form).map((end) => (isAbsolute(name) ? byEnd : whole).get(end)).find((each) => each !== undefined)
        if (found !== undefined) return found
      }
    }
    return []
  }
}
