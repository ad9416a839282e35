/** Numbers as people read them. */

/** A measured value in at most six significant characters: 90.5, 0.0312, 161.0, 1.2e-7. */
export const formatValue = (value: number): string => {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(1)
  if (size >= 1000) return value.toFixed(0)
  if (size >= 10) return value.toFixed(1)
  return size >= 1 ? value.toFixed(2) : value.toFixed(4)
}

/** A whole number with thousands separated by commas. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",")

const decimalsFor = (value: number): number => Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : 3

/** A metric to three decimals, to one from 10 on, and to none from 1,000 on. */
export const formatMetric = (value: number): string => {
  const decimals = decimalsFor(value)
  const size = Math.abs(value).toFixed(decimals)
  return `${value < 0 && Number(size) !== 0 ? "−" : ""}${decimals === 0 ? formatCount(Number(size)) : size}`
}

/** The change to a metric's value, signed and as precise as the value is shown: +0.041, −3.1; "=" where it shows none. */
export const formatChange = (from: number, to: number): string => {
  const size = Math.abs(to - from).toFixed(decimalsFor(to))
  if (Number(size) === 0) return "="
  return `${to < from ? "−" : "+"}${size}`
}
