/** A number with a fixed count of digits (none from 1,000 on) and a real minus sign; −0 is written 0. */
export const numberText = (value: number, digits: number): string => {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not defined" : value > 0 ? "∞" : "−∞"
  const size = Math.abs(value)
  const text = size < 1000 ? size.toFixed(digits) : Math.round(size).toLocaleString("en-US")
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** A p-value as permutation tests give it: never "0". */
export const pText = (p: number): string => p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`

const plural = (noun: string): string => noun + (/(?:s|x|z|ch|sh)$/i.test(noun) ? "es" : "s")

/** A count with its noun: "1 track", "8,214 tracks", "5 classes". */
export const countText = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural(noun)}`

/**
 * Digits that a column is shown with: none where all its numbers are whole; where all have three places before the point,
 * one, or none if some have four.
 */
export const columnDigits = (values: ReadonlyArray<string | number | null>, digits: number): number => {
  const sizes = values.flatMap((value) => typeof value === "number" && Number.isFinite(value) ? [Math.abs(value)] : [])
  if (sizes.every((size) => Number.isInteger(size))) return 0
  if (sizes.some((size) => size < 100)) return digits
  return sizes.some((size) => size >= 1000) ? 0 : Math.min(1, digits)
}
