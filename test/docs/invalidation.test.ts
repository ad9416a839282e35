import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"

const root = path.join(import.meta.dirname, "..", "..")
const page = fs.readFileSync(path.join(root, "docs", "invalidation.md"), "utf8")

interface Row {
  readonly change: string
  readonly file: string
  /** The test's title, after a dot the case of it. */
  readonly title: string
}

const rowOf = (line: string): ReadonlyArray<Row> => {
  const [, change, title, file] = /^\| ([^|]+) \| .* \| \[(.+)\]\(\.\.\/(test\/[^)]+\.test\.ts)\) \|$/.exec(line) ?? []
  return change === undefined ? [] : [{ change, title: title!, file: file! }]
}

const rows = page.split("\n").flatMap(rowOf)

describe("docs/invalidation.md", () => {
  it("has at least forty rows, as many as it says, each of another change", () => {
    const lines = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| change"))

    expect(rows.length).toBe(lines.length)
    expect(rows.length).toBeGreaterThanOrEqual(40)
    expect(page).toContain(`Each of the ${rows.length} rows is a test`)
    expect(new Set(rows.map(({ change }) => change)).size).toBe(rows.length)
  })

  it.each(rows)("“$change” has its test, $title", ({ file, title }) => {
    const text = fs.readFileSync(path.join(root, file), "utf8")

    for (const part of title.split(" · ")) expect(text).toContain(part)
  })
})
