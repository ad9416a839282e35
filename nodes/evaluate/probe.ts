/** Asks a space for labels it was not shown: linear and nearest-neighbour probes. Maths: src/learn/metric/probe/probe.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { probe as cross, type ProbeKind } from "../../src/learn/metric/probe/probe.ts"
import { type Matrix, takeRows } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { labelColumns } from "../row/label-column.ts"
import { ProbeRow } from "../row/probe-row.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct({
  /** What the probed space is called in tables. */
  space: Schema.NonEmptyString,
  folds: Param.several,
  /** What stays together when tracks are split; a track without it is a group of its own. */
  groups: Schema.Literals(["group, else artist", "none"]),
  /** Of the linear probe: 1/C of scikit-learn. */
  penalty: Param.positive,
  maxIterations: Param.positiveInt,
  tolerance: Param.positive,
  /** Of the nearest-neighbour probe. */
  neighbours: Param.positiveInt
})

/** The labelled tracks of one column. */
interface Asked {
  readonly column: string
  readonly x: Matrix
  readonly names: ReadonlyArray<string>
  readonly labels: ReadonlyArray<number>
  readonly groups: ReadonlyArray<string | null>
}

const deviation = (values: ReadonlyArray<number>): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

/** Why a probe cannot be made of these tracks, or null. */
const whyNot = (
  kind: ProbeKind,
  { column, names }: Asked,
  sizes: { groups: number; folds: number; tracks: number }
) => {
  if (names.length === 0) return `no track has a ${column}`
  if (names.length === 1) return `all tracks have one ${column}, "${names[0]}"`
  if (sizes.groups < sizes.folds) return `${sizes.groups} groups cannot fill ${sizes.folds} folds`
  const known = sizes.tracks - Math.ceil(sizes.tracks / sizes.folds)
  return kind.kind === "nearest" && kind.neighbours > known ? `fewer than ${kind.neighbours} known tracks` : null
}

const rowOf = (
  about: Pick<ProbeRow, "space" | "isLabelConditioned">,
  kind: ProbeKind,
  asked: Asked,
  options: { readonly folds: number; readonly random: Random }
): ProbeRow => {
  const { column, groups, labels, names, x } = asked
  const grouped = new Set(groups.map((group, i) => group ?? i)).size
  const sizes = { tracks: x.rows, classes: names.length, groups: grouped }
  const reason = whyNot(kind, asked, { ...sizes, folds: options.folds })
  const head = { ...about, column, probe: kind.kind, ...sizes, reason }
  if (reason !== null) {
    const none = { accuracy: null, foldDeviation: null, macroF1: null, majorityAccuracy: null, majorityMacroF1: null }
    return { ...head, ...none, unconverged: null }
  }
  const found = cross({ x, labels, groups }, kind, options)
  return {
    ...head,
    accuracy: found.accuracy,
    foldDeviation: deviation(found.folds.map(({ accuracy }) => accuracy)),
    macroF1: found.macroF1,
    majorityAccuracy: found.majority.accuracy,
    majorityMacroF1: found.majority.macroF1,
    unconverged: found.unconverged
  }
}

/**
 * @example
 * ```ts
 * import { probe } from "partita/nodes/evaluate"
 * function* part({ vectors, tracks }: Parameters<typeof probe>[0]) {
 *   const { probes } = yield* probe({ vectors, tracks }, {
 *     space: "PCA", folds: 5, groups: "group, else artist", penalty: 1, maxIterations: 500,
 *     tolerance: 1e-6, neighbours: 5
 *   })
 *   return { probes }
 * }
 * ```
 */
export const probe = /*#__PURE__*/ Node.make("probe", {
  labels: "evaluates",
  seeded: true,
  params: Params,
  inputs: { vectors: vectors<string>("vector"), tracks: table(Track) },
  outputs: { probes: table(ProbeRow) },
  run: Effect.fnUntraced(function*({ inputs, isLabelConditioned, params, report, seed }) {
    const { folds, maxIterations, neighbours, penalty, space, tolerance } = params
    const { tracks: all, vectors: { matrix } } = yield* aligned({
      vectors: yield* finite("A probe", inputs.vectors),
      tracks: inputs.tracks
    }, { wider: ["tracks"] })
    const kinds: ReadonlyArray<ProbeKind> = [
      { kind: "linear", penalty, maxIterations, tolerance },
      { kind: "nearest", neighbours }
    ]
    const probes = labelColumns.flatMap((column) => {
      const rows = all.flatMap((track, i) => track[column] === null ? [] : [i])
      const tracks = rows.map((i) => all[i]!)
      const names = [...new Set(tracks.map((track) => track[column]!))].sort()
      const asked: Asked = {
        column,
        x: takeRows(matrix, rows),
        names,
        labels: tracks.map((track) => names.indexOf(track[column]!)),
        groups: tracks.map((track) => params.groups === "none" ? null : track.group ?? track.artist)
      }
      return kinds.map((kind) =>
        rowOf({ space, isLabelConditioned }, kind, asked, { folds, random: new Random(seed).fork(column) })
      )
    })
    for (const { accuracy, column, macroF1, majorityAccuracy, majorityMacroF1, probe: kind } of probes) {
      if (accuracy === null || macroF1 === null) continue
      const shown = `${kind} probe (${column})`
      report.metric(`${shown} accuracy`, { value: accuracy, better: "higher", baseline: majorityAccuracy! })
      report.metric(`${shown} macro F1`, { value: macroF1, better: "higher", baseline: majorityMacroF1! })
    }
    const first = probes.find(({ accuracy }) => accuracy !== null)
    report.summary(
      first === undefined
        ? `no label can be asked for: ${probes[0]!.reason}`
        : `${first.column} read with ${(100 * first.accuracy!).toFixed(0)} % accuracy, ` +
          `${(100 * first.majorityAccuracy!).toFixed(0)} % by majority`
    )
    return { probes }
  })
})
