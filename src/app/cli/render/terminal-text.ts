/** What may reach a terminal: text with its control characters as escapes, and our own colours. */
import { visible } from "../../../format/visible.ts"

// Stands before every colour of ours until it is printed. Half a surrogate pair is in no text that was read as UTF-8, so
// that no file name and no label can bring a colour of its own.
const mark = "\ud800"
const ownColour = /\ud800\u001b\[\d+m/gu // oxlint-disable-line no-control-regex

/** Ends all colours. */
export const endOfColour = `${mark}\u001b[0m`

/** Colours of ours as they stand in text that was not printed yet, in order. */
export const coloursIn = (text: string): Array<RegExpExecArray> => [...text.matchAll(ownColour)]

/** The text without colours of ours. */
export const withoutColour = (text: string): string => text.includes(mark) ? text.replace(ownColour, "") : text

/** Control characters as escapes; colours of ours stay. Twice is as good as once. */
export const safeText = (text: string): string => {
  if (!text.includes(mark)) return visible(text)
  let safe = ""
  let from = 0
  for (const { 0: colour, index } of text.matchAll(ownColour)) {
    safe += visible(text.slice(from, index)) + colour
    from = index + colour.length
  }
  return safe + visible(text.slice(from))
}

/** A text in a colour that `paint` puts around it. */
export const inColour = (text: string, paint: (text: string) => string): string =>
  paint(safeText(text)).replace(/(?<!\ud800)\u001b/gu, `${mark}\u001b`) // oxlint-disable-line no-control-regex

/** One line as it is written to a terminal or a log. */
export const printed = (line: string): string => safeText(line).replaceAll(mark, "")

/** A message whose further lines are indented, as lines; another line break in it came from outside and is no line break. */
export const messageLines = (message: string): ReadonlyArray<string> => message.split(/\n(?= )/)
