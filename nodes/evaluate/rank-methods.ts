/** Puts the scores of many methods and runs into one table, in order, and tests their differences. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { bootstrap } from "../../src/learn/metric/resampling/bootstrap.ts"
import { compareMethods } from "../../src/learn/metric/test/compare-methods.ts"
import { holm } from "../../src/learn/metric/test/holm.ts"
import { type Erring, overRuns, pairedDifference } from "../../src/learn/metric/test/paired-errors.ts"
import { type RankedMethod, rankMethods as rank } from "../../src/learn/metric/test/rank-methods.ts"
import { type Stand, standBeside } from "../../src/learn/metric/test/stand-beside.ts"
import { Random } from "../../src/math/random.ts"
import { LabelColumn, ScoredAgainst } from "../row/label-column.ts"
import { MethodScore } from "../row/method-score.ts"
import { ComparisonRow, RankedRow } from "../row/ranking.ts"

/** Scores that cannot stand in one table. */
export class CannotRank extends Schema.TaggedError<CannotRank>()("CannotRank", { problem: Schema.String }) {
  get hint() {
    return "score-method: give each method and space its own names and number its runs 0, 1, …"
  }
  override get message() {
    return `The methods cannot be ranked: ${this.problem}.`
  }
}

const Params = Schema.Struct({
  /** The metric that ranks, and the space or label column it is against, as score-method names them. */
  metric: Schema.Literals(["silhouette", "Calinski–Harabasz", "Davies–Bouldin", "ARI", "NMI", "AMI", "purity"]),
  against: ScoredAgainst,
  /** Label column of the agreement shown beside. */
  shown: LabelColumn,
  /** Spaces that nothing was learnt for, which others must be ahead of. */
  baselines: Schema.Array(Schema.String),
  /** Draws of the sign-flip test, where runs are too many to try all signs. */
  permutations: Param.positiveInt,
  /** Share of draws within an interval, such as 0.95. */
  level: Param.properShare,
  /** Draws of each interval over runs. */
  resamples: Param.positiveInt
})

const nameOf = ({ method, space }: Pick<MethodScore, "method" | "space">): string => `${method}, ${space}`

const meanOf = (values: ReadonlyArray<number | null>): number | null =>
  values.length === 0 || values.includes(null) ? null : values.reduce<number>((sum, v) => sum + v!, 0) / values.length

/** What there is instead of two clusters, or null. */
const whyNoClusters = ({ clusters, coverage, tracks }: MethodScore): string | null => {
  if (clusters > 1) return null
  const noise = Math.round(tracks * (1 - coverage))
  if (clusters === 0) return `no clusters: all ${tracks} tracks are noise`
  return noise === 0
    ? `no clusters: all ${tracks} tracks are in one`
    : `no clusters: ${tracks - noise} tracks are in one, the other ${noise} are noise`
}

/** Fewer than two clusters are no result: every number about them is one about the tracks, or about chance. */
const unlessNoClusters = (score: MethodScore): MethodScore => {
  const reason = whyNoClusters(score)
  return reason === null ? score : {
    ...score,
    value: null,
    low: null,
    high: null,
    nullMean: null,
    nullLow: null,
    nullHigh: null,
    errors: null,
    p: null,
    reason
  }
}

/** One row: `own` are the method's scores that count every track. */
const rowOf = (
  ranked: RankedMethod,
  own: ReadonlyArray<MethodScore>,
  { params, random, stand }: {
    readonly params: typeof Params.Type
    readonly random: Random
    readonly stand: Stand | undefined
  }
): RankedRow => {
  const of = (metric: string, against: string) => own.filter((s) => s.metric === metric && s.against === against)
  const mean = (metric: string, against: string) => meanOf(of(metric, against).map(({ value }) => value))
  const leading = of(params.metric, params.against)
  const ps = leading.map(({ p }) => p)
  const { method, space } = own[0]!
  const { deviation, isLabelConditioned, reason, runs, values } = ranked
  const over = (drawn: Int32Array) => drawn.reduce((sum, i) => sum + values[i]!, 0) / drawn.length
  const interval = values.length < 2
    ? null
    : bootstrap(over, { tracks: values.length, resamples: params.resamples, level: params.level, random })
  return {
    rank: ranked.rank,
    method,
    space,
    isLabelConditioned,
    runs: runs.length,
    clusters: meanOf(leading.map(({ clusters }) => clusters))!,
    coverage: meanOf(leading.map(({ coverage }) => coverage))!,
    value: ranked.mean,
    deviation,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    tracksLow: meanOf(leading.map(({ low }) => low)),
    tracksHigh: meanOf(leading.map(({ high }) => high)),
    nullMean: meanOf(leading.map(({ nullMean }) => nullMean)),
    nullLow: meanOf(leading.map(({ nullLow }) => nullLow)),
    nullHigh: meanOf(leading.map(({ nullHigh }) => nullHigh)),
    p: ps.includes(null) ? null : Math.max(...ps.map((p) => p!)),
    bestDifference: stand?.best.difference ?? null,
    bestLow: stand?.best.low ?? null,
    bestHigh: stand?.best.high ?? null,
    bestP: stand?.best.p ?? null,
    baselineDifference: stand?.baseline?.difference ?? null,
    baselineLow: stand?.baseline?.low ?? null,
    baselineHigh: stand?.baseline?.high ?? null,
    baselineP: stand?.baseline?.p ?? null,
    silhouetteOwn: mean("silhouette", "own space"),
    silhouetteCommon: mean("silhouette", "common space"),
    calinskiHarabasz: mean("Calinski–Harabasz", "own space"),
    daviesBouldin: mean("Davies–Bouldin", "own space"),
    ari: mean("ARI", params.shown),
    nmi: mean("NMI", params.shown),
    ami: mean("AMI", params.shown),
    purity: mean("purity", params.shown),
    reason
  }
}

/** Methods in order of their ranks, then those apart, each with its mean and how it errs; none where the metric has no errors. */
interface Measured extends Erring {
  readonly about: RankedMethod
}

const measuredOf = (
  methods: ReadonlyArray<RankedMethod>,
  leading: ReadonlyMap<string, ReadonlyArray<MethodScore>>,
  { better, random }: { readonly better: "higher" | "lower"; readonly random: Random }
): ReadonlyArray<Measured> => {
  const sign = better === "higher" ? 1 : -1
  return methods.flatMap((about) => {
    const runs = leading.get(about.method)!.toSorted((a, b) => a.run - b.run)
    const errors = runs.flatMap(({ errors }) => errors === null ? [] : [errors.map((error) => sign * error)])
    if (about.mean === null || errors.length < runs.length) return []
    return [{ about, ...overRuns({ values: about.values.map((value) => sign * value), errors }, random) }]
  })
}

/** Where the ranked stand, by name; what labels went into stands beside the best of them, corrected among themselves. */
const standsOf = (
  measured: ReadonlyArray<Measured>,
  isBaseline: (method: string) => boolean,
  level: number
): ReadonlyMap<string, Stand> => {
  const ranked = measured.filter(({ about }) => about.rank !== null)
  const stands = standBeside(ranked.map((each) => ({ ...each, isBaseline: isBaseline(each.about.method) })), level)
  const leader = ranked.find(({ about }) => about.rank === 1)
  const told = leader === undefined ? [] : measured.filter(({ about }) => about.rank === null)
  const apart = told.map((each) => pairedDifference(each, leader!, level))
  const corrected = holm(apart.map(({ p }) => p))
  return new Map([
    ...ranked.map(({ about }, i) => [about.method, stands[i]!] as const),
    ...told.map(({ about }, i) => [about.method, { best: { ...apart[i]!, p: corrected[i]! }, baseline: null }] as const)
  ])
}

/** Every pair over tracks and seeds; over seeds alone as well where both ran on the same. */
const pairsOf = (
  methods: ReadonlyArray<RankedMethod>,
  measured: ReadonlyArray<Measured>,
  { params, random }: { readonly params: typeof Params.Type; readonly random: Random }
): ReadonlyArray<ComparisonRow> => {
  const erring = new Map(measured.map((each) => [each.about.method, each]))
  const pairs = methods.flatMap((first, i) => methods.slice(i + 1).map((second) => ({ first, second })))
  const seeded = [...Map.groupBy(methods.filter(({ runs }) => runs.length > 1), ({ runs }) => runs.join()).values()]
    .flatMap((own) => compareMethods(own, { ...params, random: random.fork("pairs") }))
  const overSeeds = new Map(seeded.map((each) => [`${each.first}\n${each.second}`, each]))
  const overTracks = pairs.map(({ first, second }) => {
    const [a, b] = [erring.get(first.method), erring.get(second.method)]
    return a === undefined || b === undefined ? null : pairedDifference(a, b, params.level)
  })
  const tested = overTracks.flatMap((each) => each === null ? [] : [each.p])
  const adjusted = holm(tested)
  let at = 0
  return pairs.map(({ first, second }, i): ComparisonRow => {
    const paired = overTracks[i]!
    const seeds = overSeeds.get(`${first.method}\n${second.method}`)
    return {
      first: first.method,
      second: second.method,
      runs: Math.min(first.runs.length, second.runs.length),
      difference: first.mean! - second.mean!,
      low: paired?.low ?? null,
      high: paired?.high ?? null,
      p: paired?.p ?? null,
      holm: paired === null ? null : adjusted[at++]!,
      signFlip: seeds?.signFlip ?? null,
      wilcoxon: seeds?.wilcoxon ?? null,
      signFlipHolm: seeds?.signFlipHolm ?? null,
      wilcoxonHolm: seeds?.wilcoxonHolm ?? null
    }
  })
}

const build = (all: ReadonlyArray<MethodScore>, params: typeof Params.Type, random: Random) => {
  const counted = all.filter(({ noise }) => noise !== "excluded").map(unlessNoClusters)
  const leading = counted.filter((s) => s.metric === params.metric && s.against === params.against)
  const better = leading[0]?.better ?? "higher"
  const methods = rank(leading.map((score) => ({ ...score, method: nameOf(score) })), better)
  const own = Map.groupBy(counted, nameOf)
  const measured = measuredOf(methods, Map.groupBy(leading, nameOf), { better, random: random.fork("runs") })
  const isBaseline = (method: string) => params.baselines.includes(own.get(method)![0]!.space)
  const stands = standsOf(measured, isBaseline, params.level)
  const ranking = methods.map((method) =>
    rowOf(method, own.get(method.method)!, {
      params,
      random: random.fork(method.method),
      stand: stands.get(method.method)
    })
  )
  const ranked = methods.filter(({ rank }) => rank !== null)
  return { ranking, comparisons: pairsOf(ranked, measured, { params, random }) }
}

/**
 * @example
 * ```ts
 * import { rankMethods } from "partita/nodes/evaluate"
 * function* part(wires: Parameters<typeof rankMethods>[0]) { // scores
 *   const { ranking, comparisons, scores } = yield* rankMethods(wires, {
 *     metric: "ARI", against: "label", shown: "label", baselines: ["features", "PCA"], level: 0.95, permutations: 2000,
 *     resamples: 1000
 *   })
 *   return { ranking, comparisons, scores }
 * }
 * ```
 */
export const rankMethods = /*#__PURE__*/ Node.make("rank-methods", {
  labels: "evaluates",
  seeded: true,
  params: Params,
  inputs: { scores: many(table(MethodScore)) },
  outputs: { ranking: table(RankedRow), comparisons: table(ComparisonRow), scores: table(MethodScore) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const all = (yield* Effect.forEach(inputs.scores, (scores) => scores.rows)).flat()
    const { comparisons, ranking } = yield* attempt(
      () => build(all, params, new Random(seed)),
      RangeError,
      ({ message }) => new CannotRank({ problem: message })
    )
    const best = ranking.find((row) => row.rank === 1)
    report.summary(
      best === undefined
        ? `none of ${ranking.length} methods can be ranked`
        : `${best.method} on ${best.space} leads ${ranking.length} by ${params.metric}`
    )
    const scores = all.map((score) => ({ ...score, errors: null })) // how they err on every half is of no use to readers
    return { ranking, comparisons, scores }
  })
})
