/** Timed lyrics (.lrc): the words in the order they are sung, and what the tags say about the song. */

/** The words without their times; tags are null where absent or blank. */
export interface Lrc {
  readonly lyrics: string
  readonly title: string | null
  readonly artist: string | null
  readonly language: string | null
}

const stamps = /^\s*((?:\[\d+:\d+(?:[.:]\d+)?\]\s*)+)/
const tag = /^\s*\[([a-zA-Z#]+):(.*)\]\s*$/
const wordStamp = /<\d+:\d+(?:[.:]\d+)?>/g

const secondsOf = (stamp: string): number => {
  const [minutes = "0", seconds = "0", fraction = "0"] = stamp.split(/[:.]/)
  return Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction}`)
}

/**
 * Reads .lrc text: stamps `[mm:ss.xx]` order the lines and are taken out, a line with several stamps is sung several
 * times, word stamps `<mm:ss.xx>` are taken out, and of the tags ti, ar and la are kept.
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
  for (const line of text.split(/\r\n|\r|\n/)) {
    const timed = stamps.exec(line)?.[1]
    const named = timed === undefined ? tag.exec(line) : null
    if (named !== null) {
      tags.set(named[1]!.toLowerCase(), named[2]!.trim())
      continue
    }
    if (timed === undefined && line.trim() === "" && isTimed) continue // layout of the file, not of the song
    isTimed ||= timed !== undefined
    const words = line.slice(timed === undefined ? 0 : line.indexOf(timed) + timed.length).replace(wordStamp, "").trim()
    const times = timed === undefined ? [lastSec] : (timed.match(/\d+:\d+(?:[.:]\d+)?/g) ?? []).map(secondsOf)
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
