/** Ages and sizes as they are typed: "30d", "20GB". */

const hours: Readonly<Record<string, number>> = { h: 1, d: 24, w: 7 * 24, y: 365 * 24 }

/** An age such as "12h", "30d", "6w" or "1y" in milliseconds; undefined for what is none. */
export const parseAge = (text: string): number | undefined => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([hdwy])$/.exec(text.trim()) ?? []
  return unit === undefined ? undefined : Number(amount) * hours[unit]! * 3600_000
}

const powers: Readonly<Record<string, number>> = { "": 0, k: 1, m: 2, g: 3, t: 4 }

/** A size such as "20GB", "500 MB" or "1.5GiB" in bytes; undefined for what is none. */
export const parseSize = (text: string): number | undefined => {
  const [, amount, prefix, binary] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?$/i.exec(text.trim()) ?? []
  if (prefix === undefined || (prefix === "" && binary !== "")) return undefined
  return Math.round(Number(amount) * (binary === "" ? 1000 : 1024) ** powers[prefix.toLowerCase()]!)
}
