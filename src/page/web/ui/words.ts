/** Times, sizes and numbers as the page says them. */

/** A duration in at most two units: "0.4s", "12s", "1m24s", "2h05m". */
export const durationText = (ms: number): string => {
  const seconds = ms / 1000
  if (seconds < 10) return `${seconds.toFixed(1)}s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}s`
  const two = (value: number) => String(value).padStart(2, "0")
  return whole < 3600
    ? `${Math.floor(whole / 60)}m${two(whole % 60)}s`
    : `${Math.floor(whole / 3600)}h${two(Math.floor(whole % 3600 / 60))}m`
}

/** How long ago something was: "just now", "5m", "3h", "2d". */
export const ageText = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return "just now"
  if (minutes < 60) return `${minutes}m ago`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)}h ago` : `${Math.floor(minutes / 1440)}d ago`
}

/** Bytes to three figures: "831 B", "4.1 kB", "23.5 MB". */
export const sizeText = (bytes: number): string => {
  const units = ["B", "kB", "MB", "GB", "TB"]
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 ? value : value.toPrecision(3)} ${units[power]}`
}

/** A number to about four figures: "0.470", "1,234", "6.1e-7"; the minus is one. */
export const numberText = (value: number): string => {
  const size = Math.abs(value)
  const digits = size === 0 || Number.isInteger(value) && size < 1e6
    ? size.toLocaleString("en")
    : size < 1e-3 || size >= 1e6
    ? size.toExponential(1)
    : size >= 1000
    ? Math.round(size).toLocaleString("en")
    : size >= 10
    ? size.toFixed(1)
    : size.toFixed(3)
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits
}

/** A change with its sign; "=" where it shows none. */
export const changeText = (from: number, to: number): string => {
  const text = numberText(Math.abs(to - from))
  return /[1-9]/.test(text) ? `${to < from ? "−" : "+"}${text}` : "="
}

/** Milliseconds since the epoch, as the browser tells them. */
export const nowMs = (): number => performance.timeOrigin + performance.now()

/** "1 run", "3 runs". */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`
