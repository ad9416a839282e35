import { type Matrix, zeros } from "../src/math/matrix.ts"
import { Random } from "../src/math/random.ts"

/** `n` points of a mixture of `k` overlapping Gaussians in `d` dimensions; point i comes from component i mod k. */
export const gaussianMixture = (n: number, d: number, k: number): Matrix => {
  const random = new Random(n * d)
  const centers = Array.from({ length: k }, () => Array.from({ length: d }, () => random.normal()))
  const x = zeros(n, d)
  for (let at = 0; at < x.data.length; at++) {
    const i = Math.floor(at / d)
    x.data[at] = centers[i % k]![at % d]! + random.normal()
  }
  return x
}
