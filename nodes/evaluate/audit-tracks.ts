/** Looks for what would make results too good or wrong before they are made. Maths: src/learn/audit/audit-tracks.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { auditTracks as audit } from "../../src/learn/audit/audit-tracks.ts"
import { classBalance } from "../../src/learn/audit/class-balance.ts"
import { columnOf } from "../../src/learn/metric/test/correlation.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { soundText } from "../../src/music/audio/cut.ts"
import { AuditSummary, FindingRow } from "../row/audit-report.ts"
import { labelColumns } from "../row/label-column.ts"
import { SoundRow } from "../row/sound-row.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct({
  /** Standard deviations per feature below which two tracks count as near duplicates. */
  nearDistance: Param.positive,
  /** Mean root mean square of full scale below which a track counts as silent. */
  quietRms: Param.positive,
  /** Share of a track below −60 dB from which it counts as silent. */
  silentShare: Param.positive,
  /** Share of samples in runs at full scale from which a track counts as clipped. */
  clippedShare: Param.positive,
  /** Deviation from the median length, as a share of it, that counts as odd. */
  oddLengthShare: Param.positive,
  /** Area under the ROC curve from which a single variable counts as a confound. */
  confoundArea: Param.positive,
  /** Share of a label's tracks from which one group counts as dominant. */
  dominantShare: Param.positive,
  /** Tracks below which a label counts as having few. */
  fewestTracks: Param.positiveInt,
  /** Draws of each confound's null. */
  permutations: Param.positiveInt
})

const columns = [...labelColumns, "split"] as const

const loudnessNames = ["rms_mean", "rmse_mean", "rms"]

/** The feature that tells loudness, under any of its published names. */
const rmsOf = (names: ReadonlyArray<string>, matrix: Matrix): Float64Array | null => {
  const at = names.findIndex((name) => loudnessNames.includes(name))
  return at < 0 ? null : columnOf(matrix, at)
}

/**
 * @example
 * ```ts
 * import { auditTracks } from "partita/nodes/evaluate"
 * function* part(wires: Parameters<typeof auditTracks>[0]) { // tracks, features, sound
 *   const { findings, summary } = yield* auditTracks(wires, {
 *     nearDistance: 0.2, quietRms: 1e-3, silentShare: 0.5, clippedShare: 0.01, oddLengthShare: 0.1,
 *     confoundArea: 0.8, dominantShare: 0.5, fewestTracks: 10, permutations: 500
 *   })
 *   return { findings, summary }
 * }
 * ```
 */
export const auditTracks = /*#__PURE__*/ Node.make("audit-tracks", {
  labels: "evaluates",
  seeded: true,
  params: Params,
  inputs: {
    tracks: table(Track),
    /** Raw, so that loudness has its unit. */
    features: vectors("feature"),
    /** From extract.ts, or an empty list where there is no sound. */
    sound: many(table(SoundRow))
  },
  outputs: { findings: table(FindingRow), summary: json(AuditSummary) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { permutations, ...limits } = params
    const { ids, matrix, names } = yield* inputs.features.load
    const rowOf = new Map(ids.map((id, i) => [id, i]))
    const heard = (yield* Effect.forEach(inputs.sound, (sound) => sound.rows)).flat()
    const soundOf = new Map(heard.map((row) => [row.id, { ...row, loudnessDb: row.loudnessDb ?? -Infinity }]))
    const tracks = (yield* inputs.tracks.rows).map((track) => ({
      id: track.id,
      digest: soundText(track) || null,
      group: track.group ?? track.artist,
      labels: Object.fromEntries(columns.map((column) => [column, track[column]])),
      features: rowOf.get(track.id) ?? null,
      sound: soundOf.get(track.id) ?? null
    }))
    const { confounds, findings } = audit({ tracks, features: matrix, names, rms: rmsOf(names, matrix) }, limits, {
      permutations,
      random: new Random(seed)
    })
    const counts = Object.fromEntries(
      [...Map.groupBy(findings, ({ kind }) => kind)].map(([kind, { length }]) => [kind, length])
    )
    const groups = tracks.flatMap(({ group }) => group ?? [])
    const listed = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)
    report.summary(listed.length === 0 ? "nothing found" : listed.join(", "))
    return {
      findings: findings.map(({ detail, kind, tracks: found }) => ({
        kind,
        count: found.length,
        tracks: found.join(", "),
        detail
      })),
      summary: {
        tracks: tracks.length,
        measured: ids.length,
        heard: heard.length,
        findings: counts,
        columns: columns.map((column) => ({
          column,
          ...classBalance(tracks.map(({ labels }) => labels[column] ?? null))
        })),
        groups: new Set(groups).size,
        ungrouped: tracks.length - groups.length,
        confounds
      }
    }
  })
})
