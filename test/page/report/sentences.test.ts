import { expect, it } from "vitest"
import type { ReportMethod, ReportMetric } from "../../../src/page/report/report-model.ts"
import {
  clusterSentence,
  collapseSentence,
  featurePhrase,
  kSentence,
  leaderSentence,
  methodSentences
} from "../../../src/page/report/sentences.ts"

const ari = (value: number, more: Partial<ReportMetric> = {}): ReportMetric => ({
  metric: "ARI",
  value,
  against: "genre",
  better: "higher",
  nullLow: -0.01,
  nullHigh: 0.02,
  ...more
})

const method = (representation: string, metric: ReportMetric, isBaseline = false): ReportMethod => ({
  representation,
  clusterer: "K-Means",
  isBaseline,
  metrics: [metric]
})

const say = (vae: ReportMetric, pca: ReportMetric): string => {
  const own = method("the VAE latents", vae)
  return methodSentences(own, [own, method("PCA", pca, true)])[0]!
}

const paired = (difference: number, p: number) => ({ difference, low: difference - 0.04, high: difference + 0.04, p })

it("a model whose paired difference is below 0 beyond chance is said to be behind", () => {
  expect(say(ari(0.41, { toBaseline: paired(-0.07, 0.01) }), ari(0.48))).toBe(
    "K-Means on the VAE latents agrees with genre at ARI 0.41 [null 95 %: −0.01 to 0.02]; PCA reaches 0.48: on the same tracks this method is behind by 0.07 [0.03, 0.11]."
  )
})

it("a changed table changes the sentence: the same model with a difference above 0 is ahead", () => {
  expect(say(ari(0.55, { toBaseline: paired(0.07, 0.01) }), ari(0.48))).toMatch(
    /ARI 0\.55 .* PCA reaches 0\.48: on the same tracks this method is ahead by 0\.07 \[0\.03, 0\.11\]\.$/
  )
})

it("at a p of 0.05 and above neither is ahead, by a hair", () => {
  expect(say(ari(0.55, { toBaseline: paired(0.07, 0.05) }), ari(0.48))).toContain("may be chance")
  expect(say(ari(0.55, { toBaseline: paired(0.07, 0.0499) }), ari(0.48))).toContain("is ahead by")
  expect(say(ari(0.41, { toBaseline: paired(-0.07, 0.05) }), ari(0.48))).toContain("may be chance")
  expect(say(ari(0.41, { toBaseline: paired(-0.07, 0.0499) }), ari(0.48))).toContain("is behind by")
})

it("separate intervals decide nothing: where nothing was paired, nothing is compared", () => {
  const text = say(ari(0.9, { low: 0.85, high: 0.95 }), ari(0.1, { low: 0.05, high: 0.15 }))

  expect(text).toMatch(/; PCA reaches 0\.10\.$/)
})

it("a value inside its null is no better than chance", () => {
  expect(say(ari(0.015), ari(0.48))).toContain("no better than chance")
})

it("for a metric where lower is better, a positive paired difference still means better", () => {
  const lower = { metric: "Davies–Bouldin", better: "lower" } as const

  expect(say({ ...lower, value: 0.8, toBaseline: paired(0.6, 0.01) }, { ...lower, value: 1.4 })).toContain("is ahead")
  expect(say({ ...lower, value: 1.4, toBaseline: paired(-0.6, 0.01) }, { ...lower, value: 0.8 })).toContain("is behind")
})

it("without a null, a p-value or a baseline the sentence speaks of none of them", () => {
  const alone = method("the VAE latents", { metric: "silhouette", value: 0.3, better: "higher" })

  expect(methodSentences(alone, [alone])).toEqual(["K-Means on the VAE latents has silhouette 0.30."])
})

it("agreement with labels without a null says so", () => {
  const alone = method("the VAE latents", { metric: "ARI", value: 0.3, against: "genre", better: "higher" })

  expect(methodSentences(alone, [alone])[0]).toContain("(no permutation null was drawn)")
})

it("an undefined metric is called undefined, and it never leads or ties", () => {
  const broken = method("noise", ari(Number.NaN))
  const good = method("the VAE latents", ari(0.2))

  expect(methodSentences(broken, [broken, good])).toEqual(["K-Means on noise has no defined ARI."])
  expect(leaderSentence([broken, good])).toBe("The best ARI against genre is 0.20, by K-Means on the VAE latents.")
})

it("the leader names whom it cannot be told from on the same tracks, and only those", () => {
  const rows = [
    method("A", ari(0.5)),
    method("B", ari(0.49, { toBest: paired(-0.01, 0.4) })),
    method("C", ari(0.3, { toBest: paired(-0.2, 0.002) }))
  ]

  expect(leaderSentence(rows)).toBe(
    "The best ARI against genre is 0.50, by K-Means on A. " +
      "On the same tracks it cannot be told from K-Means on B (−0.01 [−0.05, 0.03])."
  )
})

it("a leader is ahead of all others only where each is told from it, by a hair", () => {
  const rows = (p: number) => [method("A", ari(0.5)), method("B", ari(0.49, { toBest: paired(-0.01, p) }))]

  expect(leaderSentence(rows(0.0499))).toContain("it is ahead of every other method")
  expect(leaderSentence(rows(0.05))).toContain("it cannot be told from K-Means on B")
})

it("a leader is set beside the best baseline by their paired difference, by a hair", () => {
  const rows = (p: number) => [method("VAE", ari(0.5, { toBaseline: paired(0.2, p) })), method("PCA", ari(0.3), true)]

  expect(leaderSentence(rows(0.0499))).toContain(
    "On the same tracks it is ahead of the best baseline, K-Means on PCA, by 0.20 [0.16, 0.24]."
  )
  expect(leaderSentence(rows(0.05))).toContain(
    "it differs from the best baseline, K-Means on PCA, by 0.20 [0.16, 0.24], which may be chance."
  )
})

it("a tie whose own interval leaves 0 out is said to be one of all that were looked at, by a hair", () => {
  const one = (low: number, high: number) => ({ difference: (low + high) / 2, low, high, p: 0.3 })
  const tied = (low: number, high: number) =>
    leaderSentence([
      method("A", ari(0.5)),
      method("B", ari(0.4, { toBest: one(low, high) })),
      method("C", ari(0.1, { toBest: paired(-0.4, 0.002) }))
    ])
  const beside = (low: number, high: number) => {
    const toBaseline = one(low, high)
    const rows = [method("VAE", ari(0.5, { toBaseline })), method("GMM", ari(0.4, { toBaseline }))]
    const all = [...rows, method("PCA", ari(0.3), true)]
    return [leaderSentence(all), methodSentences(rows[1]!, all)[0]!]
  }

  expect(tied(-0.2, -0.0051)).toMatch(
    /it cannot be told from K-Means on B \(−0\.10 \[−0\.20, −0\.01\]\)\. Each interval is of one comparison alone; of 2, some leave 0 out by chance\.$/
  )
  expect(tied(-0.2, -0.0049)).toMatch(/it cannot be told from K-Means on B \(−0\.10 \[−0\.20, 0\.00\]\)\.$/)
  for (const sentence of beside(0.0051, 0.3)) expect(sentence).toMatch(/may be chance, as one of 2 comparisons\.$/)
  for (const sentence of beside(0.0049, 0.3)) expect(sentence).toMatch(/may be chance\.$/)
})

it("the only comparison there is needs no word on others", () => {
  const alone = { difference: -0.1, low: -0.19, high: -0.01, p: 0.06 }

  expect(leaderSentence([method("A", ari(0.5)), method("B", ari(0.4, { toBest: alone }))])).toMatch(
    /\(−0\.10 \[−0\.19, −0\.01\]\)\.$/
  )
})

it("a leader that nothing was paired with is said to lead and no more", () => {
  expect(leaderSentence([method("A", ari(0.5)), method("B", ari(0.1))])).toBe(
    "The best ARI against genre is 0.50, by K-Means on A."
  )
})

it("a leader that is a baseline is said to be unbeaten", () => {
  expect(leaderSentence([method("A", ari(0.3)), method("PCA", ari(0.5), true)])).toContain(
    "it is a baseline, so no model is shown to beat it"
  )
})

it("a leader no better than chance is said to be so", () => {
  expect(leaderSentence([method("A", ari(0.01))])).toContain("even this is no better than chance")
})

it("an empty table claims nothing", () => {
  expect(leaderSentence([])).toBe("No clustering here can be scored.")
})

it("the sentence on k repeats the criteria at the chosen k, not at another", () => {
  const table = {
    representation: "PCA",
    criteria: ["silhouette", "gap"],
    rows: [{ k: 2, values: [0.9, 1] }, { k: 3, values: [0.25, undefined] }],
    chosenK: 3,
    tried: 2,
    rule: "hand"
  }

  expect(kSentence(table)).toBe("For PCA, k = 3 (silhouette 0.25) was chosen from 2 values of k by hand.")
  expect(kSentence({ ...table, picks: [{ criterion: "gap statistic", k: 2 }, { criterion: "elbow", k: 5 }] })).toBe(
    "For PCA, k = 3 (silhouette 0.25) was chosen from 2 values of k by hand. " +
      "Each alone would have picked: gap statistic 2, elbow 5."
  )
})

it("features are called high or low by the sign of their difference", () => {
  const cluster = { name: "C", size: 4, topLabels: [], exemplars: [] }

  expect(featurePhrase(cluster)).toBe("")
  expect(featurePhrase({
    ...cluster,
    features: [{ name: "mfcc1_mean", difference: 1.84 }, { name: "tempo", difference: -0.96 }]
  })).toBe("high mfcc1 mean (+1.8), low tempo (−1.0)")
})

it("\"mostly\" needs more than half of the cluster", () => {
  const half = (first: number, second: number) =>
    clusterSentence({
      name: "C",
      size: 10,
      topLabels: [{ label: "Rock", count: first }, { label: "Jazz", count: second }],
      exemplars: []
    })

  expect(half(6, 4)).toBe("10 tracks, mostly Rock (60 %).")
  expect(half(5, 4)).toBe("10 tracks, mixed; Rock leads with 50 %.")
  expect(half(5, 5)).toBe("10 tracks; Rock and Jazz tie for the most (50 % each).")
})

it("a cluster without labels is described by its size alone", () => {
  expect(clusterSentence({ name: "C", size: 1, topLabels: [], exemplars: [] })).toBe("1 track.")
})

it("a collapsed posterior is called collapsed", () => {
  expect(collapseSentence({ model: "VAE", latentDims: 16, activeDims: 0, kl: 0.001 })).toContain("has collapsed")
  expect(collapseSentence({ model: "VAE", latentDims: 16, activeDims: 12, kl: 14.2 })).not.toContain("collapsed")
})
