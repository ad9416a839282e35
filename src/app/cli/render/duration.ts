/** Durations as people read them: 0.2s, 41s, 3m31s, 1h04m, 3 days. */

const pad = (value: number): string => String(value).padStart(2, "0")

/** A duration to at most two units. Units: milliseconds in. */
export const formatDuration = (durationMs: number): string => {
  const seconds = durationMs / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)}s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}s`
  if (whole < 3600) return `${Math.floor(whole / 60)}m${pad(whole % 60)}s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}h${pad(minutes % 60)}m`
}

/** A duration to one unit, for estimates. Units: milliseconds in. */
export const formatAbout = (durationMs: number): string => {
  const seconds = durationMs / 1000
  if (seconds < 1) return "1s"
  if (seconds < 59.5) return `${Math.round(seconds)}s`
  if (seconds < 3570) return `${Math.round(seconds / 60)}m`
  return `${(seconds / 3600).toFixed(1)}h`
}

/** How long ago something was, in the largest whole unit. Units: milliseconds in. */
export const formatAgo = (durationMs: number): string => {
  const units: ReadonlyArray<readonly [number, string]> = [[86_400_000, "day"], [3_600_000, "hour"], [60_000, "minute"]]
  for (const [sizeMs, name] of units) {
    const count = Math.floor(durationMs / sizeMs)
    if (count >= 1) return `${count} ${name}${count === 1 ? "" : "s"} ago`
  }
  return "just now"
}

/** The same in a table's cell: now, 12m, 5h, 3d. Units: milliseconds in. */
export const formatAge = (durationMs: number): string => {
  const units: ReadonlyArray<readonly [number, string]> = [[86_400_000, "d"], [3_600_000, "h"], [60_000, "m"]]
  const found = units.find(([sizeMs]) => durationMs >= sizeMs)
  return found === undefined ? "now" : `${Math.floor(durationMs / found[0])}${found[1]}`
}
