const bars = "▁▂▃▄▅▆▇█"

/** Means of `values` over at most `width` stretches of equal length. */
const condense = (values: ReadonlyArray<number>, width: number): ReadonlyArray<number> => {
  if (values.length <= width) return values
  return Array.from({ length: width }, (_, cell) => {
    const stretch = values.slice(
      Math.floor(cell * values.length / width),
      Math.floor((cell + 1) * values.length / width)
    )
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length
  })
}

/** All finite values as at most `width` bars between their minimum and maximum, so that the whole curve shows. */
export const sparkline = (values: ReadonlyArray<number>, width: number): string => {
  const shown = condense(values.filter(Number.isFinite), width)
  const low = Math.min(...shown)
  const range = Math.max(...shown) - low
  return shown.map((value) => bars[range === 0 ? 0 : Math.round((value - low) / range * (bars.length - 1))]!).join("")
}
