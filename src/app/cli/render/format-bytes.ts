const units = ["B", "kB", "MB", "GB", "TB"]

/** A size in decimal units with two significant digits: 0 B, 1.4 kB, 310 MB. */
export const formatBytes = (sizeBytes: number): string => {
  let size = sizeBytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${unit === 0 || size >= 9.95 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`
}
