import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, expect, it } from "vitest"
import { SerialRig } from "../dataflow/rig.ts"

/** All that a project needs to have its say in a report: one file. */
const longTitles = `
import { Node, table } from "@src/dataflow/index.ts"
import { section } from "@src/../nodes/row/section.ts"
import { Track } from "@src/../nodes/row/track.ts"

export const longTitles = /*#__PURE__*/ Node.fn("long-titles", {
  labels: "evaluates",
  inputs: { tracks: table(Track) },
  outputs: { section },
  run: ({ inputs }) => {
    const lengths = inputs.tracks.map(({ title }) => title.length)
    const rows = inputs.tracks.map(({ id, title }) => [id, title.length])
    const length = { field: "length", type: "quantitative" }
    return {
      section: {
        id: "titles",
        chapter: "data",
        title: "Titles",
        finding: \`The longest title has \${Math.max(...lengths)} letters.\`,
        blocks: [
          { kind: "table", columns: ["track", "letters"], rows, digits: 0 },
          {
            kind: "chart",
            title: "Lengths",
            caption: "Letters per title.",
            spec: { data: { values: lengths.map((length) => ({ length })) }, mark: "tick", encoding: { x: length } }
          }
        ]
      }
    }
  }
})
`

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { gatherFigures } from "@src/../nodes/report/gather-figures.ts"
import { studyPage } from "@src/../nodes/study/study-page.ts"
import { givenRanking, givenTracks } from "@src/../test/nodes/rows-as-nodes.ts"
import { longTitles } from "../nodes/long-titles.ts"

export default Pipeline.gen("p", { seed: 5 }, function*() {
  const { tracks } = yield* givenTracks({}, { vectors: [[1], [2]], labels: ["a", "b"], lyrics: [] })
  const { ranking } = yield* givenRanking({}, {})
  const { figures } = yield* gatherFigures({ figures: [] }, { names: [] })
  const first = yield* longTitles({ tracks }, {})
  const more = 1 > 2 ? [(yield* longTitles.as("again")({ tracks }, {})).section] : []
  const { report } = yield* studyPage(
    { tracks, ranking, published: [], collapse: [], figures, csv: [], sections: [first.section, ...more] },
    {
      source: "two songs", labelName: "genre", by: { metric: "ARI", against: "genre" }, baselines: ["PCA"],
      models: [], tables: [], charts: [], notes: []
    }
  )
  return { report }
})
`

const rig = new SerialRig({ "nodes/long-titles.ts": longTitles, "pipelines/p.ts": pipeline })
fs.cpSync("assets", path.join(rig.root, "assets"), { recursive: true }) // an installed package brings them along
afterAll(() => rig[Symbol.dispose]())

const written = (file: string): string => fs.readFileSync(path.join(rig.root, "artifacts/p", file), "utf8")

it("a project's own node puts a section into its chapter of the page, the Markdown and the figures", async () => {
  const { failed } = await rig.run()

  expect(failed).toEqual([])
  const page = written("report.html")
  const chapter = page.slice(page.indexOf("data-chapter=\"data\""), page.indexOf("data-chapter=\"making\""))

  expect(chapter).toContain("<h3>Titles</h3><p>The longest title has 6 letters.</p>")
  expect(chapter).toContain("<tr><td>track0</td><td class=\"number\" data-value=\"6\">6</td></tr>")
  expect(chapter).toContain("<figure id=\"figure-section-titles-2\"")
  expect(written("report.md")).toContain("### Titles\n\nThe longest title has 6 letters.\n\n| track | letters |")
  expect(written("figures/section-titles-2.svg")).toMatch(/^<svg/)
  expect(written("figures/section-titles-2.csv")).toBe("length\n6\n6\n")
  expect(JSON.parse(written("figures/section-titles-2.vl.json"))).toMatchObject({ mark: "tick" })
  expect(fs.readFileSync(path.join(rig.root, "artifacts/p/figures/section-titles-2.png")).subarray(1, 4).toString())
    .toBe("PNG")
  expect(written("figures/dag.svg")).toContain("<style data-letters=\"\">@font-face{font-family:\"Inter\"")
  expect(page).not.toContain("data-letters")
  expect(written("figures/dag.csv")).toContain("long-titles,study-page,")
})

it("another sentence makes the page again, and nothing before the section", async () => {
  rig.edit("nodes/long-titles.ts", "The longest title has", "Titles have up to")

  const { ran } = await rig.run()

  expect(ran).toEqual(["long-titles", "study-page"])
  expect(written("report.html")).toContain("Titles have up to 6 letters.")
})

it("two sections with one id are refused by that id, and a section in no chapter by its node", async () => {
  rig.edit("pipelines/p.ts", "1 > 2", "1 < 2")
  const alike = await rig.run()
  rig.edit("pipelines/p.ts", "1 < 2", "1 > 2")
  rig.edit("nodes/long-titles.ts", "chapter: \"data\"", "chapter: \"appendix\"")
  const nowhere = await rig.run()

  expect(alike.failed).toEqual(["study-page"])
  expect(JSON.stringify(alike.events)).toContain("Two sections have the id \\\"titles\\\"")
  expect(nowhere.failed).toEqual(["long-titles"])
})
