/** K-Means on tracks it has not seen, whole groups held out, beside K-Means of all. Maths: src/learn/cluster/out-of-sample.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { kMeans } from "../../src/learn/cluster/k-means.ts"
import { type GroupedTracks, type HeldOutFold, outOfSample as holdOut } from "../../src/learn/cluster/out-of-sample.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { descentParams } from "../row/descent-params.ts"
import { LabelColumn } from "../row/label-column.ts"
import { HeldOutRow, OutOfSampleRow } from "../row/out-of-sample-row.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct({
  /** What the space is called in tables. */
  space: Schema.NonEmptyString,
  /** Label column that clusters are compared with. */
  column: LabelColumn,
  folds: Param.several,
  /** What stays together when tracks are split; a track without it is a group of its own. */
  groups: Schema.Literals(["group, else artist", "none"]),
  ...descentParams
})

type About = Pick<OutOfSampleRow, "space" | "isLabelConditioned" | "column" | "clusters">

const undefinedNumbers = { heldOutAri: null, heldOutNmi: null, inSampleAri: null, inSampleNmi: null, agreement: null }

const meanOf = (values: ReadonlyArray<number | null>): number | null => {
  const defined = values.filter((value) => value !== null)
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length
}

const deviationOf = (values: ReadonlyArray<number | null>): number | null => {
  const defined = values.filter((value) => value !== null)
  if (defined.length < 2) return null
  const mean = meanOf(defined)!
  return Math.sqrt(defined.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (defined.length - 1))
}

/** Why agreement with a label column is undefined for these tracks, or null. */
const whyUnlabelled = (column: string, labels: ReadonlyArray<string | null>): string | null => {
  const names = [...new Set(labels.filter((label) => label !== null))]
  if (names.length > 1) return null
  return names.length === 0 ? `no track has a ${column}` : `all tracks have one ${column}, "${names[0]}"`
}

const foldRow = (about: About, fold: number, labels: ReadonlyArray<string | null>, found: HeldOutFold): HeldOutRow => ({
  ...about,
  fold,
  tracks: found.tracks.length,
  labelled: found.labelled,
  heldOutAri: found.heldOut.ari,
  heldOutNmi: found.heldOut.nmi,
  inSampleAri: found.inSample.ari,
  inSampleNmi: found.inSample.nmi,
  agreement: found.agreement,
  reason: whyUnlabelled(about.column, found.tracks.map((i) => labels[i]!)) ??
    (found.agreement === null ? "all tracks of a fold are in one cluster" : null)
})

const meansOf = (rows: ReadonlyArray<HeldOutRow>) => {
  const mean = (name: keyof typeof undefinedNumbers) => meanOf(rows.map((row) => row[name]))
  return {
    heldOutAri: mean("heldOutAri"),
    heldOutNmi: mean("heldOutNmi"),
    inSampleAri: mean("inSampleAri"),
    inSampleNmi: mean("inSampleNmi"),
    agreement: mean("agreement"),
    foldDeviation: deviationOf(rows.map(({ heldOutAri }) => heldOutAri))
  }
}

/** Which tracks are held out together, and what they are compared with. */
const askedOf = (
  x: Matrix,
  tracks: ReadonlyArray<Track>,
  { column, groups }: Pick<typeof Params.Type, "column" | "groups">
): GroupedTracks => ({
  x,
  labels: tracks.map((track) => track[column]),
  groups: tracks.map((track) => groups === "none" ? null : track.group ?? track.artist)
})

const shown = (value: number | null): string => value === null ? "undefined" : value.toFixed(2)

/**
 * @example
 * ```ts
 * import { outOfSample } from "partita/nodes/evaluate"
 * function* part({ vectors, choice, tracks }: Parameters<typeof outOfSample>[0]) {
 *   const { spaces, heldOut } = yield* outOfSample({ vectors, choice, tracks }, {
 *     space: "PCA", column: "label", folds: 5, groups: "group, else artist", restarts: 5,
 *     maxIterations: 300, tolerance: 0
 *   })
 *   return { spaces, heldOut }
 * }
 * ```
 */
export const outOfSample = /*#__PURE__*/ Node.make("out-of-sample", {
  labels: "evaluates",
  seeded: true,
  params: Params,
  inputs: {
    vectors: vectors<string>("vector"),
    choice: json(Schema.Struct({ k: Schema.Int })),
    tracks: table(Track)
  },
  outputs: { spaces: table(OutOfSampleRow), heldOut: table(HeldOutRow) },
  run: Effect.fnUntraced(function*({ inputs, isLabelConditioned, params, report, seed }) {
    const { column, folds, groups: _, space, ...options } = params
    const joined = yield* aligned({
      vectors: yield* finite("K-Means", inputs.vectors),
      tracks: inputs.tracks
    }, { wider: ["tracks"] })
    const asked = askedOf(joined.vectors.matrix, joined.tracks, params)
    const { k } = yield* inputs.choice.value
    const tracks = asked.x.rows
    const about = { space, isLabelConditioned, column, clusters: k }
    const size = {
      tracks,
      labelled: asked.labels.filter((label) => label !== null).length,
      groups: new Set(asked.groups.map((group, i) => group ?? i)).size,
      folds
    }
    const found = k < 2 ? "there are no two clusters" : yield* attempt(
      () => {
        const fit = (x: Matrix, random: Random) => kMeans(x, { ...options, k, random })
        return holdOut(asked, { folds, fit, random: new Random(seed) })
      },
      RangeError,
      ({ message }) => message
    ).pipe(Effect.catch(Effect.succeed))
    if (typeof found === "string") { // or fewer groups than folds, or fewer tracks left than clusters
      report.summary(`nothing can be held out: ${found}`)
      return {
        spaces: [{ ...about, ...size, ...undefinedNumbers, foldDeviation: null, reason: found }],
        heldOut: []
      }
    }
    const rows = found.map((fold, f) => foldRow(about, f, asked.labels, fold))
    const overall: OutOfSampleRow = {
      ...about,
      ...size,
      ...meansOf(rows),
      reason: whyUnlabelled(column, asked.labels) ?? rows.find(({ reason }) => reason !== null)?.reason ?? null
    }
    const { agreement, heldOutAri, inSampleAri } = overall
    if (heldOutAri !== null && inSampleAri !== null) {
      report.metric(`held-out ARI (${column})`, { value: heldOutAri, better: "higher", baseline: 0 })
    }
    if (agreement !== null) {
      report.metric("held-out agreement", { value: agreement, better: "higher", baseline: 0 })
    }
    report.summary(
      `held-out ARI ${shown(heldOutAri)}, ${shown(inSampleAri)} in sample; ${
        shown(agreement)
      } with all tracks' clusters`
    )
    return { spaces: [overall], heldOut: rows }
  })
})
