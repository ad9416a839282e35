import * as Effect from "effect/Effect"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { chooseRuns } from "../../../src/app/cli/choose-runs.ts"
import { dataLabels } from "../../../src/app/cli/data-labels.ts"
import { runFields } from "../../../src/app/cli/run-fields.ts"
import { allMarks } from "../../../src/app/cli/run-marks.ts"
import { wordsProject } from "../../dataflow/run/words-project.ts"
import { reopen } from "../../dataflow/store/temporary-store.ts"
import { Studio } from "./studio.ts"

let studio: Studio
const said: Record<string, string> = {}
const pipeline = (...args: ReadonlyArray<string>) => studio.pipeline(args)

beforeAll(() => {
  studio = new Studio()
  for (const [file, content] of Object.entries(wordsProject)) studio.write(file, content)
  const run = (name: string, ...args: ReadonlyArray<string>) => {
    const { stderr, stdout } = pipeline("run", "p", "--progress", "none", ...args)
    said[name] = stdout + stderr
  }
  run("first", "--data", "a/songs")
  run("other", "--data", "b/songs")
  run("failed", "--data", "bad.v1.txt")
  run("again", "--data", "a/songs", "--set", "longest.atLeast=9")
  run("part", "--data", "a/songs", "--until", "longest", "--set", "longest.atLeast=4")
}, 60_000)
afterAll(() => studio[Symbol.dispose]())

describe("the summary of a run", () => {
  it("compares with the last whole run on the same data, and with no other", () => {
    expect(said["other"]).not.toContain("vs run")
    expect(said["again"]).toContain("letters 9.000  ▲ +5.000    vs run <run>")
    expect(said["part"]).not.toContain("vs run")
  })

  it("points at the report it made, in the folder of its data, and at no other", () => {
    expect(said["first"]).toContain("report   artifacts/p@songs/report.html")
    expect(said["other"]).toMatch(/report {3}artifacts\/p@songs-[0-9a-f]{6}\/report\.html/)
    expect(said["failed"]).toContain("full log: artifacts/p@bad.v1/<run>/longest.log")
    expect(said["part"]).toContain("✓ p 2 of 3 nodes up to date")
    expect(said["part"]).not.toContain("report")
  })
})

describe("pipeline runs", () => {
  it("shows how each ended, on which data, and what it reached and scored", () => {
    const lines = pipeline("runs", "p").stdout.trimEnd().split("\n").map((line) => line.replaceAll(/ {2,}/g, "  "))

    // age and duration are the clock's
    expect(lines.map((line) => line.replace(/(?:now|\d+m) {2}\S+ {2}/, "").replace(/ [0-9a-f]{6} /, " <run> ")))
      .toEqual([
        "  run  data  age  took  nodes",
        "◐ <run>  a/songs  2/3  until longest  longest.atLeast=4",
        "✓ <run>  a/songs  3/3  longest.atLeast=9  letters 9.000",
        "✗ <run>  bad.v1  1/3  failed at longest",
        "✓ <run>  b/songs  3/3  letters 7.000",
        "✓ <run>  a/songs  3/3  letters 4.000"
      ])
  })

  it("keeps all of a run for --json, and most for --wide", () => {
    const [part, again, failed] = JSON.parse(pipeline("runs", "--json").stdout)
    const [header, ...lines] = pipeline("runs", "--wide").stdout.split("\n")

    expect(part).toMatchObject({ status: "partial", selection: { targets: ["longest"] } })
    expect(again).toMatchObject({ overrides: { "longest.atLeast": "9" }, metrics: { letters: { value: 9 } } })
    expect(failed).toMatchObject({ status: "failed", metrics: {}, dataset: { name: "bad.v1" } })
    expect(header).toMatch(/finished +took +nodes +seed +commit +status +marks +set +scores$/)
    expect(lines[0]).toContain("partial: until longest")
  })
})

describe("what a pipeline's name stands for", () => {
  it("is its latest whole run, with a word about a later one", () => {
    const { stderr, stdout } = pipeline("show", "p")

    expect(stdout).toMatch(/^✓ run <run> {2}p\n {2}status +succeeded\n {2}data +songs .*a\/songs\n/)
    expect(stdout).toContain("asked     --set longest.atLeast=9")
    expect(stderr).toContain("note: a later run went until longest only")
  })

  it("is the latest run on the data that is named, or says which there are", () => {
    expect(pipeline("show", "p", "--data", "bad.v1").stdout).toContain("status    failed at longest")
    expect(pipeline("show", "p", "longest", "--data", "bad.v1.txt").stdout).toContain("a word that fails")
    expect(pipeline("metrics", "show", "p", "--data", "b/songs").stdout).toContain("7.000")
    expect(pipeline("metrics", "show", "p", "--data", "a/sogns").stderr).toContain(`did you mean "a/songs"?`)
    expect(pipeline("show", "p", "--data", "songs").stderr).toContain(
      "error[ambiguous-data]: \"songs\" names several data sets.\n   --data songs\n          ^^^^^\n" +
        "   hint: give one of --data a/songs, --data b/songs, or its path"
    )
  })

  it("is nothing to assign by where no run was whole", () => {
    expect(pipeline("assign", "p", "x.wav", "--data", "bad.v1").stderr).toContain(
      `Pipeline "p" has no whole run to go by; run <run> failed at longest.`
    )
  })
})

describe("asking the history", () => {
  /** The runs that a choice leaves, each told by what it was. */
  const told = (where: ReadonlyArray<string>, sort?: string, limit?: number): ReadonlyArray<string> => {
    const store = reopen(path.join(studio.root, "cache"))
    const runs = store.runs()
    const chosen = chooseRuns(runs.toReversed(), runFields(store, dataLabels(runs), allMarks(store)), {
      where,
      sort,
      limit
    })
    return Effect.runSync(chosen).map(({ dataset, overrides, status }) =>
      [status, dataset!.name, ...Object.values(overrides ?? {})].join(" ")
    )
  }
  const ids = () => reopen(path.join(studio.root, "cache")).runs().map(({ run }) => run) // not masked
  const [part, again, failed, other, first] = [
    "partial songs 4",
    "succeeded songs 9",
    "failed bad.v1",
    "succeeded songs",
    "succeeded songs"
  ]

  it("filters by facts, parameters and metrics, and sorts the best first", () => {
    expect(told([])).toEqual([part, again, failed, other, first])
    expect(told(["longest.atLeast=9"])).toEqual([again])
    expect(told(["status=succeeded", "letters>4"])).toEqual([again, other])
    expect(told(["status!=succeeded"])).toEqual([part, failed])
    expect(told(["data=b/songs"])).toEqual([other])
    expect(told([`run=${ids()[3]!.slice(0, 6)}`])).toEqual([again])
    expect(told([], "letters")).toEqual([again, other, part, first, failed])
    expect(told([], "letters", 1)).toEqual([again])
  })

  it("shows the columns that are asked for, and knows what there is", () => {
    const { stdout } = pipeline("runs", "--where", "letters>0", "--columns", "data,longest.atLeast,letters")

    expect(stdout.trimEnd().split("\n").map((line) => line.trim().split(/ {2,}/).slice(1).join("|"))).toEqual([
      "data|longest.atLeast|letters",
      "a/songs|4|4",
      "a/songs|9|9",
      "b/songs|0|7",
      "a/songs|0|4"
    ])
    expect(pipeline("runs", "--sort", "leters").stderr).toContain(`did you mean "letters"?`)
    expect(pipeline("runs", "--where", "letters").stderr).toContain("error[invalid-where]")
    expect(pipeline("runs", "--where", "letters>100").stderr).toBe("none of 5 runs\n")
  })

  it("shows what two runs were given otherwise, and all that one was given", () => {
    const [one, two, , nine] = ids() as [string, string, string, string]

    expect(
      pipeline("params", "diff", one, nine).stdout.trimEnd().split("\n").slice(1).map((line) => line.split(/ {2,}/))
    )
      .toEqual([["longest.atLeast", "0", "9"]])
    expect(pipeline("params", "diff", one, two).stdout).toMatch(/\(data\) +a\/songs +b\/songs\n\(data digest\)/)
    expect(studio.program(["params", "show", nine]).stdout).toMatch(/^longest\.atLeast +9$/m)
    expect(JSON.parse(pipeline("params", "diff", one, nine, "--json").stdout).params).toEqual({
      "longest.atLeast": { from: 0, to: 9 }
    })
  })

  it("refuses to compare a number with what is none", () => {
    expect(pipeline("runs", "--where", "took>long").stderr).toContain(
      `"took" is a number of seconds, and "long" is none.`
    )
  })

  it("shows a node as a past run had it, and the command that repeats the run to the same bytes", () => {
    const nine = ids()[3]!

    const node = JSON.parse(pipeline("show", nine, "longest", "--json").stdout)
    const { stdout } = pipeline("show", nine, "--command")
    const [, ...args] = stdout.trim().split(" ")
    const repeated = pipeline(...args.map((word) => word.endsWith("a/songs") ? "a/songs" : word)) // the folder is masked
    const latest = JSON.parse(pipeline("show", "p", "longest", "--data", "a/songs", "--json").stdout)

    expect(node.params).toEqual({ atLeast: 9 })
    expect(stdout).toMatch(/^pipeline run p --data \S*a\/songs --seed 1 --set longest\.atLeast=9\n$/)
    expect(repeated.stdout).toContain("(0 ran, 3 cached")
    expect(latest.outputs).toEqual(node.outputs)
  })
})
