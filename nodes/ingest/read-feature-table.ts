/** A CSV of features computed elsewhere, such as those published with GTZAN. Rules: src/music/ingest/reader/feature-table.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as path from "node:path"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { Quarantined } from "../../src/dataflow/dsl/quarantined.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { summarise } from "../../src/music/ingest/dataset/dataset-summary.ts"
import { layoutRemarks } from "../../src/music/ingest/dataset/layout-remarks.ts"
import { recogniseTable, songOfClip } from "../../src/music/ingest/dataset/recognise-table.ts"
import { columnsOfCsv } from "../../src/music/ingest/reader/csv.ts"
import { decodeText, encodingRemark } from "../../src/music/ingest/reader/decode-text.ts"
import { readFeatureTable as read } from "../../src/music/ingest/reader/feature-table.ts"
import { otherFile } from "../../src/music/ingest/reader/known-file.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"
import { enoughTracks } from "../row/enough-tracks.ts"
import { Problem } from "../row/problem.ts"
import { Track } from "../row/track.ts"

const onlyWords = (source: string): UnusableInput =>
  new UnusableInput({
    what: "it holds lyrics, but neither features nor audio",
    where: source,
    hint:
      "give a folder of audio with the words beside it as <name>.txt; read-lyrics-table reads it where words are enough"
  })

/**
 * @example
 * ```ts
 * import { readFeatureTable } from "partita/nodes/ingest"
 * function* part() {
 *   const { tracks, features, problems } = yield* readFeatureTable({}, {
 *     file: "music/combined_mfcc_GTZAN_BanglaBeats__30sec.csv", labelColumn: null, keep: [], mostSetAside: 0.25, fewest: 4
 *   })
 *   return { tracks, features, problems }
 * }
 * ```
 */
export const readFeatureTable = /*#__PURE__*/ Node.make("read-feature-table", {
  params: Schema.Struct({
    file: Schema.NonEmptyString,
    /** The column that becomes the label; null takes the first of label, genre and class that is there. */
    labelColumn: Schema.NullOr(Schema.NonEmptyString),
    /** Columns of numbers that are features although they look like codes of labels, ids or years. */
    keep: Schema.Array(Schema.NonEmptyString),
    /** Share of the rows that may lack a number; those that do are set aside. */
    mostSetAside: Param.share,
    /** Fewer tracks stop the pipeline here, before anything is computed. */
    fewest: Param.positiveInt
  }),
  sources: { csv: (params) => params.file },
  inputs: {},
  outputs: {
    tracks: table(Track),
    features: vectors("feature"),
    problems: table(Problem),
    /** Rows that lack a number. */
    quarantine: table(Quarantined)
  },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const source = path.basename(params.file)
    const bytes = yield* inputs.csv.read(source)
    const other = otherFile(bytes)
    if (other !== undefined) return yield* Effect.fail(new UnusableInput({ ...other, where: source }))
    const text = decodeText(bytes)
    const { keep, labelColumn, mostSetAside } = params
    // the header alone, so that a table of words is told from one of features before its cells are judged
    const columns = yield* attempt(() => columnsOfCsv(text, source), UnusableInput)
    if (recogniseTable(columns, []).layout === "lyrics-table") return yield* Effect.fail(onlyWords(source))
    const { features, ids, labels, problems, remarks, setAside } = yield* attempt(
      () => read(text, { source, keep, mostSetAside, ...(labelColumn === null ? {} : { labelColumn }) }),
      UnusableInput
    )
    for (const remark of [...encodingRemark(bytes), ...remarks]) report.warn(remark)
    yield* enoughTracks(source, ids.length, params.fewest)
    const { evidence, layout } = recogniseTable(columns, ids)
    const { language, ...others } = labels
    const [labelName, label] = labelColumn === "language" ? ["language", language] : Object.entries(others)[0] ?? []
    const cell = (column: ReadonlyArray<string> | undefined, i: number) =>
      column?.[i] === "" ? null : column?.[i] ?? null
    const tracks = ids.map((id, i) => ({
      id,
      title: id,
      artist: null,
      path: "",
      digest: "",
      label: cell(label, i),
      language: cell(language, i),
      lyrics: null,
      group: songOfClip(id),
      split: null
    }))
    const found = summarise(layout, tracks, { problems: problems.length, features: features.names.length })
    report.summary(labelName === undefined ? found : `${found}; labels by ${labelName}`)
    return {
      tracks,
      features: { ids, ...features },
      problems: [...layoutRemarks(layout, evidence), ...problems],
      quarantine: setAside
    }
  })
})
