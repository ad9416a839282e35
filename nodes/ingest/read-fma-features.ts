/** FMA's published features, with labels, artists and splits from tracks.csv. Rules: src/music/ingest/dataset/fma-features.ts. */
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
import type { DatasetTrack } from "../../src/music/ingest/dataset/dataset.ts"
import { readFmaFeatures as read } from "../../src/music/ingest/dataset/fma-features.ts"
import { fmaId, parseFmaTracks } from "../../src/music/ingest/dataset/fma-tables.ts"
import { fmaTrack, isInSubset } from "../../src/music/ingest/dataset/fma.ts"
import { layoutRemarks } from "../../src/music/ingest/dataset/layout-remarks.ts"
import { countedProblem } from "../../src/music/ingest/reader/counted-problems.ts"
import { decodeText } from "../../src/music/ingest/reader/decode-text.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"
import { enoughTracks } from "../row/enough-tracks.ts"
import { Problem } from "../row/problem.ts"
import { Track } from "../row/track.ts"

const unknown = (id: string): DatasetTrack => ({
  id,
  title: id,
  artist: null,
  path: "",
  label: null,
  language: null,
  lyrics: null,
  group: null,
  split: null
})

/**
 * @example
 * ```ts
 * import { readFmaFeatures } from "partita/nodes/ingest"
 * function* part() {
 *   const { tracks, features, problems } = yield* readFmaFeatures({}, {
 *     file: "fma_metadata/features.csv", tracksFile: "fma_metadata/tracks.csv", subset: "small",
 *     evidence: ["features.csv beside tracks.csv"], fewest: 4
 *   })
 *   return { tracks, features, problems }
 * }
 * ```
 */
export const readFmaFeatures = /*#__PURE__*/ Node.make("read-fma-features", {
  params: Schema.Struct({
    /** features.csv */
    file: Schema.NonEmptyString,
    /** tracks.csv; null reads every row and knows no labels. */
    tracksFile: Schema.NullOr(Schema.NonEmptyString),
    /** Rows to take, each subset holding those before it; without tracksFile all are taken. */
    subset: Schema.Literals(["small", "medium", "large", "full"]),
    /** What speaks for the layout; it goes into the problems table as the first remark. */
    evidence: Schema.Array(Schema.String),
    /** Fewer tracks stop the pipeline here, before anything is computed. */
    fewest: Param.positiveInt
  }),
  sources: { features: ({ file }) => file, tracks: ({ file, tracksFile }) => tracksFile ?? file },
  inputs: {},
  outputs: {
    tracks: table(Track),
    features: vectors("feature"),
    problems: table(Problem),
    quarantine: table(Quarantined)
  },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const source = path.basename(params.file)
    const name = params.tracksFile === null ? null : path.basename(params.tracksFile)
    const text = name === null ? null : decodeText(yield* inputs.tracks.read(name))
    const bytes = yield* inputs.features.read(source)
    const { found, rows } = yield* attempt(() => {
      const all = text === null ? null : parseFmaTracks(text, name!).filter((row) => isInSubset(row, params.subset))
      const wanted = all === null ? null : new Map(all.map((row) => [row.number, row]))
      return { rows: wanted, found: read(bytes, (number) => wanted?.has(number) ?? true, source) }
    }, UnusableInput)
    if (found.numbers.length === 0) {
      return yield* Effect.fail(
        new UnusableInput({
          what: rows === null ? "there are no rows below the header" : `none of its rows is in subset ${params.subset}`,
          where: source,
          hint: rows === null
            ? "unpack fma_metadata.zip again"
            : "set subset to full, or give the tracks.csv that belongs to it"
        })
      )
    }
    yield* enoughTracks(source, found.numbers.length, params.fewest)
    const there = [...found.numbers, ...found.setAside.map(({ number }) => number)].sort((a, b) => a - b)
    const tracks = there.map((number) => {
      const row = rows?.get(number)
      return { ...row === undefined ? unknown(fmaId(number)) : fmaTrack(row, ""), digest: "" }
    })
    const seen = new Set(there)
    const absent = [...rows?.keys() ?? []].filter((number) => !seen.has(number)).map(fmaId)
    const problems = [
      ...found.problems,
      ...countedProblem("track", absent, `in subset ${params.subset}, but ${source} has no row of it`),
      ...name === null
        ? [{ where: "tracks.csv", problem: "not beside it, so there are no labels, artists or splits" }]
        : []
    ]
    for (const { problem, where } of found.problems) {
      if (where.startsWith("columns")) report.warn(`${where}: ${problem}`)
    }
    report.summary(summarise("fma-features", tracks, { problems: problems.length, features: found.names.length }))
    return {
      tracks,
      features: { ids: found.numbers.map(fmaId), names: found.names, matrix: found.matrix },
      problems: [...layoutRemarks("fma-features", params.evidence), ...problems],
      quarantine: found.setAside.map(({ number, reason }) => ({ item: fmaId(number), reason }))
    }
  })
})
