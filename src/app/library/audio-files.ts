/** The audio files that words on a command line mean. */
import * as fs from "node:fs"
import * as path from "node:path"
import { walkFolder } from "../../dataflow/store/folder.ts"
import { type Ranges, rangesOfFile } from "../../dataflow/store/ranges.ts"
import { bytesOfName } from "../../format/file-name.ts"
import { audioExtensions, extensionOf } from "../../music/audio/audio-extensions.ts"

/** `shown` is how it was given, or below which given folder it lies. */
export interface AudioFile {
  readonly shown: string
  readonly open: () => Ranges
}

/** A file or folder that cannot be used, and why. */
export interface UnusableFile {
  readonly file: string
  readonly reason: string
}

const nothing = { digest: "", sizeBytes: 0 } // paths are all that is wanted of the walk

const inFolder = (folder: string): ReadonlyArray<AudioFile> =>
  walkFolder(folder, (file) => audioExtensions.includes(extensionOf(file)), () => nothing).map(({ path: file }) => ({
    shown: path.join(folder, file),
    open: () => rangesOfFile(Buffer.concat([Buffer.from(`${folder}/`), bytesOfName(file)]), "theirs")
  }))

/** Files as given and, sorted, those with a known extension below given folders; files given twice count once. */
export const audioFiles = (
  words: ReadonlyArray<string>
): { readonly files: ReadonlyArray<AudioFile>; readonly unusable: ReadonlyArray<UnusableFile> } => {
  const files = new Map<string, AudioFile>()
  const unusable: Array<UnusableFile> = []
  for (const word of words) {
    const stat = fs.statSync(word, { throwIfNoEntry: false })
    const found = stat?.isDirectory() === true
      ? inFolder(word)
      : stat === undefined
      ? []
      : [{ shown: word, open: () => rangesOfFile(word, "theirs") }]
    if (stat === undefined) unusable.push({ file: word, reason: "there is no such file or folder" })
    else if (found.length === 0) unusable.push({ file: word, reason: "the folder holds no audio" })
    for (const file of found) files.set(path.resolve(file.shown), file)
  }
  return { files: [...files.values()], unusable }
}
