/** What a folder holds that decides which steps are placed, known before anything is read: words, and labels of its own. */
import * as fs from "node:fs"
import * as path from "node:path"
import { audioExtensions, extensionOf } from "../../src/music/audio/audio-extensions.ts"
import type { SoundFile } from "../../src/music/audio/sound-file.ts"
import { isLabelTable, labelTables } from "../../src/music/ingest/dataset/label-tables.ts"
import { wordColumns } from "../../src/music/ingest/dataset/track-labels.ts"
import { isWordFile } from "../../src/music/ingest/dataset/track-words.ts"
import { mayHoldWords } from "../../src/music/ingest/reader/embedded-words.ts"

const kindOf = (entry: fs.Dirent, full: string): "folder" | "file" => {
  const isFolder = entry.isSymbolicLink()
    ? fs.statSync(full, { throwIfNoEntry: false })?.isDirectory() === true
    : entry.isDirectory()
  return isFolder ? "folder" : "file"
}

/** Files at any depth, folders through links once. */
function* filesBelow(folder: string): Generator<string> {
  const seen = new Set<string>() // a link may lead back up
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const real = realPath(next)
    if (real === null || seen.has(real)) continue
    seen.add(real)
    for (const entry of entriesOf(next).filter(({ name }) => !name.startsWith("."))) {
      const full = path.join(next, entry.name)
      if (kindOf(entry, full) === "folder") waiting.push(full)
      else yield full
    }
  }
}

const filesAsked = 100

/** Whether one of some files of audio, spread over the folder, has words in its tags. */
const hasTaggedWords = (folder: string): boolean => {
  const audio = [...filesBelow(folder)].filter((file) => audioExtensions.includes(extensionOf(file))).sort()
  const step = Math.max(1, Math.floor(audio.length / filesAsked))
  return audio.filter((_, i) => i % step === 0).some((file) => orElse(false, () => mayHoldWords(soundAt(file))))
}

const soundAt = (file: string): SoundFile => {
  const { size } = fs.statSync(file)
  return {
    sizeBytes: size,
    read: (from, count) => {
      const handle = fs.openSync(file, "r")
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(count, size - from)))
        return bytes.subarray(0, fs.readSync(handle, bytes, 0, bytes.length, from))
      } finally {
        fs.closeSync(handle)
      }
    }
  }
}

/**
 * True as soon as one file of words or a table with a column of them is found, at any depth. Hidden names do not count, as the store leaves them out; what
 * cannot be looked into counts as empty, and its reader then says why.
 */
export const hasWordFiles = (folder: string): boolean => {
  for (const file of filesBelow(folder)) if (isWordFile(path.basename(file)) || isTableOfWords(file)) return true
  return hasTaggedWords(folder)
}

/** The tables of labels in a folder: labels.csv at its top, else those of metadata at any depth. */
export const labelTablesIn = (folder: string): ReadonlyArray<string> => {
  const found = [...filesBelow(folder)].filter((file) =>
    isLabelTable(path.relative(folder, file).replaceAll(path.sep, "/"))
  )
  const used = labelTables(found.map((file) => path.relative(folder, file).replaceAll(path.sep, "/")))
  return used.map((file) => path.join(folder, file))
}

/** Whether a folder itself says what labels its tracks: two subfolders at least. */
export const hasFolderLabels = (folder: string): boolean => {
  const entries = entriesOf(folder).filter(({ name }) => !name.startsWith("."))
  return entries.filter((entry) => kindOf(entry, path.join(folder, entry.name)) === "folder").length >= 2
}

const orElse = <A>(otherwise: A, look: () => A): A => {
  try {
    return look()
  } catch (cause) {
    if (!(cause instanceof Error && "syscall" in cause)) throw cause
    return otherwise
  }
}

/** Whether a table of labels has a column of words. */
const isTableOfWords = (file: string): boolean => {
  if (!isLabelTable(path.basename(file))) return false
  const head = orElse("", () => fs.readFileSync(file, "utf8").slice(0, 4096).split("\n")[0]!)
  return wordColumns.some((name) => new RegExp(`(?:^|[^\\p{L}])${name}(?:[^\\p{L}]|$)`, "iu").test(head))
}

const realPath = (folder: string): string | null => orElse(null, () => fs.realpathSync(folder))

const entriesOf = (folder: string): ReadonlyArray<fs.Dirent> =>
  orElse([], () => fs.readdirSync(folder, { withFileTypes: true }))
