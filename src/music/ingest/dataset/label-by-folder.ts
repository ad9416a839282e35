/** Which of the folders that a file lies in is its label. Next: audio-folder.ts. */

const split = /^(?:train|training|test|testing|validation|valid|val|dev|eval|(?:fold|split|part)[ _-]?\d+)$/i
const disc = /^(?:cd|disc|disk|side)[ _-]?(?:\d+|[a-d])$/i

const foldersOf = (path: string): ReadonlyArray<string> => path.split("/").slice(0, -1)

/** Whether a level tells nothing: all of it is one folder, which holds others, or its folders are the parts of a split. */
const isPassed = (folders: ReadonlyArray<ReadonlyArray<string>>, depth: number): boolean => {
  const names = new Set(folders.map((parts) => parts[depth] ?? ""))
  if ([...names].every((name) => split.test(name))) return folders.some((parts) => parts[depth + 1] !== undefined)
  return names.size === 1 && folders.every((parts) => parts[depth + 1] !== undefined && !disc.test(parts[depth + 1]!))
}

/**
 * How paths give labels: by their first folder, or by the next where the first is the same for all or the parts of a split.
 * Null for a file that lies in no such folder.
 */
export const labelByFolder = (paths: ReadonlyArray<string>): (path: string) => string | null => {
  const folders = paths.map(foldersOf)
  let depth = 0
  while (isPassed(folders, depth)) depth++
  return (path) => foldersOf(path)[depth] ?? null
}
