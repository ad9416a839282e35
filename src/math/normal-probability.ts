const above = [
  220.206867912376,
  221.213596169931,
  112.079291497871,
  33.912866078383,
  6.37396220353165,
  0.700383064443688,
  0.0352624965998911
]
const below = [
  440.413735824752,
  793.826512519948,
  637.333633378831,
  296.564248779674,
  86.7807322029461,
  16.064177579207,
  1.75566716318264,
  0.0883883476483184
]

const polynomial = (terms: ReadonlyArray<number>, at: number): number => {
  let sum = 0
  for (let i = terms.length - 1; i >= 0; i--) sum = sum * at + terms[i]!
  return sum
}

/** The share of a standard normal beyond `size` ≥ 0. */
const tailBeyond = (size: number): number => {
  const height = Math.exp(-size * size / 2)
  if (size < 7.07106781186547) return height * polynomial(above, size) / polynomial(below, size)
  let fraction = size
  for (let term = 40; term > 0; term--) fraction = size + term / fraction
  return height / (fraction * Math.sqrt(2 * Math.PI))
}

/**
 * The share of a standard normal that lies below `z`; relative error about 1e-13, the inverse of `normalQuantile`.
 * Source: Hart 1968, algorithm 5666, as given by West 2005, "Better approximations to cumulative normal functions"; in
 * the far tail Laplace's continued fraction.
 */
export const normalProbability = (z: number): number => z > 0 ? 1 - tailBeyond(z) : tailBeyond(-z)
