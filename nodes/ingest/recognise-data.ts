/** Looks at what `--data` names and says which dataset it is. Rules: src/ingest/recognise-layout.ts. */
import * as fs from "node:fs"
import * as path from "node:path"
import { extensionOf } from "../../src/ingest/audio-extensions.ts"
import { type DataView, type Recognised, recogniseFile, recogniseFolder } from "../../src/ingest/recognise-layout.ts"

const deepest = 5
const filesPerKind = 40
const foldersPerFolder = 300
const peekBytes = 65_536

const isFolder = (entry: fs.Dirent, full: string): boolean =>
  entry.isSymbolicLink() ? fs.statSync(full, { throwIfNoEntry: false })?.isDirectory() === true : entry.isDirectory()

/** Some paths below a folder: every folder near the top, and some files of each kind in each. */
const samplePaths = (root: string, below = "", depth = 0): ReadonlyArray<string> => {
  const entries = fs.readdirSync(path.join(root, below), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1
  )
  const named = entries.map((entry) => ({ entry, relative: below === "" ? entry.name : `${below}/${entry.name}` }))
  const { files = [], folders = [] } = Object.groupBy(
    named,
    ({ entry, relative }) => isFolder(entry, path.join(root, relative)) ? "folders" : "files"
  )
  const kinds = Map.groupBy(files, ({ relative }) => extensionOf(relative))
  return [
    ...[...kinds.values()].flatMap((same) => same.slice(0, filesPerKind).map(({ relative }) => relative)),
    ...depth === deepest
      ? []
      : folders.slice(0, foldersPerFolder).flatMap(({ relative }) => samplePaths(root, relative, depth + 1))
  ]
}

/** Up to 64 KiB of a file as text, from its beginning or its end. */
const peek = (file: string, from: "beginning" | "end"): string => {
  const descriptor = fs.openSync(file, "r")
  try {
    const { size } = fs.fstatSync(descriptor)
    const bytes = new Uint8Array(Math.min(size, peekBytes))
    fs.readSync(descriptor, bytes, 0, bytes.length, from === "end" ? size - bytes.length : 0)
    return new TextDecoder().decode(bytes)
  } finally {
    fs.closeSync(descriptor)
  }
}

const csvFilesOf = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(folder).filter((name) => extensionOf(name) === "csv").sort()

/** Paths in the answer are relative to `place`, or its name where it is a file. Throws the file system's error. */
export const recogniseData = (place: string): Recognised => {
  const isFile = fs.statSync(place).isFile()
  const root = isFile ? path.dirname(place) : place
  const view: DataView = {
    paths: isFile ? [path.basename(place), ...csvFilesOf(root)] : samplePaths(place),
    head: (file) => peek(path.join(root, file), "beginning"),
    tail: (file) => peek(path.join(root, file), "end")
  }
  return isFile ? recogniseFile(view) : recogniseFolder(view)
}
