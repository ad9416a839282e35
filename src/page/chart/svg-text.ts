/** Pieces of SVG that is written by hand, where a chart grammar has no word for a picture. */
import { visible } from "../../format/visible.ts"
import { textWidth } from "./text-width.ts"

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\"": "&quot;",
  "'": "&#39;"
}

/** A text as it may stand in an element or an attribute. */
export const svgText = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => entities[character]!)

/** A coordinate with at most two decimals. */
export const coordinate = (value: number): string => String(Math.round(value * 100) / 100)

/** The text, or as much of it as `room` pixels hold with an ellipsis. */
export const fitted = (text: string, room: number, fontSize: number, fontWeight: number): string => {
  const shown = visible(text)
  if (textWidth(shown, fontSize, fontWeight) <= room) return shown
  const letters = Array.from(shown)
  while (letters.length > 0 && textWidth(`${letters.join("")}…`, fontSize, fontWeight) > room) letters.pop()
  return `${letters.join("").trimEnd()}…`
}
