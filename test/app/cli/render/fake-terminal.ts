/** A terminal of a given size that keeps what it was sent and what it would show. Knows the codes our renderers use. */
import type { Sink } from "../../../../src/app/cli/render/renderer.ts"
import type { Ticker } from "../../../../src/app/cli/render/ticker.ts"

const escape = /\u001b\[(\?)?(\d*)([A-Za-z])/y // oxlint-disable-line no-control-regex

/** A fake terminal; `writes` are the raw writes, `screen()` the lines as shown. */
export interface FakeTerminal extends Sink {
  readonly writes: Array<string>
  readonly screen: () => ReadonlyArray<string>
  readonly isCursorShown: () => boolean
}

/** Columns of the texts our tests use: CJK characters take two. */
const columnsOf = (line: string): number => line.replace(/[\u3000-\u9fff]/g, "xx").length

/** A terminal of `columns` × `rows`; a line that would wrap throws, since the view must never let one. */
export const makeFakeTerminal = (columns: number, rows: number): FakeTerminal => {
  const writes: Array<string> = []
  const lines: Array<string> = [""]
  let row = 0
  let cursor = true
  const put = (character: string) => {
    if (character === "\n") {
      row += 1
      lines[row] ??= ""
    } else if (character !== "\r") lines[row] += character
  }
  const obey = (isPrivate: boolean, amount: number, code: string) => {
    if (isPrivate && amount === 25) cursor = code === "h"
    else if (code === "A") {
      if (amount > rows - 1) throw new Error(`moved up ${amount} lines on a screen of ${rows}`)
      row -= amount
    } else if (code === "K") lines[row] = ""
    else if (code === "J") lines.length = row + 1
  }
  const write = (text: string) => {
    writes.push(text)
    for (let i = 0; i < text.length;) {
      escape.lastIndex = i
      const match = escape.exec(text)
      if (match === null) {
        put(text[i]!)
        i += 1
      } else {
        obey(match[1] === "?", Number(match[2] || "1"), match[3]!)
        i += match[0].length
      }
    }
    for (const line of lines) if (columnsOf(line) > columns) throw new Error(`line wraps: ${line}`)
  }
  return { columns, rows, write, writes, screen: () => lines, isCursorShown: () => cursor }
}

/** A clock that moves only when told, and runs what has become due. */
export interface FakeTicker extends Ticker {
  readonly advanceTo: (now: number) => void
}

/** A clock at zero. */
export const makeFakeTicker = (): FakeTicker => {
  let now = 0
  let due: Array<{ readonly at: number; readonly run: () => void }> = []
  const advanceTo = (target: number) => {
    for (;;) {
      const next = due.filter(({ at }) => at <= target).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      due = due.filter((each) => each !== next)
      now = next.at
      next.run()
    }
    now = target
  }
  return {
    now: () => now,
    after: (delayMs, run) => {
      const entry = { at: now + delayMs, run }
      due.push(entry)
      return () => {
        due = due.filter((each) => each !== entry)
      }
    },
    advanceTo
  }
}
