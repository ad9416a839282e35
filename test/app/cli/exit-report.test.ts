import * as Exit from "effect/Exit"
import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { exitReport } from "../../../src/app/cli/exit-report.ts"
import { makeStyle } from "../../../src/app/cli/render/style.ts"

const plain = makeStyle(false)

it("a defect exits 70, calls itself a bug and keeps the full text in a log", () => {
  const { code, lines } = exitReport(Exit.die(new Error("two and two are five")), plain)

  expect(code).toBe(70)
  expect(lines[0]).toMatch(/^error\[bug\]: This is a bug in pipeline \d+\.\d+\.\d+: two and two are five$/)
  const [, log = ""] = /full log: (.*)/.exec(lines[1]!)!
  expect(fs.readFileSync(log, "utf8")).toContain("Error: two and two are five")
  fs.rmSync(path.dirname(log), { recursive: true })
})

it("an interruption exits 130 and says nothing", () => {
  expect(exitReport(Exit.interrupt(1), plain)).toEqual({ code: 130, lines: [] })
})
