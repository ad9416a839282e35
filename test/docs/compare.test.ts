import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"

const docs = path.join(import.meta.dirname, "../../docs")
const page = fs.readFileSync(path.join(docs, "compare.md"), "utf8")
const results = JSON.parse(
  fs.readFileSync(path.join(docs, "../bench/peers/compare/results.json"), "utf8")
) as {
  readonly tools: Readonly<
    Record<string, {
      readonly version: string
      readonly checks: Readonly<
        Record<string, { readonly ran: string; readonly says: string; readonly seconds?: number }>
      >
    }>
  >
}

const sources = new Map(
  Array.from(page.matchAll(/^\[([\w.-]+)\]: (\S+)$/gm), ([, id = "", target = ""]) => [id, target] as const)
)
const lines = page.split("\n")
const rule = "|---"
const entries = lines.flatMap((line, i) =>
  !line.startsWith("| ") || lines[i + 1]?.startsWith(rule) === true
    ? []
    : [line.split("|").slice(1, -1).map((cell) => cell.trim())]
)

/** Cells beside the name of their row and what should run: text and source. */
const cellsOf = (row: ReadonlyArray<string>) => row.slice(1).filter((cell) => !/^(?:–|nothing|a|b|a b)$/.test(cell))
const linked = /^\[(.+)\]\[([\w.-]+)\]$/

const shouldRun = {
  null: "",
  comment: "",
  touch: "",
  cutoff: "a",
  param: "b",
  revert: "",
  other: "b",
  helper: "ab",
  killed: "ab"
}
const said = (ran: string) => ran === "" ? "nothing" : ran.replaceAll(/\B/g, " ")

describe("docs/compare.md", () => {
  it("has a source for each of its cells, and no cell is empty", () => {
    expect(entries.length).toBeGreaterThan(30)
    expect(entries.flat()).not.toContain("")
    const cells = entries.flatMap(cellsOf)

    expect(cells.filter((cell) => !linked.test(cell))).toEqual([])
    expect(cells.map((cell) => linked.exec(cell)![2]!).filter((id) => !sources.has(id))).toEqual([])
  })

  it("names rows of one table by as many cells as the table has columns", () => {
    const tables = page.split("\n\n").map((block) => block.split("\n").filter((line) => line.startsWith("|")))

    for (const table of tables.filter((lines) => lines.length > 0)) {
      expect(new Set(table.map((line) => line.split("|").length)).size).toBe(1)
    }
  })

  it("leads to pages on the web by https, and to files that are there", () => {
    for (const [id, target] of sources) {
      const isThere = target.startsWith("https://") || fs.existsSync(path.join(docs, target.split("#")[0]!))
      expect(isThere, `${id} leads to ${target}`).toBe(true)
    }
  })

  it("says of every measured tool what its run wrote down", () => {
    const measured = new Map(
      entries.flatMap(cellsOf).map((cell) => linked.exec(cell)!).filter(([, text = ""]) => /^[✓✗\d]/.test(text))
        .map(([, text = "", id = ""]) => [id, text])
    )
    for (const [tool, { checks }] of Object.entries(results.tools)) {
      for (const [check, ideal] of Object.entries(shouldRun)) {
        const { ran, says } = checks[check]!
        const isRight = ran === ideal && (check !== "killed" || says === "right result")
        expect(measured.get(`${tool}.${check}`), `${tool}.${check}`).toBe(`${isRight ? "✓" : "✗"} ${said(ran)}`)
      }
      expect(measured.get(`${tool}.seconds`)).toBe(String(checks["null"]!.seconds))
    }
  })
})
