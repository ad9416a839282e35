/** Names for tracks that can stand in a table, a command line and a file name. */
import { stemOf } from "../../audio/audio-extensions.ts"
import { uniqueNames } from "./unique-names.ts"

/** A path with its percent escapes resolved, or as it is when they make no text. */
export const unescapePath = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause
    return path
  }
}

const slug = (path: string): string => {
  const words = unescapePath(path).normalize("NFC").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu)
  return words === null ? "track" : words.join("-")
}

/**
 * One id per path: its letters and digits of any script, joined by hyphens. Paths that agree in those keep their
 * extension, and those that still agree are numbered in the order given.
 */
export const trackIds = (paths: ReadonlyArray<string>): ReadonlyArray<string> => {
  const short = paths.map((path) => slug(stemOf(path)))
  const count = new Map<string, number>()
  for (const id of short) count.set(id, (count.get(id) ?? 0) + 1)
  return uniqueNames(paths.map((path, i) => count.get(short[i]!) === 1 ? short[i]! : slug(path)))
}
