/** 4MuLA: mel spectrograms, lyrics and labels of one Parquet file; there is no audio. Rules: src/music/ingest/dataset/four-mula.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as path from "node:path"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { Quarantined } from "../../src/dataflow/dsl/quarantined.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { logMelSquare } from "../../src/music/audio/log-mel-square.ts"
import { MEL_STATISTIC_NAMES, melStatistics } from "../../src/music/audio/mel-statistics.ts"
import { summarise } from "../../src/music/ingest/dataset/dataset-summary.ts"
import type { Annotation as Said, DatasetTrack } from "../../src/music/ingest/dataset/dataset.ts"
import { fourMulaColumns, fourMulaSong, inDecibels, zeroPadded } from "../../src/music/ingest/dataset/four-mula.ts"
import { layoutRemarks } from "../../src/music/ingest/dataset/layout-remarks.ts"
import type { IngestProblem } from "../../src/music/ingest/reader/ingest-problem.ts"
import { parquetRows } from "../../src/music/ingest/reader/parquet-rows.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"
import { Annotation } from "../row/annotation.ts"
import { enoughTracks } from "../row/enough-tracks.ts"
import { Problem } from "../row/problem.ts"
import { Track } from "../row/track.ts"

const side = 128

const Params = Schema.Struct({
  file: Schema.NonEmptyString,
  /** What speaks for the layout; it goes into the problems table as the first remark. */
  evidence: Schema.Array(Schema.String),
  /** What the statistics are of; the spectrograms are always in decibels. */
  statisticsOf: Schema.Literals(["decibels", "power"]),
  /** Whether the statistics see the zeros that fill a song up to 1292 frames, as in the dataset's own code. */
  zeroPadded: Schema.Boolean,
  /** Fewer tracks stop the pipeline here, before anything is computed. */
  fewest: Param.positiveInt
})

interface Songs {
  readonly tracks: Array<DatasetTrack>
  readonly annotations: Array<Said>
  readonly problems: Array<IngestProblem>
  readonly quarantine: Array<Quarantined>
  readonly usable: Array<{ readonly id: string; readonly statistics: Float64Array; readonly square: Float32Array }>
}

const measure = (mel: Matrix, { statisticsOf, zeroPadded: isPadded }: typeof Params.Type) => {
  const padded = isPadded ? zeroPadded(mel) : mel
  return {
    statistics: melStatistics(statisticsOf === "power" ? padded : inDecibels(padded)),
    square: Float32Array.from(logMelSquare(inDecibels(mel)).data)
  }
}

/** Each spectrogram becomes its statistics and its picture at once: together they would not fit into memory. */
const readSongs = async (
  params: typeof Params.Type,
  source: string,
  onSong: (done: number) => void
): Promise<Songs> => {
  const songs: Songs = { tracks: [], annotations: [], problems: [], quarantine: [], usable: [] }
  const seen = new Set<string>()
  let row = 0
  for await (const cells of parquetRows(params.file, fourMulaColumns, source)) {
    const where = `${source}, row ${++row}`
    const { annotations, mel, track } = fourMulaSong(cells, where)
    onSong(row)
    if (track.id === "" || seen.has(track.id)) {
      const problem = track.id === ""
        ? "has no music_id; not used"
        : `"${track.id}" has a row above; this one is not used`
      songs.problems.push({ where, problem })
      continue
    }
    seen.add(track.id)
    songs.tracks.push(track)
    songs.annotations.push(...annotations)
    if ("reason" in mel) songs.quarantine.push({ item: track.id, reason: mel.reason })
    else songs.usable.push({ id: track.id, ...measure(mel, params) })
  }
  return songs
}

const stacked = <A extends Float32Array | Float64Array>(out: A, rows: ReadonlyArray<A>): A => {
  rows.forEach((values, i) => out.set(values, i * values.length))
  return out
}

/**
 * @example
 * ```ts
 * import { readFourMula } from "partita/nodes/ingest"
 * function* part() {
 *   const { tracks, features, melStatistics, logMel, annotations, problems } = yield* readFourMula({}, {
 *     file: "4mula_small.parquet", evidence: ["a Parquet file with a column melspectrogram"],
 *     statisticsOf: "decibels", zeroPadded: false, fewest: 4
 *   })
 *   return { tracks, features, melStatistics, logMel, annotations, problems }
 * }
 * ```
 */
export const readFourMula = /*#__PURE__*/ Node.make("read-4mula", {
  params: Params,
  sources: { table: (params) => params.file }, // makes the key; DuckDB reads the file where it lies
  inputs: {},
  outputs: {
    tracks: table(Track),
    features: vectors("feature"),
    melStatistics: vectors("mel statistic"),
    logMel: tensor(["track", "mel", "frame"]),
    annotations: table(Annotation),
    problems: table(Problem),
    quarantine: table(Quarantined)
  },
  run: Effect.fnUntraced(function*({ params, report }) {
    const source = path.basename(params.file)
    const songs = yield* attempt(
      () => readSongs(params, source, (done) => report.progress("song", done, done)),
      UnusableInput
    )
    const { usable } = songs
    if (usable.length === 0) {
      return yield* Effect.fail(
        new UnusableInput({
          what: songs.tracks.length === 0 ? "there are no songs in it" : "no song has a spectrogram that can be used",
          where: source,
          hint: songs.quarantine[0] === undefined
            ? "download the file again"
            : `the first: ${songs.quarantine[0].reason}`
        })
      )
    }
    yield* enoughTracks(source, usable.length, params.fewest)
    const statistics = {
      ids: usable.map(({ id }) => id),
      names: MEL_STATISTIC_NAMES,
      matrix: {
        rows: usable.length,
        cols: MEL_STATISTIC_NAMES.length,
        data: stacked(
          new Float64Array(usable.length * MEL_STATISTIC_NAMES.length),
          usable.map((song) => song.statistics)
        )
      }
    }
    const pictures = stacked(new Float32Array(usable.length * side * side), usable.map(({ square }) => square))
    report.summary(
      summarise("4mula", songs.tracks, { problems: songs.problems.length, features: MEL_STATISTIC_NAMES.length })
    )
    return {
      tracks: songs.tracks.map((track) => ({ ...track, digest: "" })),
      features: statistics,
      melStatistics: statistics,
      logMel: { shape: [usable.length, side, side] as const, data: pictures },
      annotations: songs.annotations,
      problems: [...layoutRemarks("4mula", params.evidence), ...songs.problems],
      quarantine: songs.quarantine
    }
  })
})
