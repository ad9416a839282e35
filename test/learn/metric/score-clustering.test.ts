import { describe, expect, it } from "vitest"
import {
  type Clustering,
  scoreClustering,
  type ScoreLine
} from "../../../src/learn/metric/clustering/score-clustering.ts"
import { groupHalves } from "../../../src/learn/metric/resampling/group-halves.ts"
import { matrix } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, results } from "../../golden/golden-cluster.ts"

const { x, y } = dataSet("blobs")
const genres = y.map((label) => `genre ${label}`)
const halves = groupHalves(y.map(() => null), { resamples: 60, fewest: 2, random: new Random(2) })
const options = () => ({ permutations: 49, halves, level: 0.95, random: new Random(2) })
const score = (part: Partial<Clustering>) =>
  scoreClustering({
    labels: Int32Array.from(y),
    spaces: [{ name: "own space", matrix: x }],
    truths: [{ name: "label", labels: genres }],
    ...part
  }, options())
const line = (lines: ReadonlyArray<ScoreLine>, metric: string, noise = "none") =>
  lines.find((each) => each.metric === metric && each.noise === noise)!

describe("scores of a clustering", () => {
  it("equal scikit-learn's and lie within their interval and beyond their null", () => {
    interface Golden {
      readonly kmeans: {
        readonly labels: ReadonlyArray<number>
        readonly internal: { readonly silhouette: number; readonly davies_bouldin: number }
        readonly external: { readonly ari: number }
      }
    }
    const { kmeans } = results<Golden>("blobs")

    const lines = score({ labels: Int32Array.from(kmeans.labels) })

    expect(lines.map(({ metric }) => metric)).toEqual([
      "silhouette",
      "Calinski–Harabasz",
      "Davies–Bouldin",
      "ARI",
      "NMI",
      "AMI",
      "purity"
    ])
    const { estimate } = line(lines, "ARI")
    expect(estimate!.value).toBeCloseTo(kmeans.external.ari, 10)
    expect(estimate!.interval!.low <= estimate!.value && estimate!.value <= estimate!.interval!.high).toBe(true)
    expect(estimate!.chance.p).toBe(1 / 50)
    expect(line(lines, "silhouette").estimate!.value).toBeCloseTo(kmeans.internal.silhouette, 10)
    expect(line(lines, "Davies–Bouldin").estimate!.value).toBeCloseTo(kmeans.internal.davies_bouldin, 10)
    expect(line(lines, "Davies–Bouldin").estimate!.interval).toBeNull()
  })

  it("do not rise when a method leaves hard tracks out, once those count as clusters of their own", () => {
    const random = new Random(4)
    const guessed = Int32Array.from(y, (label, i) => i % 2 ? label : random.int(4))
    const honest = guessed.map((label, i) => i % 2 ? label : -1)

    const all = score({ labels: guessed })
    const picked = score({ labels: honest })

    expect(line(picked, "ARI", "excluded").estimate!.value).toBe(1)
    expect(line(picked, "ARI", "singletons").estimate!.value).toBeLessThan(0.6)
    expect(line(picked, "silhouette", "singletons").estimate!.value)
      .toBeLessThan(0.6 * line(picked, "silhouette", "excluded").estimate!.value)
    expect(line(all, "ARI").estimate!.value).toBeLessThan(0.6)
    expect(line(picked, "Davies–Bouldin", "singletons")).toMatchObject({
      estimate: null,
      reason: "clusters of one track have no spread"
    })
  })

  it("of all noise are null with the reason", () => {
    const lines = score({ labels: new Int32Array(x.rows).fill(-1) })

    expect(new Set(lines.filter(({ noise }) => noise === "excluded").map(({ reason }) => reason)))
      .toEqual(new Set(["every track is noise"]))
    expect(line(lines, "silhouette", "singletons").reason).toBe("every track is a cluster of its own")
    expect(line(lines, "AMI", "singletons").estimate!.value).toBe(0)
  })

  it("of one cluster are null inside and 0 against labels", () => {
    const lines = score({ labels: new Int32Array(x.rows) })

    expect(line(lines, "silhouette")).toMatchObject({ estimate: null, reason: "all tracks are in one cluster" })
    expect(line(lines, "ARI").estimate!.value).toBe(0)
  })

  it("against labels count only tracks that have one", () => {
    const some = genres.map((genre, i) => i % 3 ? genre : null)
    const guessed = Int32Array.from(y, (label, i) => i % 3 ? label : 0)

    expect(line(score({ labels: guessed, truths: [{ name: "label", labels: some }] }), "ARI").estimate!.value).toBe(1)
  })

  it("against no labels, and against one class, are null with the reason", () => {
    const none = score({ truths: [{ name: "language", labels: genres.map(() => null) }] })
    const one = score({ truths: [{ name: "language", labels: genres.map(() => "en") }] })

    expect(line(none, "NMI").reason).toBe("no track has a language")
    expect(line(one, "purity").reason).toBe(`all tracks have one language, "en"`)
  })

  it("in a space with NaN are null and name the place", () => {
    const spaces = [{ name: "own space", matrix: matrix([[0, 1], [NaN, 1], [4, 4], [4, 5]]) }]

    const lines = score({ labels: Int32Array.of(0, 0, 1, 1), spaces, truths: [] })

    expect(lines.map(({ reason }) => reason)).toEqual(Array(3).fill("row 1, column 0 is NaN"))
  })

  it("refuse spaces and labels of other tracks", () => {
    expect(() => score({ spaces: [{ name: "common", matrix: matrix([[1]]) }] })).toThrow(`"common" has 1 tracks`)
    expect(() => score({ truths: [{ name: "label", labels: ["a"] }] })).toThrow(`"label" is given for 1 tracks`)
  })

  it("repeat to the last digit with one seed", () => {
    expect(score({})).toEqual(score({}))
  })
})
