import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Studio } from "./studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.write(
    "pipelines/choosing.ts",
    `import * as Param from "@src/dataflow/dsl/param.ts"
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { numbers } from "../nodes/make/numbers.ts"
import { train } from "../nodes/train/train.ts"
export default Pipeline.gen("choosing", { seed: 7, params: { start: Param.count }, defaults: { start: 2 } },
  function*(_, { start }) {
    const { n } = yield* numbers({}, { start })
    const many = yield* Pipeline.read(n)
    let last = n
    for (let i = 1; i <= many; i++) {
      last = (yield* train.as(\`train-\${i}\`)({ n: last }, { beta: i, epochs: 1, fails: false, sleepMs: 0 })).loss
    }
    return { last }
  })
`
  )
})
afterAll(() => studio[Symbol.dispose]())

describe("a pipeline that decides on the way", () => {
  it("says so before it ran: in the plan, the status, and the graph", () => {
    expect(studio.pipeline(["run", "choosing", "--dry-run"]).stdout).toMatchInlineSnapshot(`
      "would run 1 of 1 nodes, and whatever numbers.n decides
        numbers   never ran
      with pipeline.start = 2
      "
    `)
    expect(studio.pipeline(["status", "choosing"]).stdout).toMatchInlineSnapshot(`
      "choosing  1 node: 1 missing, and whatever numbers.n decides
      ○ numbers  missing  never ran
      "
    `)
    expect(studio.pipeline(["graph", "choosing"]).stdout).toMatchInlineSnapshot(`
      "□  numbers               make  missing
      ○  decided by numbers.n        pending
      "
    `)
    studio.pipeline(["export", "dvc", "choosing"])
    expect(fs.readFileSync(path.join(studio.root, "dvc/choosing/dvc.yaml"), "utf8")).toContain(
      "# and whatever numbers.n decides: run choosing, then export again"
    )
  })

  it("says on the way what was decided, and is whole and up to date afterwards", () => {
    const ran = studio.pipeline(["run", "choosing", "--progress", "plain"])
    const again = studio.pipeline(["run", "choosing"])

    expect(ran.stderr).toMatch(/ {4}numbers\.n decided 2 nodes\n/)
    expect(ran.stdout).toMatch(/\(3 ran, 0 cached\)/)
    expect(again.stdout).toMatch(/^✓ choosing up to date in 0\.0s {2}\(0 ran, 3 cached\)/)
    expect(studio.pipeline(["status", "choosing"]).stdout).toContain("3 nodes: 3 fresh\n")
  })

  it("shows and explains its own parameters, and takes them from --set and --grid", () => {
    expect(studio.pipeline(["show", "choosing", "pipeline", "--set", "pipeline.start=3"]).stdout)
      .toMatchInlineSnapshot(`
        "choosing  pipelines/choosing.ts, seed 7
        parameters
          start  3  --set
        "
      `)
    expect(studio.pipeline(["why", "choosing", "numbers", "--set", "pipeline.start=3"]).stdout).toContain(
      "  with pipeline.start = 3\n"
    )
    const swept = studio.pipeline(["sweep", "choosing", "--grid", "pipeline.start=1,3", "--json", "--progress", "none"])
    expect(JSON.parse(swept.stdout).trials.map(({ ran }: { readonly ran: number }) => ran)).toEqual([2, 4])
  })

  it("names a parameter it does not have, with the nearest", () => {
    expect(studio.pipeline(["run", "choosing", "--set", "pipeline.stat=3"]).stderr).toMatchInlineSnapshot(`
      "error[unknown-param]: Pipeline "choosing" has no parameter "stat".
         --set pipeline.stat=3
                        ^^^^ did you mean "start"?
         hint: pipeline show choosing pipeline   lists its parameters
      "
    `)
  })

  it("is written as GraphML and GEXF", () => {
    studio.pipeline(["graph", "choosing", "-o", "g.graphml", "-q"])
    studio.pipeline(["graph", "choosing", "-o", "g.gexf", "-q"])

    expect(fs.readFileSync(path.join(studio.root, "g.graphml"), "utf8")).toContain("<node id=\"train-2\">")
    expect(fs.readFileSync(path.join(studio.root, "g.gexf"), "utf8")).toContain("label=\"train-2\"")
  })
})
