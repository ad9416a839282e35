/** A folder of music as a table of tracks. Rules: src/music/ingest/dataset/audio-folder.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { basename } from "node:path"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { FileChanged } from "../../src/dataflow/store/error.ts"
import { rangesOfFile } from "../../src/dataflow/store/ranges.ts"
import { bytesOfName } from "../../src/format/file-name.ts"
import { extensionOf } from "../../src/music/audio/audio-extensions.ts"
import { isSheet } from "../../src/music/ingest/dataset/album-sheets.ts"
import { type AudioFolder, readAudioFolder } from "../../src/music/ingest/dataset/audio-folder.ts"
import { summarise } from "../../src/music/ingest/dataset/dataset-summary.ts"
import { isLabelTable } from "../../src/music/ingest/dataset/label-tables.ts"
import { isWordFile } from "../../src/music/ingest/dataset/track-words.ts"
import { cueHolders, embeddedCue } from "../../src/music/ingest/reader/embedded-cue.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"
import { enoughTracks } from "../row/enough-tracks.ts"
import { Problem } from "../row/problem.ts"
import { SheetRow } from "../row/sheet-row.ts"
import { Track } from "../row/track.ts"

const isText = (path: string): boolean => isWordFile(path) || isLabelTable(path) || isSheet(path)

/** The sheet within a file of the folder; of one that cannot be opened now, measuring it will say why. */
const sheetWithin = (root: string | undefined) => (path: string) => {
  if (root === undefined || !cueHolders.has(extensionOf(path))) return undefined
  try {
    return embeddedCue(rangesOfFile(Buffer.concat([Buffer.from(`${root}/`), bytesOfName(path)]), "theirs"))
  } catch (cause) {
    if (cause instanceof Error && ("syscall" in cause || cause instanceof FileChanged)) return undefined
    throw cause
  }
}

/**
 * @example
 * ```ts
 * import { scanFolder } from "partita/nodes/ingest"
 * function* part() {
 *   const { tracks, audio, problems, sheets } = yield* scanFolder({}, {
 *     folder: "music/audio", labelColumn: null, byFolder: false, remarks: [], fewest: 4
 *   })
 *   return { tracks, audio, problems, sheets }
 * }
 * ```
 */
export const scanFolder = /*#__PURE__*/ Node.make("scan-folder", {
  params: Schema.Struct({
    folder: Schema.NonEmptyString,
    /** The column of its tables that becomes the label; null takes label, genre or class. */
    labelColumn: Schema.NullOr(Schema.NonEmptyString),
    /** Whether subfolders are the labels whatever its tables say. */
    byFolder: Schema.Boolean,
    /** What else the folder nearly is; said on the terminal and first among the problems. */
    remarks: Schema.Array(Schema.NonEmptyString),
    /** Fewer tracks stop the pipeline here, before anything is computed. */
    fewest: Param.positiveInt
  }),
  sources: { music: (params) => params.folder },
  inputs: {},
  outputs: {
    tracks: table(Track),
    audio: files,
    problems: table(Problem),
    /** Of tracks that a CUE sheet names. */
    sheets: table(SheetRow)
  },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const entries = yield* inputs.music.entries
    const paths = entries.map((entry) => entry.path)
    const texts = new Map<string, Uint8Array>()
    for (const path of paths.filter(isText)) texts.set(path, yield* inputs.music.read(path))
    const { root } = yield* inputs.music.pick([])
    const folder: AudioFolder = {
      name: params.folder,
      paths,
      readFile: (path) => texts.get(path)!,
      isByFolder: params.byFolder,
      embeddedSheet: sheetWithin(root),
      ...params.labelColumn === null ? {} : { labelColumn: params.labelColumn }
    }
    const found = yield* attempt(() => readAudioFolder(folder), UnusableInput)
    yield* enoughTracks(basename(params.folder), found.tracks.length, params.fewest)
    const digests = new Map(entries.map((entry) => [entry.path, entry.digest]))
    const tracks = found.tracks.map((track) => ({
      ...track,
      group: track.artist,
      split: null,
      digest: digests.get(track.path)!
    }))
    const problems = [...params.remarks.map((problem) => ({ where: "layout", problem })), ...found.problems]
    for (const remark of params.remarks) report.warn(remark)
    report.summary(summarise("folder", tracks, { problems: problems.length }))
    const sheets = found.tracks.flatMap(({ id, sheet }) => sheet === undefined ? [] : [{ ...sheet, id }])
    const audio = yield* inputs.music.pick([...new Set(tracks.map((track) => track.path))])
    return { tracks, audio, problems, sheets }
  })
})
