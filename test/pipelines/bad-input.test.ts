import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readTable } from "../../src/format/parquet.ts"
import { EasyRuns, quick } from "./easy-runs.ts"

const columns = Array.from({ length: 10 }, (_, j) => `f${j}`)

interface Given {
  readonly tracks: number
  readonly cell: (i: number, j: number) => number | string
  readonly label: ((i: number) => string) | null
}

/** A table of features as a user has it. */
const csv = ({ cell, label, tracks }: Given): string => {
  const rows = Array.from({ length: tracks }, (_, i) => [
    `song${i}`,
    ...columns.map((_, j) => cell(i, j)),
    ...(label === null ? [] : [label(i)])
  ])
  const header = ["filename", ...columns, ...(label === null ? [] : ["label"])]
  return [header, ...rows].map((row) => row.join(",")).join("\n") + "\n"
}

const spread = (i: number, j: number): number => Math.sin(1 + i * (j + 3)) + 3 * (i % 3)
const twoGenres = (i: number): string => i % 2 ? "pop" : "rock"

const runnable: Readonly<Record<string, Given>> = {
  constant: { tracks: 30, cell: () => 7, label: twoGenres },
  // half of the tracks twice, one column the same everywhere, every fifth label missing, one genre
  repeated: { tracks: 30, cell: (i, j) => j === 2 ? 7 : spread(i % 15, j), label: (i) => i % 5 ? "pop" : "" },
  // ever farther from each other: whatever is near, most is noise
  scattered: { tracks: 30, cell: (i, j) => 1.8 ** i * (j + 1) * (i % 2 ? 1 : -1), label: null }
}

const refused: Readonly<Record<string, Given>> = {
  three: { tracks: 3, cell: spread, label: twoGenres },
  one: { tracks: 1, cell: spread, label: twoGenres },
  none: { tracks: 0, cell: spread, label: twoGenres },
  "not-a-number": { tracks: 30, cell: (i, j) => i % 3 === 1 && j === 1 ? "NaN" : spread(i, j), label: twoGenres },
  infinite: { tracks: 30, cell: (i, j) => i % 3 === 1 && j === 1 ? "inf" : spread(i, j), label: twoGenres },
  empty: { tracks: 30, cell: (i, j) => i % 3 === 1 && j === 1 ? "" : spread(i, j), label: twoGenres }
}

type Run = Awaited<ReturnType<EasyRuns["runOf"]>>

/** What one run of Medium left behind. */
interface Outcome {
  readonly failures: ReadonlyArray<string>
  readonly report: string
  readonly page: string
  readonly ranking: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly unlabelled: ReadonlyArray<Readonly<Record<string, unknown>>>
}

let runs: EasyRuns
const outcomes: Record<string, Outcome> = {}
const failuresOf = ({ failures }: Run): ReadonlyArray<string> =>
  failures.map(({ failure: { hint, message, tag }, node }) => `${node}: ${tag}: ${message} ${hint ?? ""}`)

const runMedium = async (name: string, given: Given): Promise<Run> => {
  const data = path.join(runs.folder, `${name}.csv`)
  fs.writeFileSync(data, csv(given))
  const steps = (await runs.load("medium", data)).steps
  return runs.runOf("medium", { data, set: quick(steps) })
}

beforeAll(async () => {
  runs = new EasyRuns()
  for (const [name, given] of Object.entries(runnable)) {
    const run = await runMedium(name, given)
    const text = (file: string) => fs.readFileSync(runs.artifact(file, `medium@${name}`), "utf8")
    outcomes[name] = {
      failures: failuresOf(run),
      report: text("report.md"),
      page: text("report.html"),
      ranking: await readTable(runs.artifact("rank-methods/ranking.parquet", `medium@${name}`)),
      unlabelled: await readTable(runs.artifact("rank-unlabelled/ranking.parquet", `medium@${name}`))
    }
  }
}, 300_000)
afterAll(() => runs[Symbol.dispose]())

/** A page without its scripts, styles and tags. */
const wordsOf = (page: string): string =>
  page.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, " ").replaceAll(/<[^>]*>/g, " ")

describe.each(Object.keys(runnable))("Medium on bad tracks: %s", (name) => {
  it("comes to its end", () => {
    expect(outcomes[name]!.failures).toEqual([])
  })

  it("shows nothing undefined as if it were a number", () => {
    const { page, report } = outcomes[name]!

    expect(report).not.toMatch(/\bNaN\b|Infinity|∞|\bundefined\b/)
    expect(wordsOf(page)).not.toMatch(/\bNaN\b|Infinity|∞|\bundefined\b/)
  })
})

describe("the report of Medium", () => {
  it("has no space of lyrics where the data can hold none", () => {
    const spaces = outcomes["repeated"]!.unlabelled.map(({ space }) => space)

    expect(new Set(spaces)).toEqual(new Set(["PCA", "VAE"]))
    expect(outcomes["repeated"]!.report).toContain("No track has lyrics, so everything here is about audio alone")
  })

  it("ranks no method where all tracks are the same, and names the columns that are", () => {
    const { ranking, report, unlabelled } = outcomes["constant"]!

    expect(new Set([...ranking, ...unlabelled].map(({ rank, reason }) => `${String(rank)}: ${String(reason)}`)))
      .toEqual(new Set(["null: no clusters: all 30 tracks are in one"]))
    expect(report).toContain(`| column "f0" | is the same in every row |`)
    expect(report).toContain("No clustering here can be scored.")
  })

  it("ranks by separation where labels name one class, and says what is empty or constant", () => {
    const { ranking, report, unlabelled } = outcomes["repeated"]!

    expect(new Set(ranking.map(({ reason }) => reason))).toEqual(new Set([`all tracks have one label, "pop"`]))
    expect(unlabelled[0]).toMatchObject({ rank: 1, reason: null })
    expect(report).toContain(`| column "f2" | is the same in every row |`)
    expect(report).toContain(`| column "label" | is empty in 6 of 30 rows |`)
    expect(report).toMatch(/The best silhouette in features is/)
    expect(report).toContain(`All labels they carry are "pop", so agreement with labels is not measured`)
  })

  it("does not rank density that finds one cluster in noise", () => {
    const { report, unlabelled } = outcomes["scattered"]!

    const density = unlabelled.filter(({ method }) => method === "DBSCAN")
    expect(density.length).toBeGreaterThan(0)
    expect(density.every(({ rank, reason }) => rank === null && String(reason).startsWith("no clusters"))).toBe(
      true
    )
    expect(report).toContain("They carry no labels, so agreement with labels is not measured")
  })
})

describe("Medium stops with what is wrong, where, and what next", () => {
  const failing = async (name: string) => failuresOf(await runMedium(name, refused[name]!))

  it.each([
    ["none", "none.csv: there are no rows below the header. add a row per track"],
    ["not-a-number", `columns "f1" (10); the first is line 3, where column "f1" holds "NaN", no finite number`],
    ["infinite", `columns "f1" (10); the first is line 3, where column "f1" holds "inf", no finite number`],
    [
      "empty",
      `10 of 30 rows lack a number (at most 25 % may): columns "f1" (10); the first is line 3, where column "f1" is empty`
    ]
  ])("on a table that cannot be read: %s", async (name, words) => {
    const failures = await failing(name)

    expect(failures).toHaveLength(1)
    expect(failures[0]).toContain(words)
  })

  it("on a folder whose files are no audio", async () => {
    const folder = path.join(runs.folder, "not-audio")
    fs.mkdirSync(folder)
    for (let i = 0; i < 12; i++) fs.writeFileSync(path.join(folder, `a${i}.wav`), "no sound")

    const run = await runs.runOf("medium", { data: folder, set: {} })

    expect(failuresOf(run)).toEqual([
      "standardize: NothingToScale: No track could be measured, so there are no features to scale. " +
      "files that were set aside are named with their reasons; give audio that can be decoded"
    ])
    expect(run.setAside).toHaveLength(12)
  })

  it("on tracks that are too few for what was asked", async () => {
    const three = await failing("three")
    const one = await failing("one")

    expect(three).toEqual([
      "read-feature-table: TooFewTracks: three.csv has 3 tracks that can be used; this pipeline needs at least 12. " +
      "give at least 12, or start from pipeline easy"
    ])
    expect(one).toHaveLength(1)
    expect(one[0]).toContain("one.csv has 1 track that can be used")
  })
})
