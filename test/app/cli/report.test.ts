import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { Manuscript } from "../../../src/page/report/manuscript.ts"
import { faultsOf } from "../../page/report/latex-check.ts"
import { Studio } from "./studio.ts"

const paper: Manuscript = {
  title: "Words & \\write18{x}",
  origin: ["Computed."],
  abstract: ["Three words."],
  chapters: [{
    title: "Results",
    blocks: [
      { kind: "words", words: ["As ", { see: "bars-β" }, " shows", { cite: ["ward1963"] }, "."] },
      { kind: "figure", id: "bars-β", title: "Bars", caption: "" },
      { kind: "figure", id: "lost", title: "Lost", caption: "" }
    ]
  }],
  references: [{ key: "ward1963", kind: "misc", authors: "Ward, J. H.", year: 1963, title: "Grouping" }]
}
const svg = "<svg xmlns='http://www.w3.org/2000/svg' width=\"200\" height=\"100\"><rect width='50' height='50'/></svg>"
const document = { "report.html": "<p>page", "report.json": JSON.stringify(paper), "figures/bars-β.svg": svg }

const files = {
  "nodes/write.ts": `import { document, Node } from "@src/dataflow/index.ts"
export const write = /*#__PURE__*/ Node.fn("write", {
  outputs: { page: document },
  run: () => ({ page: ${JSON.stringify(document)} })
})
`,
  "pipelines/words.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { write } from "../nodes/write.ts"
export default Pipeline.gen("words", { seed: 1 }, function*() {
  return { page: (yield* write({})).page }
})
`
}

let studio: Studio
const read = (...at: ReadonlyArray<string>) => fs.readFileSync(path.join(studio.root, ...at), "utf8")
const report = (...args: ReadonlyArray<string>) =>
  studio.pipeline(["report", ...args], { PUPPETEER_EXECUTABLE_PATH: "/none" })

beforeAll(() => {
  studio = new Studio()
  for (const [file, content] of Object.entries(files)) studio.write(file, content)
  studio.pipeline(["run", "words", "--progress", "none"])
}, 60_000)
afterAll(() => studio[Symbol.dispose]())

it("a report becomes Markdown with its figures and with what it takes to repeat it", () => {
  const { code, stdout } = report("words", "--format", "md", "--json")

  expect([code, JSON.parse(stdout)]).toEqual([0, {
    run: "<run>",
    pipeline: "words",
    format: "md",
    files: ["words-report/paper.md", "words-report/figures/bars.svg"]
  }])
  const text = read("words-report", "paper.md")
  expect(text).toContain("As Figure 1 shows \\[1\\].")
  expect(text).toContain("![Bars](figures/bars.svg)")
  expect(text).not.toContain("Lost")
  expect(text).toContain("pipeline run words --seed 1\npipeline report words --format md")
  expect(read("words-report", "figures", "bars.svg")).toBe(svg)
})

it("what somebody wrote into a paper is not written over unasked, and the same run gives the same bytes", () => {
  expect(report("words", "--format", "md", "-o", "twice").code).toBe(0)
  const before = read("twice", "paper.md")
  expect(report("words", "--format", "md", "-o", "twice").code).toBe(0) // the same may stand
  fs.appendFileSync(path.join(studio.root, "twice", "paper.md"), "my own words")

  const { code, stderr } = report("words", "--format", "md", "-o", "twice")

  expect([code, stderr]).toEqual([
    2,
    "error[exists]: twice/paper.md is there already and differs.\n" +
    "   hint: -o takes another folder; --force writes over what differs\n"
  ])
  expect(read("twice", "paper.md")).toBe(`${before}my own words`)
})

it("a report becomes LaTeX that cites, refers and compiles, with its figures as PNG", () => {
  const { code, stderr } = report("words", "--format", "latex", "-o", "tex")

  expect(code).toBe(0)
  expect(stderr).toContain("in tex: pdflatex paper && bibtex paper")
  expect(faultsOf(read("tex", "paper.tex"), read("tex", "references.bib"))).toEqual([])
  expect(read("tex", "paper.tex")).toContain("{figures/bars.png}")
  expect(fs.readFileSync(path.join(studio.root, "tex", "figures", "bars.png")).subarray(1, 4).toString()).toBe("PNG")
})

it("without Chromium there is no PDF, and a word on what to do", () => {
  expect(studio.program(["report", "words", "--format", "pdf"], { PUPPETEER_EXECUTABLE_PATH: "/none" }).stderr).toBe(
    "error[no-chromium]: --format pdf is printed by Chromium, and there is none here.\n" +
      "   --format pdf\n" +
      "            ^^^\n" +
      "   hint: install it, or set PUPPETEER_EXECUTABLE_PATH=<file>\n" +
      "         or open the page of --format html in any browser and print it; --format latex needs no browser\n"
  )
})
