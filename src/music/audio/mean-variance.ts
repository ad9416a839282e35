/** Mean and spread of a series. */

/** Mean and population variance of `values`, in two passes so a large mean does not eat the variance. */
export const meanVariance = (values: Float64Array): readonly [mean: number, variance: number] => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  const mean = sum / values.length
  let square = 0
  for (let i = 0; i < values.length; i++) square += (values[i]! - mean) ** 2
  return [mean, square / values.length]
}
