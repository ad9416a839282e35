/**
 * How near two points of a UMAP map count as, by their distance in it.
 * Source: McInnes, Healy & Melville 2018 (arXiv:1802.03426), definition 11; fit: Marquardt 1963.
 */

/** Nearness 1 / (1 + a·d^(2b)) at distance d. */
export interface UmapCurve {
  readonly a: number
  readonly b: number
}

// Start, steps and damping of umap-js, so that maps are its own to the last bit.
const points = 300
const farthest = 3
const iterations = 100
const difference = 0.1
const damping = 1.5
const closeEnough = 0.01 // sum of absolute errors

const nearness = ({ a, b }: UmapCurve, distances: Float64Array): Float64Array =>
  distances.map((d) => 1 / (1 + a * d ** (2 * b)))

const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0)

/** [[p, q], [q, r]]⁻¹, by rows. */
const inverse = (p: number, q: number, r: number): readonly [number, number, number, number] => {
  const isSwapped = Math.abs(q) > Math.abs(p)
  const [u00, u01, v0, v1] = isSwapped ? [q, r, p, q] : [p, q, q, r]
  const l = v0 / u00
  const u11 = v1 - l * u01
  const column = (first: number, second: number): readonly [number, number] => {
    const low = (second - first * l) / u11
    return [(first - low * u01) / u00, low]
  }
  const left = isSwapped ? column(0, 1) : column(1, 0)
  const right = isSwapped ? column(1, 0) : column(0, 1)
  return [left[0], right[0], left[1], right[1]]
}

/** One step of Levenberg and Marquardt with forward differences; `wanted` are nearnesses at `distances`. */
const step = (curve: UmapCurve, distances: Float64Array, wanted: Float64Array): UmapCurve => {
  const { a, b } = curve
  const here = nearness(curve, distances)
  const overA = nearness({ a: a + difference, b }, distances)
  const overB = nearness({ a, b: b + difference }, distances)
  const slopeA = here.map((value, i) => value - overA[i]!)
  const slopeB = here.map((value, i) => value - overB[i]!)
  const error = here.map((value, i) => wanted[i]! - value)
  const damp = damping * difference * difference
  const [aa, ab, ba, bb] = inverse(damp + dot(slopeA, slopeA), dot(slopeA, slopeB), damp + dot(slopeB, slopeB))
  return {
    a: a - dot(slopeA.map((s, i) => aa * s + ab * slopeB[i]!), error) * difference,
    b: b - dot(slopeA.map((s, i) => ba * s + bb * slopeB[i]!), error) * difference
  }
}

/**
 * The smooth curve nearest to: 1 up to `minimumDistance`, then exp(−(d − minimumDistance)), at 300 distances up to 3.
 */
export const umapCurve = (minimumDistance: number): UmapCurve => {
  const distances = Float64Array.from({ length: points }, (_, i) => {
    const distance = i * (farthest / (points - 1))
    return distance < minimumDistance ? 1 : distance
  })
  const wanted = distances.map((d) => d >= minimumDistance ? Math.exp(-(d - minimumDistance)) : 0)
  let curve: UmapCurve = { a: 0.5, b: 0.5 }
  for (let iteration = 0; iteration < iterations; iteration++) {
    curve = step(curve, distances, wanted)
    const reached = nearness(curve, distances)
    const error = wanted.reduce((sum, value, i) => sum + Math.abs(value - reached[i]!), 0)
    if (Number.isNaN(error) || error <= closeEnough) break
  }
  return curve
}
