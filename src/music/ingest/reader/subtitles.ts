/** Words of subtitles: SubRip (.srt) and WebVTT (.vtt), as speech recognition writes them and players show them. */

const timing = /^\s*(?:\d+ ?: ?)?\d{1,2} ?: ?\d{2}[.,] ?\d{1,3}\s*-->/
const noise = /^(?:\[[^\]]*\]|\((?:music|applause|cheering|laughter|instrumental)[^)]*\))$/i // what is heard and not sung
const speaker = /^(?:-\s*)?(?:\((?:\p{Lu}[\p{Lu} '’.-]{1,30})\) ?:?|\p{Lu}[\p{Lu} '’.-]{1,30}:)\s+(?=\S)/u // (SINGER):, ANA:
const markup = /<[^>\n]*>|\{\\[^}\n]*\}/g // <i>, <c.yellow>, <00:01.000>, <v Ana>, {\an8}
const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": " ",
  "&quot;": "\"",
  "&apos;": "'",
  "&lrm;": "",
  "&rlm;": ""
}

/** The character of a number in Unicode; undefined where it has none. */
const characterOf = (number: number): string | undefined =>
  number > 0 && number < 0x11_0000 && (number < 0xd800 || number > 0xdfff) ? String.fromCodePoint(number) : undefined

const wordsOf = (line: string): string =>
  line.replace(markup, "").replace(/&(?:amp|lt|gt|nbsp|quot|apos|lrm|rlm);/g, (entity) => entities[entity]!)
    .replace(
      /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi,
      (entity, hex: string | undefined, decimal: string | undefined) =>
        characterOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? entity
    )
    .replaceAll(/[♩♪♫♬]/g, "").replace(/^\s*[-–—]\s+(?=\S)/, "").replace(/\s+/g, " ").trim().replace(speaker, "")

/**
 * The lines that are shown, in their order, without numbers, times and markup. A line that a cue repeats from the cue
 * before, as rolling captions do, is taken once; notes and styles are left out.
 *
 * @example
 * ```ts
 * import { parseSubtitles } from "partita/ingest"
 * parseSubtitles("1\n00:00:01,000 --> 00:00:02,500\n<i>walking home</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nat night\n")
 * // → "walking home\nat night"
 * ```
 */
export const parseSubtitles = (text: string): string => {
  const blocks = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n").split(/\n[ \t]*(?=\n)/)
  const lines: Array<string> = []
  let before: ReadonlyArray<string> = []
  for (const block of blocks) {
    const all = block.split("\n").filter((line) => line.trim() !== "")
    const at = all.findIndex((line) => timing.test(line))
    if (at < 0) continue // a header, a note or a style
    const shown = all.slice(at + 1).filter((line, i, rest) =>
      !(/^\d+$/.test(line.trim()) && timing.test(rest[i + 1] ?? ""))
    )
      .filter((line) => !timing.test(line)).flatMap((line) => line.split(/\\[Nn]/)).map(wordsOf)
      .filter((line) => line !== "" && !noise.test(line))
    lines.push(...shown.filter((line) => !before.includes(line)))
    before = shown
  }
  return lines.join("\n")
}
