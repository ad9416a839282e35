import { displayWidth } from "./display-width.ts"

/** A text as lines of at most `columns`, broken between words; a longer word keeps a line of its own. */
export const wrapWords = (text: string, columns: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && displayWidth(`${last} ${word}`) <= columns) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
