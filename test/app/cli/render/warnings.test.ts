import { describe, expect, it } from "vitest"
import { makePlainRenderer } from "../../../../src/app/cli/render/plain.ts"
import { makeStyle } from "../../../../src/app/cli/render/style.ts"
import { makeTtyRenderer } from "../../../../src/app/cli/render/tty.ts"
import type { RunEvent } from "../../../../src/dataflow/run/event.ts"
import { makeFakeTerminal, makeFakeTicker } from "./fake-terminal.ts"
import { trainingRun } from "./recorded-run.ts"

const warned: ReadonlyArray<RunEvent> = trainingRun.flatMap((event) =>
  event._tag === "NodeFinished" && event.node === "train"
    ? [{ _tag: "NodeWarned", at: event.at, node: "train", text: "reads wor\u001bds.txt undeclared" }, event]
    : [event]
)
const line = "! train        reads wor\\x1bds.txt undeclared" // what a name says to a terminal is shown
const style = makeStyle(false)

describe("what a run warns of", () => {
  it("is the last line of plain progress, however early it was known", () => {
    let text = ""
    const renderer = makePlainRenderer({ write: (part) => void (text += part) }, { style })

    warned.forEach(renderer.onEvent)

    expect(text.trimEnd().split("\n").indexOf(line)).toBe(text.trimEnd().split("\n").length - 1)
  })

  it("stands below the live view once that is still", () => {
    const terminal = makeFakeTerminal(80, 24)
    const ticker = makeFakeTicker()
    const renderer = makeTtyRenderer(terminal, { style, ticker })
    for (const event of warned) {
      ticker.advanceTo(event.at)
      renderer.onEvent(event)
    }
    const before = [...terminal.screen()]

    renderer.close()

    expect(before).not.toContain(line)
    expect(terminal.screen().slice(-2)).toEqual([line, ""])
  })
})
