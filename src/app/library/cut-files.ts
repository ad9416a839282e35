/** Which tracks CUE sheets cut files into that are met one by one, not as a whole folder. */
import * as fs from "node:fs"
import * as path from "node:path"
import { rangesOfFile } from "../../dataflow/store/ranges.ts"
import { bytesOfName, nameOf } from "../../format/file-name.ts"
import { audioExtensions, extensionOf } from "../../music/audio/audio-extensions.ts"
import type { Cut } from "../../music/audio/cut.ts"
import { isSheet, readSheets, type SheetTrack } from "../../music/ingest/dataset/album-sheets.ts"
import { cueHolders, embeddedCue } from "../../music/ingest/reader/embedded-cue.ts"
import { reasonOf, type UnusableFile } from "./unusable-file.ts"

/** A track that is a stretch of a file. */
export type CutTrack = SheetTrack & { readonly cut: Cut }

const mostBytes = 1 << 20 // of a sheet: what is larger is none

const isCut = (track: SheetTrack): track is CutTrack => track.cut !== null

type Sheets = ReturnType<typeof readSheets>

const nothing: Sheets = { byPath: new Map(), problems: [], remarks: [] }

/** Sheets beside files and in them; those of a folder are read once. */
export class SheetsOfFolders {
  private readonly known = new Map<string, Sheets>()
  private readonly found: Array<UnusableFile> = []

  /** Sheets that cut nothing, and why. */
  get problems(): ReadonlyArray<UnusableFile> {
    return this.found
  }

  /** The tracks of a file; undefined where no sheet cuts it. A sheet that cannot be read is a problem, and cuts nothing. */
  cutsOf(place: Buffer): ReadonlyArray<CutTrack> | undefined {
    const slash = place.lastIndexOf("/")
    const folder = nameOf(place.subarray(0, Math.max(1, slash)))
    const name = nameOf(place.subarray(slash + 1))
    const beside = this.known.get(folder) ?? this.told(folder, () => readFolder(folder))
    this.known.set(folder, beside)
    const tracks = beside.byPath.get(name) ?? this.told(folder, () => readWithin(place, name)).byPath.get(name)
    return tracks?.some(isCut) === true ? tracks.filter(isCut) : undefined
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

const readFolder = (folder: string): Sheets => {
  const place = (name: string): Buffer => Buffer.concat([bytesOfName(folder), Buffer.from("/"), bytesOfName(name)])
  const names = fs.readdirSync(bytesOfName(folder), { encoding: "buffer" }).map((name) => nameOf(name)).sort()
  const open = names.filter((name) => !name.startsWith("."))
  const sheets = open.filter((name) => isSheet(name) && fs.statSync(place(name)).size <= mostBytes)
  if (sheets.length === 0) return nothing
  const audio = open.filter((name) => audioExtensions.includes(extensionOf(name)))
  return readSheets({ paths: [...audio, ...sheets], readFile: (name) => fs.readFileSync(place(name)) })
}

const readWithin = (place: Buffer, name: string): Sheets =>
  cueHolders.has(extensionOf(name))
    ? readSheets({
      paths: [name],
      readFile: () => new Uint8Array(0),
      embeddedSheet: () => embeddedCue(rangesOfFile(place, "theirs"))
    })
    : nothing
