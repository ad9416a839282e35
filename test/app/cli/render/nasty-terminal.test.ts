import { describe, expect, it } from "vitest"
import { assignedLines, assignedMarkdown } from "../../../../src/app/cli/assign-table.ts"
import { errorLines } from "../../../../src/app/cli/error-view.ts"
import { alignColumns } from "../../../../src/app/cli/render/columns.ts"
import { displayWidth, truncateDisplay } from "../../../../src/app/cli/render/display-width.ts"
import { makeJsonRenderer } from "../../../../src/app/cli/render/json.ts"
import { makePlainRenderer } from "../../../../src/app/cli/render/plain.ts"
import type { Renderer, Sink } from "../../../../src/app/cli/render/renderer.ts"
import { makeStyle } from "../../../../src/app/cli/render/style.ts"
import { printed } from "../../../../src/app/cli/render/terminal-text.ts"
import { makeTtyRenderer } from "../../../../src/app/cli/render/tty.ts"
import type { RunEvent } from "../../../../src/dataflow/run/event.ts"
import { controlIn, illegible, nastyTexts } from "../../../nasty.ts"
import { makeFakeTerminal, makeFakeTicker } from "./fake-terminal.ts"
import { failedRun } from "./recorded-run.ts"

const [started] = failedRun as readonly [RunEvent, ...ReadonlyArray<RunEvent>]
const failure = (message: string) => ({ tag: "BadAudio", message, detail: "" })

/** A run in which every text that comes from outside is each of the nasty ones. */
const events: ReadonlyArray<RunEvent> = [
  started,
  { _tag: "NodeStarted", at: 1, node: "train", key: "c0ffee1200", reasons: [] },
  ...nastyTexts.flatMap((text, i): ReadonlyArray<RunEvent> => [
    { _tag: "ItemQuarantined", at: i, node: "train", item: text, noun: "track", reason: text },
    { _tag: "NodeRetried", at: i, node: "train", attempt: i, failure: failure(text) },
    {
      _tag: "NodeFinished",
      at: i,
      node: "embed",
      key: "c0ffee",
      durationMs: 1,
      summary: text,
      unchanged: false,
      metrics: {}
    }
  ])
]

const shown = (make: (out: Sink) => Renderer): string => {
  let text = ""
  const renderer = make({ write: (part) => void (text += part), columns: 400, rows: 40 })
  for (const event of events) renderer.onEvent(event)
  renderer.close()
  return text
}

const ownCodes = /\u001b\[(?:\d+m|\?25[lh]|\?2026[lh]|2K|J|\d+A)|\r/g // oxlint-disable-line no-control-regex

describe("names and messages from outside", () => {
  it("reach a log line by line, legible, with colours of ours alone", () => {
    const plain = shown((out) => makePlainRenderer(out, { style: makeStyle(true) }))

    expect(controlIn(plain.replace(ownCodes, ""))).toBeUndefined()
    expect(plain).not.toContain("\u001b[31malert")
    expect(plain.replace(ownCodes, "").split("\n").filter((line) => !/^ *[\d.]+s |^hard|^$/.test(line))).toEqual([])
    expect(illegible(plain)).toEqual([])
  })

  it("move nothing in the live view", () => {
    const live = shown((out) => makeTtyRenderer(out, { style: makeStyle(true), ticker: makeFakeTicker() }))

    expect(controlIn(live.replace(ownCodes, ""))).toBeUndefined()
    expect(live).not.toContain("\u001b[31malert")
  })

  it("fill no more of a narrow terminal than they are measured to", () => {
    const terminal = makeFakeTerminal(60, 24) // throws when a line would wrap
    const renderer = makeTtyRenderer(terminal, { style: makeStyle(false), ticker: makeFakeTicker() })

    for (const event of events) renderer.onEvent(event)
    renderer.close()

    expect(nastyTexts.map((text) => displayWidth(truncateDisplay(text, 9)) <= 9)).not.toContain(false)
  })

  it("read back from JSON as they were, one event a line", () => {
    const lines = shown(makeJsonRenderer).trimEnd().split("\n")

    expect(controlIn(lines.join(""))).toBeUndefined()
    expect(lines.map((line) => (JSON.parse(line) as { readonly item?: string }).item ?? []).flat()).toEqual(nastyTexts)
  })

  it("stay in their cells and in their messages", () => {
    const table = alignColumns(nastyTexts.map((text) => [text, "|"])).map(printed)
    const errors = nastyTexts.flatMap((text) =>
      errorLines({ tag: "t", message: `No ${text}.`, given: `run ${text}`, word: text, hint: text }, makeStyle(true))
    ).map(printed)

    expect(table).toHaveLength(nastyTexts.length)
    expect(new Set(table.map((line) => displayWidth(line.slice(0, line.lastIndexOf("|"))))).size).toBe(1)
    expect(controlIn([...table, ...errors].join("\n").replace(ownCodes, ""))).toBeUndefined()
    expect(illegible(table.join("\n"))).toEqual([])
  })

  it("are assigned in one line each, on a terminal and in Markdown", () => {
    const rows = nastyTexts.map((text) => ({
      file: text,
      title: text,
      name: "C1",
      about: text,
      confidence: 0.5,
      distance: 1,
      nearest: [{ title: text, cluster: "C1", distance: 1 }]
    }))

    const lines = assignedLines(rows, { columns: 200, style: makeStyle(true) }).map(printed)
    const markdown = assignedMarkdown(rows)

    expect([lines.length, markdown.length]).toEqual([rows.length + 1, rows.length + 2])
    expect(controlIn([...lines, ...markdown].join("\n").replace(ownCodes, ""))).toBeUndefined()
    expect(markdown.map((line) => line.match(/(?<!\\)\|/g)?.length)).toEqual(markdown.map(() => 6))
  })
})

it("a text that holds a colour of ours by chance cannot keep it", () => {
  expect(printed(makeStyle(false).bad("\u001b[31mred"))).toBe("\\x1b[31mred")
  expect(printed(makeStyle(true).bad("\u001b[31mred"))).toBe("\u001b[31m\\x1b[31mred\u001b[39m")
})
