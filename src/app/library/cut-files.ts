/** Which tracks CUE sheets cut files into that are met one by one, not as a whole folder. */
import * as fs from "node:fs"
import * as path from "node:path"
import { walkFolder } from "../../dataflow/store/folder.ts"
import { rangesOfFile } from "../../dataflow/store/ranges.ts"
import { bytesOfName, nameOf } from "../../format/file-name.ts"
import { audioExtensions, extensionOf } from "../../music/audio/audio-extensions.ts"
import type { Cut } from "../../music/audio/cut.ts"
import { isSheet, readSheets, type SheetTrack } from "../../music/ingest/dataset/album-sheets.ts"
import { isOpenPath } from "../../music/ingest/dataset/audio-folder.ts"
import { cueHolders, embeddedCue } from "../../music/ingest/reader/embedded-cue.ts"
import { reasonOf, type UnusableFile } from "./unusable-file.ts"

/** A track that is a stretch of a file. */
export type CutTrack = SheetTrack & { readonly cut: Cut }

const mostBytes = 1 << 20 // of a sheet: what is larger is none

const isCut = (track: SheetTrack): track is CutTrack => track.cut !== null

type Sheets = ReturnType<typeof readSheets>

const nothing: Sheets = { byPath: new Map(), problems: [], remarks: [] }

/**
 * Sheets that cut files, as a run on the folder `root` finds them: beside a file, in a folder above it, or in it. Without a
 * root those beside a file and in it. Sheets of a folder are read once.
 */
export class SheetsOfFolders {
  private readonly root: string | undefined
  private readonly known = new Map<string, Sheets>()
  private readonly found: Array<UnusableFile> = []

  constructor(root?: string) {
    this.root = root === undefined ? undefined : nameOf(Buffer.from(root))
  }

  /** Sheets that cut nothing, and why. */
  get problems(): ReadonlyArray<UnusableFile> {
    return this.found
  }

  /** The tracks of a file; undefined where no sheet cuts it. A sheet that cannot be read is a problem, and cuts nothing. */
  cutsOf(place: Buffer): ReadonlyArray<CutTrack> | undefined {
    const { folder, name } = placed(place)
    const tracks = this.outside(place) ?? this.told(folder, () => readWithin(place, name)).byPath.get(name)
    return tracks?.some(isCut) === true ? tracks.filter(isCut) : undefined
  }

  /** Whether a sheet that is no part of it speaks of a file. */
  isSpokenOf(place: Buffer): boolean {
    return this.outside(place) !== undefined
  }

  /** By the highest folder that has a sheet: it may speak of any file below it. */
  private outside(place: Buffer): ReadonlyArray<SheetTrack> | undefined {
    const { folder, name } = placed(place)
    const isBelow = this.root !== undefined && `${folder}/`.startsWith(`${this.root}/`)
    const top = isBelow ? foldersDown(this.root!, folder).find((each) => this.sheetsIn(each).length > 0) : folder
    if (top === undefined) return undefined
    const sheets = this.known.get(top) ?? this.told(top, () => isBelow ? readBelow(top) : readFolder(top))
    this.known.set(top, sheets)
    return sheets.byPath.get(folder === top ? name : `${folder.slice(top.length + 1)}/${name}`)
  }

  private readonly names = new Map<string, ReadonlyArray<string>>()
  private sheetsIn(folder: string): ReadonlyArray<string> {
    const known = this.names.get(folder)
    if (known !== undefined) return known
    let names: ReadonlyArray<string> = []
    this.told(folder, () => {
      names = namesIn(folder).filter(isSheet)
      return nothing
    })
    this.names.set(folder, names)
    return names
  }

  private told(folder: string, read: () => Sheets): Sheets {
    try {
      const sheets = read()
      for (const { problem, where } of sheets.problems) {
        this.found.push({ file: path.join(folder, where), reason: problem })
      }
      return sheets
    } catch (cause) {
      const reason = reasonOf(cause)
      if (reason === undefined) throw cause
      this.found.push({ file: folder, reason: `its CUE sheets cannot be read: ${reason}` })
      return nothing
    }
  }
}

const placed = (place: Buffer): { readonly folder: string; readonly name: string } => {
  const slash = place.lastIndexOf("/")
  return { folder: nameOf(place.subarray(0, Math.max(1, slash))), name: nameOf(place.subarray(slash + 1)) }
}

/** The folders from one down to another, both with it. */
const foldersDown = (from: string, to: string): ReadonlyArray<string> => {
  const parts = to.slice(from.length + 1).split("/").filter((part) => part !== "")
  return [from, ...parts.map((_, i) => [from, ...parts.slice(0, i + 1)].join("/"))]
}

const namesIn = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(bytesOfName(folder), { encoding: "buffer" }).map((name) => nameOf(name)).sort()
    .filter((name) => !name.startsWith("."))

/** Whether a name is one of audio. */
export const isAudio = (name: string): boolean => audioExtensions.includes(extensionOf(name))

const isSmall = (folder: string) => (name: string): boolean =>
  isSheet(name) && fs.statSync(placeIn(folder, name)).size <= mostBytes

const placeIn = (folder: string, name: string): Buffer =>
  Buffer.concat([bytesOfName(folder), Buffer.from("/"), bytesOfName(name)])

const sheetsOf = (folder: string, paths: ReadonlyArray<string>): Sheets => {
  const sheets = paths.filter(isSmall(folder))
  if (sheets.length === 0) return nothing
  return readSheets({
    paths: [...paths.filter(isAudio), ...sheets],
    readFile: (name) => fs.readFileSync(placeIn(folder, name))
  })
}

const readFolder = (folder: string): Sheets => sheetsOf(folder, namesIn(folder))

/** As a run lists a folder: in the order of paths, without what is hidden. */
const readBelow = (folder: string): Sheets =>
  sheetsOf(
    folder,
    pathsBelow(bytesOfName(folder).toString(), (file) => isAudio(file) || isSheet(file)).filter(isOpenPath).sort()
  )

const unread = { digest: "", sizeBytes: 0 }

/** Paths of files below a folder, from there. */
export const pathsBelow = (folder: string, isMeant: (path: string) => boolean): ReadonlyArray<string> =>
  walkFolder(folder, isMeant, () => unread).map(({ path }) => path)

const readWithin = (place: Buffer, name: string): Sheets =>
  cueHolders.has(extensionOf(name))
    ? readSheets({
      paths: [name],
      readFile: () => new Uint8Array(0),
      embeddedSheet: () => embeddedCue(rangesOfFile(place, "theirs"))
    })
    : nothing
