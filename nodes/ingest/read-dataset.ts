/** A dataset that is a folder of files with tables beside them. Layouts and their rules: src/music/ingest/dataset/loaders.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { basename as nameOf } from "node:path"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { isSheet } from "../../src/music/ingest/dataset/album-sheets.ts"
import { summarise } from "../../src/music/ingest/dataset/dataset-summary.ts"
import { isAudio } from "../../src/music/ingest/dataset/folder-rules.ts"
import { layoutRemarks } from "../../src/music/ingest/dataset/layout-remarks.ts"
import { folderLayouts, layoutTitles } from "../../src/music/ingest/dataset/layout.ts"
import { loaders, readDataset as read } from "../../src/music/ingest/dataset/loaders.ts"
import { countedProblem } from "../../src/music/ingest/reader/counted-problems.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"
import { Annotation } from "../row/annotation.ts"
import { enoughTracks } from "../row/enough-tracks.ts"
import { Problem } from "../row/problem.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { readDataset } from "partita/nodes/ingest"
 * function* part() {
 *   const { tracks, audio, annotations, problems } = yield* readDataset({}, {
 *     folder: "gtzan", layout: "gtzan", evidence: ["folders named after genres"], labelFrom: null,
 *     split: null, excludeKnownFaults: true, audioOnly: true, fewest: 4
 *   })
 *   return { tracks, audio, annotations, problems }
 * }
 * ```
 */
export const readDataset = /*#__PURE__*/ Node.make("read-dataset", {
  params: Schema.Struct({
    folder: Schema.NonEmptyString,
    layout: Schema.Literals(folderLayouts),
    /** What speaks for the layout; it goes into the problems table as the first remark. */
    evidence: Schema.Array(Schema.String),
    /** The kind of annotation that becomes the label, such as "mood"; null takes the dataset's own. */
    labelFrom: Schema.NullOr(Schema.NonEmptyString),
    /** The published split, such as "40_30_30" of MERGE; null takes the first there is. */
    split: Schema.NullOr(Schema.NonEmptyString),
    /** Leaves out tracks that are published as faulty, such as GTZAN's repeated clips. */
    excludeKnownFaults: Schema.Boolean,
    /** Leaves out tracks without audio. */
    audioOnly: Schema.Boolean,
    /** Fewer tracks stop the pipeline here, before anything is computed. */
    fewest: Param.positiveInt
  }),
  sources: { data: (params) => params.folder },
  inputs: {},
  outputs: { tracks: table(Track), audio: files, annotations: table(Annotation), problems: table(Problem) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { audioOnly, evidence, fewest, layout, ...options } = params
    const entries = yield* inputs.data.entries
    const paths = entries.map((entry) => entry.path)
    const texts = new Map<string, Uint8Array>()
    for (const path of paths.filter(loaders[layout].needs)) texts.set(path, yield* inputs.data.read(path))
    const folder = { name: params.folder, paths, readFile: (path: string) => texts.get(path)! }
    const found = yield* attempt(() => read(layout, folder, options), UnusableInput)
    const kept = audioOnly ? found.tracks.filter(({ path }) => path !== "") : found.tracks
    if (kept.length === 0) {
      return yield* Effect.fail(
        new UnusableInput({
          what: `${layoutTitles[layout]} has ${found.tracks.length} tracks here, none of them with audio`,
          where: params.folder,
          hint: "unpack the audio into the same folder; for words alone, place read-dataset with audioOnly: false"
        })
      )
    }
    yield* enoughTracks(nameOf(params.folder), kept.length, fewest)
    const digests = new Map(entries.map((entry) => [entry.path, entry.digest]))
    const tracks = kept.map((track) => ({ ...track, digest: digests.get(track.path) ?? "" }))
    const left = found.tracks.filter((track) => !kept.includes(track)).map(({ id }) => id)
    const used = new Set(found.tracks.map(({ path }) => path))
    const unused = paths.filter((path) => isAudio(path) && !used.has(path))
    for (const { problem, where } of countedProblem("audio file", unused, "not part of it, left out")) {
      report.warn(`read as ${layoutTitles[layout]}: ${where} ${problem}; --layout folder reads all`)
    }
    // a data set's labels, splits and words are of whole files: a piece of one would have none, or those of another song
    for (const { problem, where } of countedProblem("CUE sheet", paths.filter(isSheet), "heeded by no data set")) {
      report.warn(`read as ${layoutTitles[layout]}: ${where} ${problem}, so no file is cut; --layout folder cuts them`)
    }
    const ids = new Set(tracks.map(({ id }) => id))
    report.summary(summarise(layout, tracks, { problems: found.problems.length }))
    return {
      tracks,
      audio: yield* inputs.data.pick(tracks.flatMap(({ path }) => path === "" ? [] : [path])),
      annotations: found.annotations.filter(({ id }) => ids.has(id)),
      problems: [
        ...layoutRemarks(layout, evidence),
        ...countedProblem("track", left, "no audio, left out"),
        ...found.problems
      ]
    }
  })
})
