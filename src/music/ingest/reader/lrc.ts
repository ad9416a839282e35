/** Timed lyrics (.lrc): the words in the order they are sung, and what the tags say about the song. */

/** The words without their times; tags are null where absent or blank. */
export interface Lrc {
  readonly lyrics: string
  readonly title: string | null
  readonly artist: string | null
  readonly language: string | null
}

const stamp = "\\d+:\\d+(?::\\d+)?(?:[.,]\\d+)?"
const stamps = new RegExp(`^\\s*((?:\\[\\s*[-+]?${stamp}\\s*\\]\\s*)+)`)
const eachStamp = new RegExp(`-?${stamp}`, "g")
const wordStamp = new RegExp(`<${stamp}>|\\[${stamp}\\]`, "g") // some write both in brackets
const millisecondLine = /^\s*\[(\d+),\d+\]/ // of KRC and QRC: begin and length
const millisecondWord = /<\d+,\d+(?:,\d+)?>|\(\d+,\d+\)/g
const tag = /^\s*\[([a-zA-Z#]+):(.*)\]\s*$/
const background = /^\s*\[bg:(.*)\]\s*$/i // what the choir sings, in a line of its own
const voice = /^(?:v\d+|[FMD]):\s*/ // who sings: v1 and v2, or female, male, duet

/** `mm:ss.xx`, `hh:mm:ss.xx`, and `mm:ss:xx`, which is hundredths where no fraction follows. */
const secondsOf = (written: string): number => {
  if (written.startsWith("-")) return -secondsOf(written.slice(1))
  const [clock = "", fraction] = written.split(/[.,]/)
  const parts = clock.split(":")
  const hundredths = parts.length === 3 && fraction === undefined ? parts.pop() : fraction
  return parts.reduce((sum, part) => 60 * sum + Number(part), 0) + Number(`0.${hundredths ?? "0"}`)
}

const wordsOf = (line: string): string => {
  const sung = background.exec(line)?.[1] ?? line
  const bare = sung.replace(wordStamp, "")
  return (bare === sung ? sung : bare.replaceAll(/\s+/g, " ")).trim().replace(voice, "").trim()
}

/** A line of KRC or QRC as one of LRC; any other as it is. */
const inMinutes = (line: string): string => {
  const [stamped, ms] = millisecondLine.exec(line) ?? []
  return stamped === undefined
    ? line
    : `[0:${Number(ms) / 1000}]${line.slice(stamped.length).replaceAll(millisecondWord, "")}`
}

/**
 * Reads .lrc text: stamps `[mm:ss.xx]` (a comma for the point, hours in front) order the lines and are taken out, a line
 * with several stamps is sung several times, word stamps `<mm:ss.xx>` and voices `v1:` are taken out, background lines
 * `[bg: …]` are words, and of the tags ti, ar and la are kept.
 *
 * @example
 * ```ts
 * import { parseLrc } from "partita/ingest"
 * parseLrc("[ti:Home]\n[00:12.00]Walking home\n[00:15.50]alone")
 * // → { lyrics: "Walking home\nalone", title: "Home", artist: null, language: null }
 * ```
 */
export const parseLrc = (text: string): Lrc => {
  const tags = new Map<string, string>()
  const sung: Array<{ readonly atSec: number; readonly words: string }> = []
  let lastSec = 0
  let isTimed = false
  for (const written of text.split(/\r\n|\r|\n/)) {
    const line = inMinutes(written)
    const timed = stamps.exec(line)?.[1]
    const named = timed === undefined && !background.test(line) ? tag.exec(line) : null
    if (named !== null) {
      tags.set(named[1]!.toLowerCase(), named[2]!.trim())
      continue
    }
    if (timed === undefined && line.trim() === "" && isTimed) continue // layout of the file, not of the song
    isTimed ||= timed !== undefined
    const words = wordsOf(line.slice(timed === undefined ? 0 : line.indexOf(timed) + timed.length))
    const times = timed === undefined ? [lastSec] : (timed.match(eachStamp) ?? []).map(secondsOf)
    for (const atSec of times) sung.push({ atSec, words })
    lastSec = times[0] ?? lastSec
  }
  const inOrder = sung.sort((a, b) => a.atSec - b.atSec).map(({ words }) => words)
  const tagged = (name: string): string | null => tags.get(name) || null
  return {
    lyrics: inOrder.join("\n").replace(/\n{3,}/g, "\n\n").trim(),
    title: tagged("ti"),
    artist: tagged("ar"),
    language: tagged("la")
  }
}

const timedLine = /^\s*\[\d+,\d+\]|^\s*\[\s*[-+]?\d+:\d{2}(?::\d{2})?(?:[.,:]\d+)?\]/

/** Whether plain text is an .lrc under another name: half of its lines begin with a time. */
export const isTimed = (text: string): boolean => {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "")
  return lines.length > 0 && 2 * lines.filter((line) => timedLine.test(line)).length >= lines.length
}
