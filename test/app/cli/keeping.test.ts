import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { parseAge, parseSize } from "../../../src/app/cli/amounts.ts"
import { tagProblem } from "../../../src/app/cli/run-marks.ts"
import { reopen } from "../../dataflow/store/temporary-store.ts"
import { Studio } from "./studio.ts"

let studio: Studio
const pipeline = (...args: ReadonlyArray<string>) => studio.pipeline(args)
const ids = () => reopen(path.join(studio.root, "cache")).runs().map(({ run }) => run) // not masked

beforeAll(() => {
  studio = new Studio()
  studio.write(
    "nodes/draw.ts",
    `import * as Schema from "effect/Schema"
import { figure, Node } from "@src/dataflow/index.ts"
export const draw = /*#__PURE__*/ Node.fn("draw", {
  params: { colour: Schema.String },
  outputs: { charts: figure },
  run: ({ params, report }) => {
    report.metric("brightness", { value: params.colour.length, better: "higher" })
    const svg = (inner) => \`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>\${inner}</svg>\`
    return { charts: { "same.svg": svg(""), "<b>bold.svg": svg(params.colour) } }
  }
})
`
  )
  studio.write(
    "pipelines/p.ts",
    `import { Pipeline } from "@src/dataflow/index.ts"
import { draw } from "../nodes/draw.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { charts } = yield* draw({}, { colour: "red" })
  return { charts }
})
`
  )
  pipeline("run", "p", "--progress", "none")
  pipeline("run", "p", "--progress", "none", "--set", "draw.colour=</script><script>alert(2)</script>")
  pipeline("run", "p", "--progress", "none", "--set", "draw.colour=green")
}, 60_000)
afterAll(() => studio[Symbol.dispose]())

describe("a run that is marked", () => {
  it("answers to its tag wherever a run is named, says its notes, and outlives a collection", () => {
    const [first, second] = ids() as [string, string]
    expect(studio.program(["tag", first.slice(0, 6), "best", "paper"]).stdout).toBe("run <run> of p: best, paper\n")
    expect(studio.program(["note", "best", "red \u001b[31mis\u001b[0m it"]).stdout).toContain(
      "red \\x1b[31mis\\x1b[0m it"
    )
    expect(studio.program(["pin", second]).code).toBe(0)

    const shown = pipeline("show", "best").stdout
    const listed = JSON.parse(pipeline("runs", "--where", "tag=paper", "--json").stdout)
    const lines = pipeline("gc", "--keep", "1", "--dry-run").stdout

    expect(shown).toMatch(/^ {2}tags +best, paper$/m)
    expect(shown).toMatch(/^ {2}machine +linux \w+, \d+ cores?/m)
    expect(shown).toMatch(/^notes\n {2}\d{4}-\d\d-\d\d {2}red \\x1b\[31mis/m)
    expect(listed).toMatchObject([{ tags: ["best", "paper"], overrides: {}, machine: { os: "linux" } }])
    expect(lines).toMatch(/^would free 0 B: 0 objects, 0 actions, 0 runs$/m)
  })

  it("is lost otherwise, which a dry run tells beforehand", () => {
    const [, second] = ids() as [string, string]
    studio.program(["unpin", second])

    const told = pipeline("gc", "--keep", "1", "--dry-run")
    const { lost } = JSON.parse(pipeline("gc", "--keep", "1", "--dry-run", "--json").stdout)

    expect(told.stdout).toMatch(/^node +runs +needs +alone\n {2}draw +1 /m)
    expect(told.stdout).toMatch(new RegExp(`^✓ ${second.slice(0, 6)} {2}p `, "m"))
    expect(lost).toHaveLength(1)
    expect(ids()).toHaveLength(3)
  })
})

describe("pipeline restore", () => {
  it("lays a tagged run out again, and says what is gone and what makes it again", () => {
    const to = path.join(studio.root, "out")
    const restored = studio.program(["restore", "best", "--to", "out"])
    const store = reopen(path.join(studio.root, "cache"))
    const { charts } = store.runs()[0]!.steps["draw"]!.outputs
    fs.rmSync(store.objectPath(charts!))

    expect(restored.stdout).toBe("✓ 1 artifact of run <run> in out: 2 files\n")
    expect(fs.readdirSync(path.join(to, "draw", "charts")).sort()).toEqual(["<b>bold.svg", "same.svg"])
    expect(fs.readFileSync(path.join(to, "draw", "charts", "<b>bold.svg"), "utf8")).toContain("red</svg>")
    const gone = pipeline("restore", "best", "--to", "elsewhere")
    expect(gone.code).toBe(1)
    expect(gone.stderr).toMatch(/1 artifact cannot be laid out:\n {4}draw\.charts {2}no longer in the cache\n/)
    expect(gone.stderr).toContain("hint: pipeline run p --seed 1\n         makes it again")
  })
})

describe("pipeline plots diff", () => {
  it("tells which figures changed, and shows them side by side in a page that runs nothing of theirs", () => {
    const [, second, third] = ids() as [string, string, string]

    const { stdout } = studio.program(["plots", "diff", second, third, "-o", "diff.html"])
    const page = fs.readFileSync(path.join(studio.root, "diff.html"), "utf8")

    expect(stdout).toBe(
      "changed  draw.charts/<b>bold\nsame     draw.charts/same\n1 figure changed, 1 is the same\n"
    )
    expect(page).not.toMatch(/<script|<b>bold/)
    expect(page.match(/src="(?!data:)|href=|url\((?!data:)/g)).toBeNull()
    expect(page.match(/<img /g)).toHaveLength(4) // each side, and both over one another
    const [, image] = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(page)!
    expect(Buffer.from(image!, "base64").toString()).toContain("alert(2)") // as an image, where no script runs
  })
})

it.each([
  ["30d", 30 * 24 * 3600_000],
  ["1.5h", 5_400_000],
  ["2 w", 14 * 24 * 3600_000],
  ["30", undefined],
  ["-1d", undefined],
  ["1m", undefined] // a minute or a month
])("an age of %s is %s milliseconds", (text, expected) => {
  expect(parseAge(text)).toBe(expected)
})

it.each([
  ["20GB", 20e9],
  ["1.5 GiB", 1.5 * 1024 ** 3],
  ["500m", 500e6],
  ["100", 100],
  ["1 iB", undefined],
  ["x", undefined]
])("a size of %s is %s bytes", (text, expected) => {
  expect(parseSize(text)).toBe(expected)
})

it.each([
  ["best-of_2026.1", undefined],
  ["日本", undefined],
  ["last", "stands for the latest run"],
  ["easy", "is the name of a pipeline"],
  ["2f91c0", "could be the beginning of a run's id"],
  ["-x", "is no tag"],
  ["a b", "is no tag"],
  ["a\u001b[31m", "is no tag"],
  ["../x", "is no tag"]
])("the word %j as a tag: %s", (word, problem) => {
  const said = tagProblem(word, ["easy"])

  expect(problem === undefined ? said : said?.startsWith(problem)).toBe(problem === undefined ? undefined : true)
})
