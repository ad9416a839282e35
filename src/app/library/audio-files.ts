/** The audio files that words on a command line mean. */
import * as fs from "node:fs"
import * as path from "node:path"
import { type Ranges, rangesOfFile } from "../../dataflow/store/ranges.ts"
import { bytesOfName } from "../../format/file-name.ts"
import { type Cut, soundName } from "../../music/audio/cut.ts"
import { type CutTrack, isAudio, pathsBelow, SheetsOfFolders } from "./cut-files.ts"
import type { UnusableFile } from "./unusable-file.ts"

/** `shown` is how it was given, or below which given folder it lies, and of a stretch where it begins. */
export interface AudioFile {
  readonly shown: string
  readonly open: () => Ranges
  /** The stretch of the file, where not all of it is meant. */
  readonly cut?: Cut | null
  /** What a CUE sheet calls that. */
  readonly said?: Pick<CutTrack, "performer" | "title">
}

interface Found {
  readonly shown: string
  /** The given folder it lies in. */
  readonly root?: string
  readonly place: Buffer
}

const inFolder = (folder: string): ReadonlyArray<Found> =>
  pathsBelow(folder, isAudio).map((file) => ({
    shown: path.join(folder, file),
    root: folder,
    place: Buffer.concat([Buffer.from(`${folder}/`), bytesOfName(file)])
  }))

/**
 * Files as given and, sorted, those with a known extension below given folders; files given twice count once. A file that a CUE sheet
 * beside or in it cuts is its tracks.
 */
export const audioFiles = (
  words: ReadonlyArray<string>
): { readonly files: ReadonlyArray<AudioFile>; readonly unusable: ReadonlyArray<UnusableFile> } => {
  const files = new Map<string, Found>()
  const unusable: Array<UnusableFile> = []
  for (const word of words) {
    const stat = fs.statSync(word, { throwIfNoEntry: false })
    const found = stat?.isDirectory() === true
      ? inFolder(word)
      : stat === undefined
      ? []
      : [{ shown: word, place: Buffer.from(path.resolve(word)) }]
    if (stat === undefined) unusable.push({ file: word, reason: "there is no such file or folder" })
    else if (found.length === 0) unusable.push({ file: word, reason: "the folder holds no audio" })
    for (const file of found) files.set(path.resolve(file.shown), file)
  }
  const sheets = new Map<string | undefined, SheetsOfFolders>()
  const all = [...files.values()].flatMap(({ place, root, shown }): ReadonlyArray<AudioFile> => {
    const open = () => rangesOfFile(place, "theirs")
    const own = sheets.get(root) ?? new SheetsOfFolders(root)
    sheets.set(root, own)
    const tracks = own.cutsOf(place)
    if (tracks === undefined) return [{ shown, open }]
    return tracks.map((track) => ({
      shown: soundName({ path: shown, ...track.cut }),
      open,
      cut: track.cut,
      said: track
    }))
  })
  return { files: all, unusable: [...unusable, ...[...sheets.values()].flatMap(({ problems }) => problems)] }
}
