/** How long DBSCAN takes beside scikit-learn on one thread, with a radius that leaves about a tenth as noise. */
import { dbscan } from "../src/learn/cluster/dbscan.ts"
import { takeRows } from "../src/math/matrix.ts"
import { nearestNeighbours } from "../src/math/nearest-neighbours.ts"
import { quantile } from "../src/math/quantile.ts"
import { gaussianMixture } from "./gaussian-data.ts"
import { race, type RaceCase } from "./peers/race.ts"

const minSamples = 5

/** The 90th percentile of distances to the fifth track, scaled from a sample by the dimension. */
const radiusOf = ({ d, n, x }: RaceCase): number => {
  const size = Math.min(n, 2000)
  const sample = takeRows(x, Array.from({ length: size }, (_, i) => i))
  const { distances } = nearestNeighbours(sample, minSamples - 1)
  const fifth = Float64Array.from({ length: size }, (_, i) => distances[(i + 1) * (minSamples - 1) - 1]!).sort()
  return quantile(fifth, 0.9) * (size / n) ** (1 / d)
}

const shapes = [
  [1000, 16],
  [1000, 57],
  [10_000, 2],
  [10_000, 16],
  [10_000, 57],
  [100_000, 2],
  [100_000, 4],
  [100_000, 16]
] as const
const cases = shapes.map(([n, d]) => ({ n, d, x: gaussianMixture(n, d, 10) }))
const radii = new Map(cases.map((one) => [`${one.n} ${one.d}`, radiusOf(one)]))
process.env["EPS"] = JSON.stringify(Object.fromEntries(radii))

await race({
  title: "DBSCAN, 5 samples; values: tracks left as noise",
  peer: "sklearn_dbscan.py",
  rounds: 3,
  cases,
  run: (x) => {
    const { labels } = dbscan(x, { radius: radii.get(`${x.rows} ${x.cols}`)!, minSamples })
    return labels.filter((label) => label < 0).length
  }
})
