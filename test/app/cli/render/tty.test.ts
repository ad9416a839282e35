import { describe, expect, it } from "vitest"
import { makeStyle } from "../../../../src/app/cli/render/style.ts"
import { makeTtyRenderer } from "../../../../src/app/cli/render/tty.ts"
import type { RunEvent } from "../../../../src/dataflow/run/event.ts"
import { makeFakeTerminal, makeFakeTicker } from "./fake-terminal.ts"
import { cachedRun, trainingHalfway, trainingRun } from "./recorded-run.ts"

const play = (events: ReadonlyArray<RunEvent>, columns = 80, rows = 24) => {
  const terminal = makeFakeTerminal(columns, rows)
  const ticker = makeFakeTicker()
  const renderer = makeTtyRenderer(terminal, { style: makeStyle(false), ticker })
  for (const event of events) {
    ticker.advanceTo(event.at)
    renderer.onEvent(event)
  }
  return { renderer, terminal, ticker }
}

describe("the live view", () => {
  it("shows a run halfway as the manual draws it", () => {
    const { renderer, terminal } = play(trainingHalfway)

    renderer.close()

    expect(terminal.screen()).toEqual([
      "hard  7 nodes: 2 cached, 5 to run  ·  seed 7  ·  run 2f91c0",
      "",
      "◌ ingest       cached    9f3c2a1     8,214 tracks",
      "◌ features     cached    41be770     mel 128×256",
      "◐ train        epoch  40/100  loss   92.5 █▆▅▄▃▃▂▂▂▁▁▁▁▁▁▁  ETA 2m06s",
      "○ embed        waiting for train",
      "○ cluster      waiting for embed",
      "○ evaluate     waiting for cluster",
      "○ report       waiting for evaluate",
      "──────────────────────────────────────────────────────────────────────── 1m24s",
      ""
    ])
  })

  it("writes nothing at all when everything is cached", () => {
    const { renderer, terminal } = play(cachedRun)

    renderer.close()

    expect(terminal.writes).toEqual([])
  })

  it("draws no frame before the first node really runs", () => {
    const { terminal } = play(trainingRun.slice(0, 3))

    expect(terminal.writes).toEqual([])
  })

  it("wraps every frame in a synchronised update", () => {
    const { terminal } = play(trainingHalfway)

    expect(terminal.writes.every((text) => text.startsWith("\u001b[?2026h") && text.endsWith("\u001b[?2026l"))).toBe(
      true
    )
  })

  it("draws at most ten frames in a second of a thousand events", () => {
    const events = Array.from({ length: 1000 }, (_, i): RunEvent => ({
      _tag: "NodeProgress",
      at: 50 + i,
      node: "train",
      unit: "step",
      done: i,
      of: 1000,
      values: {}
    }))

    const { terminal } = play([...trainingRun.slice(0, 4), ...events])

    expect(terminal.writes.length).toBeLessThanOrEqual(11)
    expect(terminal.writes.length).toBeGreaterThanOrEqual(10)
  })

  it("shows the last event of a burst within a tenth of a second", () => {
    const { terminal, ticker } = play([...trainingRun.slice(0, 4), { ...trainingRun[4]!, at: 60 } as RunEvent])

    ticker.advanceTo(160)

    expect(terminal.screen()[4]).toBe("◐ train        epoch   1/100  loss  277.9")
  })

  it("goes on counting the time while nothing happens", () => {
    const { terminal, ticker } = play(trainingRun.slice(0, 4))

    ticker.advanceTo(5060)

    expect(terminal.screen().at(-2)).toMatch(/─ 5\.0s$/)
  })

  it("hides the cursor while live and shows it again when closed, even in the middle", () => {
    const { renderer, terminal } = play(trainingHalfway)
    const whileLive = terminal.isCursorShown()

    renderer.close()
    renderer.close()

    expect(whileLive).toBe(false)
    expect(terminal.isCursorShown()).toBe(true)
    expect(terminal.writes.filter((text) => text.includes("\u001b[?25h"))).toHaveLength(1)
  })

  it("never lets a line wrap on a narrow terminal, also with wide characters", () => {
    const wide = { ...trainingRun[1]!, summary: "音楽を聴く音楽を聴く音楽を聴く" } as RunEvent

    const { terminal } = play([trainingRun[0]!, wide, trainingRun[3]!], 40)

    expect(terminal.screen()[2]).toBe("◌ ingest       cached    9f3c2a1     音…")
  })

  it("keeps a pipeline taller than the terminal on one screen, with what runs in view", () => {
    const nodes = Array.from({ length: 60 }, (_, i) => ({ name: `node${i}`, group: "", inputs: [] }))
    const started = { ...trainingRun[0]!, nodes, cached: 0 } as RunEvent
    const running = { ...trainingRun[3]!, node: "node50" } as RunEvent

    const { terminal } = play([started, running], 80, 12)

    const screen = terminal.screen()
    expect(screen.length).toBeLessThanOrEqual(12)
    expect(screen).toContain("◐ node50       running   0.0s")
    expect(screen).toContain("  … 53 more: 53 waiting")
  })
})
