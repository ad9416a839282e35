import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"

const all = `import { json, Node, Param, Pipeline, Schema } from "@src/dataflow/index.ts"\n`

const pipeline = (name: string, seed: number) =>
  `${all}
import { draw } from "../nodes/draw.ts"
import { sum } from "../nodes/sum.ts"
export default Pipeline.gen("${name}", { seed: ${seed} }, function*() {
  const { n } = yield* draw({}, { from: 0, to: 9 })
  return yield* sum({ n }, { add: 1 })
})
`

const project = {
  "nodes/draw.ts": `${all}
export const draw = Node.fn("draw", {
  seeded: true,
  params: Schema.Struct({ from: Schema.Finite, to: Schema.Finite }),
  outputs: { n: json(Schema.Finite) },
  run: ({ params, seed }) => ({ n: params.from + (seed % 1000) / 1000 * (params.to - params.from) })
})
`,
  "nodes/sum.ts": `${all}
export const sum = Node.make("sum", {
  params: Schema.Struct({ add: Param.count }),
  inputs: { n: json(Schema.Finite) },
  outputs: { sum: json(Schema.Finite) },
  run: function*({ inputs, params }) {
    return { sum: (yield* inputs.n.value) + params.add }
  }
})
`,
  "pipelines/p.ts": pipeline("p", 1)
}

/** One project, which the tests change one after another. */
let rig: Rig
beforeAll(async () => {
  rig = new Rig(project)
  expect((await rig.run()).ran).toEqual(["draw", "sum"])
})
afterAll(() => rig[Symbol.dispose]())

describe("nothing runs", () => {
  it("where parameters are written in another order", async () => {
    rig.edit("pipelines/p.ts", "{ from: 0, to: 9 }", "{ to: 9, from: 0 }")

    expect((await rig.run()).ran).toEqual([])
  })

  it("where a file is added that nothing imports", async () => {
    rig.write("nodes/other.ts", project["nodes/sum.ts"].replace(`Node.make("sum"`, `Node.make("other"`))

    expect((await rig.run()).ran).toEqual([])
  })

  it("where a step that needs no seed is called otherwise", async () => {
    rig.edit("pipelines/p.ts", "yield* sum(", `yield* sum.as("total")(`)
    const renamed = await rig.run()

    expect(renamed.ran).toEqual([])
    expect(renamed.digests["total.sum"]).toBeDefined()
  })

  it("where another pipeline of the same seed places the same steps", async () => {
    rig.write("pipelines/q.ts", pipeline("q", 1))

    expect(await rig.run({ name: "q" })).toMatchObject({ ran: [], cached: ["draw", "sum"] })
  })

  it("where what was laid out in artifacts/ is gone, which is laid out again", async () => {
    const file = path.join(rig.project.artifactRoot, "p", "total", "sum.json")
    const before = fs.readFileSync(file, "utf8")
    fs.rmSync(rig.project.artifactRoot, { recursive: true })

    expect((await rig.run()).ran).toEqual([])
    expect(fs.readFileSync(file, "utf8")).toBe(before)
  })

  it("in a copy of the project, its cache with it", async () => {
    using copy = new Rig({ "pipelines/p.ts": "" })
    fs.cpSync(rig.root, copy.root, { recursive: true })

    expect((await copy.run()).ran).toEqual([])
  })

  it("in a project of its own that is given the cache of another clone", async () => {
    using clone = new Rig(project)
    fs.cpSync(rig.project.cacheRoot, clone.project.cacheRoot, { recursive: true })

    expect((await clone.run()).ran).toEqual([])
  })
})

describe("what runs", () => {
  it("is the seeded step and what reads it where the pipeline's seed is another", async () => {
    rig.edit("pipelines/p.ts", "{ seed: 1 }", "{ seed: 2 }")
    const { ran, reasons } = await rig.run()

    expect(ran).toEqual(["draw", "total"])
    expect(reasons["draw"]).toMatchObject([{ _tag: "SeedChanged" }])
  })

  it("is a seeded step that is called otherwise, for its seed comes from its name", async () => {
    rig.edit("pipelines/p.ts", "yield* draw(", `yield* draw.as("drawn")(`)

    expect((await rig.run()).ran).toEqual(["drawn", "total"])
  })

  it("is a node that is called otherwise", async () => {
    rig.edit("nodes/sum.ts", `Node.make("sum"`, `Node.make("sum-up"`)

    expect((await rig.run()).ran).toEqual(["total"])
  })
})

it("a node whose file moves to another folder does not run again", async () => {
  fs.mkdirSync(path.join(rig.root, "nodes", "deep"))
  rig.write("nodes/deep/sum.ts", project["nodes/sum.ts"].replace(`Node.make("sum"`, `Node.make("sum-up"`))
  fs.rmSync(path.join(rig.root, "nodes", "sum.ts"))
  rig.edit("pipelines/p.ts", "../nodes/sum.ts", "../nodes/deep/sum.ts")

  expect((await rig.run()).ran).toEqual([])
})

it("a step that fails may be called as members of objects are", async () => {
  rig.write(
    "nodes/fails.ts",
    `${all}
export const fails = Node.fn("constructor", {
  outputs: { n: json(Schema.Finite) },
  run: () => { throw new Error("as it should") }
})
`
  )
  rig.write(
    "pipelines/q.ts",
    `${all}
import { fails } from "../nodes/fails.ts"
export default Pipeline.gen("q", { seed: 1 }, function*() { return yield* fails({}) })
`
  )

  const { events } = await rig.run({ name: "q" })

  expect(events.flatMap((event) => event._tag === "NodeFailed" ? event.failure.message : [])).toEqual(["as it should"])
})
