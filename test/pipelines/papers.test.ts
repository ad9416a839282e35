import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { knownPipelines } from "./known-pipelines.ts"
import { faultsOf, placedItems } from "./places.ts"

const docs = path.join(import.meta.dirname, "..", "..", "docs")
const read = (file: string) => fs.readFileSync(path.join(docs, file), "utf8")

const table = (rows: ReadonlyArray<string>): string =>
  ["### studies/gtzan-table (somebody)", "", "| item | where here | verdict |", "|---|---|---|", ...rows, ""].join("\n")

describe("a page that says where things are", () => {
  it("may name steps, their ports, figures and the report of the study of its heading", () => {
    const page = table([
      "| models | `step train-ae`, `step train-ae/model`, `report` | same |",
      "| maps | `figures/tsne-by-cluster`, `figures/training-vae16-β-1` | same |",
      "| another's | `easy: step train/model` | same |"
    ])

    expect(placedItems(page)).toHaveLength(3)
    expect(faultsOf(page, knownPipelines)).toEqual([])
  })

  it("is at fault by every place that no plan has", () => {
    const page = table([
      "| model | `step train-ae/weights` | same |",
      "| map | `figures/tsne-by-mood.svg` | same |",
      "| file | `tables/easy_task_results.csv` | same |",
      "| other | `studies/none: report` | same |",
      "| typo | `train-ae` | same |"
    ])

    expect(faultsOf(page, knownPipelines)).toEqual([
      "\"model\" is said to be at `step train-ae/weights` of studies/gtzan-table, which its plan does not have",
      "\"map\" is said to be at `figures/tsne-by-mood.svg` of studies/gtzan-table, which its plan does not have",
      "\"file\" is said to be at `tables/easy_task_results.csv` of studies/gtzan-table, which its plan does not have",
      "\"other\" is said to be at `studies/none: report`, of no known pipeline",
      "\"typo\" is said to be at `train-ae` of studies/gtzan-table, which its plan does not have"
    ])
  })

  it("may leave a place out only where it says why the thing cannot be", () => {
    const page = table(["| audio | – | cannot be: it was never published |", "| map | – | differs |"])

    expect(faultsOf(page, knownPipelines)).toEqual(["\"map\" is nowhere, and its verdict does not say why"])
  })
})

const systems = [
  "studies/synthetic-vae",
  "studies/mfcc-tiled-lyrics",
  "studies/fma-whisper",
  "studies/four-mula",
  "studies/language-balance"
]

describe("docs/papers.md", () => {
  it("tells of each of the five systems where all that it has is here", () => {
    const described = new Set(placedItems(read("papers.md")).map(({ section }) => section))

    expect(systems.filter((system) => !described.has(system))).toEqual([])
  })

  it("names only steps, figures and tables that the plans of the studies have", () => {
    expect(faultsOf(read("papers.md"), knownPipelines)).toEqual([])
  })
})

describe("docs/course.md", () => {
  const page = read("course.md")

  it("names only steps, figures and tables that the plans have", () => {
    expect(faultsOf(page, knownPipelines)).toEqual([])
  })

  it("answers every requirement of the three tasks", () => {
    const answered = page.split(/^## /m).slice(1).map((chapter) =>
      [chapter.split("\n")[0], placedItems(chapter).length] as const
    )

    expect(answered.slice(0, 3)).toEqual([["Easy", 5], ["Medium", 5], ["Hard", 9]])
  })
})
