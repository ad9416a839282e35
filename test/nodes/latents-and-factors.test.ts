import { expect, it } from "vitest"
import { factorDisentanglement } from "../../nodes/evaluate/factor-disentanglement.ts"
import { tradeOff } from "../../nodes/evaluate/trade-off.ts"
import { drawTraversal } from "../../nodes/report/draw-traversal.ts"
import { runNode } from "../../src/dataflow/testing.ts"
import { Random } from "../../src/math/random.ts"

const vectorsOf = (
  names: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<number>>,
  ids?: ReadonlyArray<string>
) => ({
  ids: ids ?? rows.map((_, i) => `t${i}`),
  names,
  matrix: { rows: rows.length, cols: names.length, data: Float64Array.from(rows.flat()) }
})

const asked = {
  space: "s",
  levels: 5,
  bins: 10,
  lassoPenalty: 0.05,
  folds: 4,
  penalty: 1,
  maxIterations: 200,
  tolerance: 1e-5
}

const tracks = Array.from({ length: 200 }, (_, i) => i)
const random = new Random(1)
const tempo = tracks.map(() => random.normal())
const loudness = tracks.map(() => random.normal())
const factors = vectorsOf(["tempo", "loudness"], tracks.map((i) => [tempo[i]!, loudness[i]!]))

const migOf = async (rows: ReadonlyArray<ReadonlyArray<number>>) => {
  const { measures } = await runNode(factorDisentanglement, {
    inputs: { latents: vectorsOf(["z1", "z2"], rows), factors },
    params: asked,
    seed: 3
  })
  return [...measures].find(({ metric }) => metric === "MIG")!
}

it("latents that are one factor each have a large gap, mixtures a small one", async () => {
  const own = await migOf(tracks.map((i) => [loudness[i]!, tempo[i]!]))
  const mixed = await migOf(tracks.map((i) => [tempo[i]! + loudness[i]!, tempo[i]! - loudness[i]!]))

  expect(own).toMatchObject({ factors: "tempo, loudness", tracks: 200 })
  expect(own.value).toBeGreaterThan(0.5)
  expect(mixed.value).toBeLessThan(0.15)
})

it("a factor that does not vary is left out, and nothing is measured where none does", async () => {
  const latents = vectorsOf(["z1"], tracks.map((i) => [tempo[i]!]))
  const still = vectorsOf(["tempo"], tracks.map(() => [120]))

  const { measures } = await runNode(factorDisentanglement, {
    inputs: { latents, factors: still },
    params: asked,
    seed: 3
  })

  expect([...measures].map(({ reason }) => reason)).toEqual(
    Array.from({ length: 7 }, () => "none of tempo has two values")
  )
})

it("the latent that moves a property most leads it, with its range", async () => {
  const points = vectorsOf(["z1", "z2"], [[-1, 0], [1, 0], [0, -1], [0, 1]], ["a", "b", "c", "d"])
  const measured = vectorsOf(["brightness"], [[100], [300], [200], [250]], ["a", "b", "c", "d"])

  const { ranges, said } = await runNode(drawTraversal, {
    inputs: { points, factors: measured },
    params: { model: "VAE", steps: 2, reach: 1 }
  })

  expect(ranges).toEqual([
    { latent: "z1", factor: "brightness", range: 200 },
    { latent: "z2", factor: "brightness", range: 50 }
  ])
  expect(said).toEqual(["In the VAE z1 moves brightness most, by 200 Hz, 80 % of what all latents move it."])
})

it("a sweep's table holds what was measured, and null for what was not", async () => {
  const score = (value: number) => [{
    method: "K-Means",
    space: "s",
    run: 0,
    isLabelConditioned: false,
    tracks: 4,
    clusters: 2,
    coverage: 1,
    noise: "none" as const,
    metric: "silhouette",
    against: "own space",
    isExternal: false,
    better: "higher" as const,
    value,
    low: null,
    high: null,
    errors: null,
    nullMean: null,
    nullLow: null,
    nullHigh: null,
    p: null,
    reason: null
  }]
  const collapse = (activeUnits: number) => ({ latents: 8, activeUnits, kl: 3, klPerDimension: [], meanVariance: [] })
  const history = (reconstruction: number) => [
    { epoch: 1, split: "train" as const, total: 9, reconstruction: 99, kl: 1, beta: 1, learningRate: 1 },
    { epoch: 2, split: "train" as const, total: 9, reconstruction, kl: 1, beta: 1, learningRate: 1 }
  ]

  const { measured, said } = await runNode(tradeOff, {
    inputs: {
      scores: [score(0.1), score(0.4)],
      measures: [],
      collapse: [collapse(8), collapse(2)],
      histories: [history(10), history(20)]
    },
    params: {
      models: [{ space: "VAE", beta: 1 }, { space: "VAE, β = 4", beta: 4 }],
      across: "silhouette (own space)",
      against: ["reconstruction", "active units", "MIG"]
    }
  })

  const of = (space: string) =>
    Object.fromEntries([...measured].filter((row) => row.space === space).map((r) => [r.measure, r.value]))
  expect(of("VAE")).toMatchObject({ "silhouette (own space)": 0.1, reconstruction: 10, "active units": 8, MIG: null })
  expect(of("VAE, β = 4")).toMatchObject({ "silhouette (own space)": 0.4, reconstruction: 20, "active units": 2 })
  expect(said).toEqual([
    "From β = 1 to β = 4 silhouette (own space) rises from 0.100 to 0.400; reconstruction rises from 10 to 20; active units " +
    "falls from 8 to 2.",
    "More β makes silhouette (own space) better and reconstruction worse."
  ])
})
