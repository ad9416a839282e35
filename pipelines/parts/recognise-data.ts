/** Looks at what `--data` names and says which dataset it is. Rules: src/music/ingest/dataset/recognise-layout.ts. */
import * as fs from "node:fs"
import * as path from "node:path"
import { audioExtensions, extensionOf } from "../../src/music/audio/audio-extensions.ts"
import type { DataView, Recognised } from "../../src/music/ingest/dataset/data-view.ts"
import { folderLayouts, layoutTitles } from "../../src/music/ingest/dataset/layout.ts"
import { recogniseFile, recogniseFolder } from "../../src/music/ingest/dataset/recognise-layout.ts"
import type { AskedLayout } from "./layout-choice.ts"

const deepest = 5
const filesPerKind = 40
const foldersPerFolder = 300
const peekBytes = 65_536

const isFolder = (entry: fs.Dirent, full: string): boolean =>
  entry.isSymbolicLink() ? fs.statSync(full, { throwIfNoEntry: false })?.isDirectory() === true : entry.isDirectory()

interface Sample {
  readonly paths: ReadonlyArray<string>
  /** How many AppleDouble files (._name) were passed over; the store leaves out all hidden names. */
  readonly appleDouble: number
}

/** Some paths below a folder: every folder near the top, all audio in it and some files of each other kind. */
const sampleOf = (root: string, below = "", depth = 0): Sample => {
  const entries = fs.readdirSync(path.join(root, below), { withFileTypes: true })
  const open = entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => a.name < b.name ? -1 : 1)
  const named = open.map((entry) => ({ entry, relative: below === "" ? entry.name : `${below}/${entry.name}` }))
  const isBelow = ({ entry, relative }: typeof named[number]) => isFolder(entry, path.join(root, relative))
  const folders = named.filter(isBelow).slice(0, depth === deepest ? 0 : foldersPerFolder)
  const kinds = Map.groupBy(named.filter((each) => !isBelow(each)), ({ relative }) => extensionOf(relative))
  const inside = folders.map(({ relative }) => sampleOf(root, relative, depth + 1))
  return {
    paths: [
      ...[...kinds].flatMap(([kind, same]) =>
        same.slice(0, audioExtensions.includes(kind) ? undefined : filesPerKind).map(({ relative }) => relative)
      ),
      ...inside.flatMap(({ paths }) => paths)
    ],
    appleDouble: inside.reduce(
      (sum, { appleDouble }) => sum + appleDouble,
      entries.filter(({ name }) => name.startsWith("._")).length
    )
  }
}

/** The encoding that a file's byte order mark names. */
const markOf = (descriptor: number): string => {
  const mark = new Uint8Array(2)
  fs.readSync(descriptor, mark, 0, 2, 0)
  return mark[0] === 0xff && mark[1] === 0xfe ? "utf-16le" : mark[0] === 0xfe && mark[1] === 0xff ? "utf-16be" : "utf-8"
}

/** Up to 64 KiB of a file as text, from its beginning or its end. */
const peek = (file: string, from: "beginning" | "end"): string => {
  const descriptor = fs.openSync(file, "r")
  try {
    const { size } = fs.fstatSync(descriptor)
    const bytes = new Uint8Array(Math.min(size, peekBytes))
    fs.readSync(descriptor, bytes, 0, bytes.length, from === "end" ? size - bytes.length : 0)
    return new TextDecoder(markOf(descriptor)).decode(bytes)
  } finally {
    fs.closeSync(descriptor)
  }
}

const csvFilesOf = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(folder).filter((name) => extensionOf(name) === "csv").sort()

/**
 * Says which layout a folder or file has. Paths in the answer are relative to `place`, or its name where it is a file.
 * `asked` decides instead of what is there. What cannot be looked into counts as a plain folder, whose reader then says why.
 */
export const recogniseData = (place: string, asked: AskedLayout = "auto"): Recognised => {
  try {
    return lookAt(place, asked)
  } catch (cause) {
    if (!(cause instanceof Error && "syscall" in cause)) throw cause
    return { layout: "folder", evidence: [cause.message], files: {}, nearly: [] }
  }
}

/** Throws a TypeError where a file is asked to be a folder, or a folder lacks the table it is asked to be. */
const checkAsked = (place: string, asked: AskedLayout, isFile: boolean, { files }: Recognised): void => {
  if (asked === "auto") return
  const isFolder = asked === "folder" || folderLayouts.some((layout) => layout === asked)
  const name = path.basename(place)
  if (isFile && isFolder) {
    throw new TypeError(`--layout ${asked} reads a folder, and ${name} is a file; give the folder to --data`)
  }
  if (!isFile && !isFolder && Object.keys(files).length === 0) {
    throw new TypeError(
      `--layout ${asked} reads a table, and ${name} holds none of ${layoutTitles[asked]}; give the file to --data`
    )
  }
}

const lookAt = (place: string, asked: AskedLayout): Recognised => {
  const isFile = fs.statSync(place).isFile()
  const root = isFile ? path.dirname(place) : place
  const { appleDouble, paths } = isFile
    ? { paths: [path.basename(place), ...csvFilesOf(root)], appleDouble: 0 }
    : sampleOf(place)
  const view: DataView = {
    paths,
    head: (file) => peek(path.join(root, file), "beginning"),
    tail: (file) => peek(path.join(root, file), "end")
  }
  const found = isFile ? recogniseFile(view, asked) : recogniseFolder(view, asked)
  checkAsked(place, asked, isFile, found)
  const passed = `${appleDouble.toLocaleString("en")} AppleDouble file${appleDouble === 1 ? "" : "s"} (._…) passed over`
  return appleDouble === 0 ? found : { ...found, evidence: [...found.evidence, passed] }
}
