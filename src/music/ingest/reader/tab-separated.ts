/** Tab-separated tables as MTG-Jamendo and Music4All have them: no quotes, one row per line. */
import { UnusableInput } from "./unusable-input.ts"

/** `lines[i]` is where `rows[i]` stands in the file, counted from 1. */
export interface TabSeparated {
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly lines: ReadonlyArray<number>
}

/**
 * The cells of every line that is not blank; nothing is taken for a header.
 *
 * Failure: UnusableInput for a text without rows, and for a line with fewer cells than `leastCells`.
 */
export const parseTabSeparated = (text: string, source: string, leastCells: number): TabSeparated => {
  const rows: Array<ReadonlyArray<string>> = []
  const lines: Array<number> = []
  text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/).forEach((line, i) => {
    if (line.trim() === "") return
    const cells = line.split("\t").map((cell) => cell.trim())
    if (cells.length < leastCells) {
      throw new UnusableInput({
        what: `${cells.length} cell${cells.length === 1 ? "" : "s"} where at least ${leastCells} belong`,
        where: `${source}, line ${i + 1}`,
        hint: "cells are separated by tabs; the file may be cut off here: download it again"
      })
    }
    rows.push(cells)
    lines.push(i + 1)
  })
  if (rows.length > 0) return { rows, lines }
  throw new UnusableInput({ what: "the file is empty", where: source, hint: "download it again" })
}
