/** Absolute paths as names: what they have in common is a machine's, not a track's. */

const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:[\\/]|\\\\|file:\/\/|~\/)/.test(path)

/**
 * The names without the folders that all of them share, where all are absolute paths; else as they are.
 *
 * @example
 * ```ts
 * import { withoutCommonFolder } from "partita/ingest"
 * withoutCommonFolder(["/home/me/music/rock/a.wav", "/home/me/music/folk/b.wav"]) // → ["rock/a.wav", "folk/b.wav"]
 * ```
 */
export const withoutCommonFolder = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (names.length === 0 || !names.every(isAbsolute)) return names
  const split = names.map((name) => name.replaceAll("\\", "/").split("/"))
  const [first] = split
  const different = first!.findIndex((part, at) => split.some((parts) => parts[at] !== part))
  const shared = Math.min(different < 0 ? Infinity : different, ...split.map((parts) => parts.length - 1))
  return split.map((parts) => parts.slice(shared).join("/"))
}
