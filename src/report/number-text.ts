/** A number with a fixed count of digits and a real minus sign; −0 is written 0. */
export const numberText = (value: number, digits: number): string => {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not defined" : value > 0 ? "∞" : "−∞"
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** A p-value as permutation tests give it: never "0". */
export const pText = (p: number): string => p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`

/** A count with its noun: "1 track", "8,214 tracks". */
export const countText = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`
