/**
 * Share of a standard normal above `z`; relative error below 2e-7. Source: Press et al. 2007, Numerical Recipes, §6.2.
 */
export const normalTail = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2
  const t = 2 / (2 + x)
  const coefficients = [
    -1.26551223,
    1.00002368,
    0.37409196,
    0.09678418,
    -0.18628806,
    0.27886807,
    -1.13520398,
    1.48851587,
    -0.82215223,
    0.17087277
  ]
  const polynomial = coefficients.reduceRight((sum, c) => sum * t + c, 0)
  const tail = t * Math.exp(-x * x + polynomial) / 2
  return z >= 0 ? tail : 1 - tail
}
