/** Slips that a compiler would have told of, in projects that nobody compiled: refused before anything runs. */
import { describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"

const nodes = `import { json, many, Node, optional, Schema, table } from "@src/dataflow/index.ts"
const number = json(Schema.Finite)
export const one = Node.fn({ params: { x: Schema.Finite }, outputs: { y: number }, run: ({ params }) => ({ y: params.x }) })
export const list = Node.fn({ outputs: { rows: table({ i: Schema.Int }) }, run: () => ({ rows: [] }) })
export const sum = Node.fn({
  inputs: { all: many(number) }, outputs: { y: number },
  run: ({ inputs }) => ({ y: inputs.all.reduce((sum, each) => sum + each, 0) })
})
export const twice = Node.fn({
  inputs: { x: number, more: optional(number) }, outputs: { y: number },
  run: ({ inputs }) => ({ y: 2 * inputs.x + (inputs.more ?? 0) })
})
`

const refusal = async (body: string, options = "{ seed: 1 }", generator = "function*()"): Promise<string> => {
  using rig = new Rig({
    "nodes/n.ts": nodes,
    "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { list, one, sum, twice } from "../nodes/n.ts"
export default Pipeline.gen("p", ${options}, ${generator} { ${body} })
`
  })
  return await rig.load().then(() => "", (error: Error) => error.message)
}

const wired = (problem: string) => expect.stringContaining(`is wired wrongly: ${problem}.`) as string

describe("a wire is refused that", () => {
  it("is missing, or no output of a step", async () => {
    expect(await refusal("return yield* twice({})")).toEqual(wired(`"x" of its inputs is missing`))
    expect(await refusal("return yield* twice({ x: 3 })"))
      .toEqual(wired(`input "x" takes the output of a step, the number 3 is given`))
  })

  it("is of another kind, or is a list where one is asked for, or one where a list is", async () => {
    expect(await refusal("const { rows } = yield* list(); return yield* twice({ x: rows })"))
      .toEqual(wired(`input "x" takes json, "list.rows" is table`))
    expect(await refusal("const { y } = yield* one({}, { x: 1 }); return yield* twice({ x: [y] })"))
      .toEqual(wired(`input "x" takes one output, a list is given`))
    expect(await refusal("const { y } = yield* one({}, { x: 1 }); return yield* sum({ all: y })"))
      .toEqual(wired(`input "all" takes a list of outputs, one is given`))
  })
})

describe("a pipeline is refused that", () => {
  it("yields a step without the star, which would hand on nothing", async () => {
    expect(await refusal("const { y } = yield one({}, { x: 1 }); return { y }"))
      .toContain(`step "one" is yielded with yield, which hands on nothing; write yield*`)
  })

  it("returns nothing, or something else than outputs", async () => {
    expect(await refusal("yield* one({}, { x: 1 })")).toContain("the pipeline returns undefined; return the outputs")
    expect(await refusal("const { y } = yield* one({}, { x: 1 }); return { y, k: 3 }"))
      .toContain(`the pipeline returns the number 3 as "k", which is no output of a step`)
  })

  it("is no generator, or an async one", async () => {
    expect(await refusal("return {}", undefined, "() =>")).toContain("Pipeline.gen takes a function*")
    expect(await refusal("return {}", undefined, "async function*()")).toContain("Pipeline.gen takes a function*")
  })

  it("reads what was never placed, or cannot be read", async () => {
    expect(await refusal("yield* Pipeline.read(one({}, { x: 1 }).y)"))
      .toContain("Pipeline.read takes an output of a step, undefined is given; yield* the step first")
  })

  it("names a step so that no folder can be called after it", async () => {
    for (const [name, problem] of [["a/b", "holds a slash"], ["", "is empty"], ["..", "begins or ends oddly"]]) {
      expect(await refusal(`return yield* one.as("${name}")({}, { x: 1 })`)).toContain(`"${name}", which ${problem}.`)
    }
  })

  it("has ports that no file can be called after, or resources that nobody can give", async () => {
    const odd = async (options: string) => {
      using rig = new Rig({
        "nodes/odd.ts": `import { json, Node, Schema } from "@src/dataflow/index.ts"
export const odd = Node.fn("odd", { ${options}, run: () => ({}) })`,
        "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { odd } from "../nodes/odd.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() { return yield* odd() })`
      })
      return await rig.load().then(() => "", (error: Error) => error.message)
    }
    expect(await odd(`outputs: { "a.b": json(Schema.Int) }`)).toContain(`node "odd" has a port "a.b"`)
    expect(await odd(`outputs: {}, resources: { gpu: -1 }`))
      .toContain(`node "odd" asks for the number -1 of the resource "gpu"; 0 or more can be had`)
  })
})

it("a pipeline that places other steps each time is refused and not placed for ever", async () => {
  using rig = new Rig({
    "nodes/n.ts": nodes,
    "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { one } from "../nodes/n.ts"
let times = 0
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { y } = yield* one.as("s" + times++)({}, { x: 1 })
  return yield* one.as("end")({}, { x: yield* Pipeline.read(y) })
})
`
  })

  await expect(rig.run()).rejects.toThrow(/placed "s\d" in the place of "s\d" when it was placed again/)
})

it("a parameter of a step whose name holds a dot can be set", async () => {
  using rig = new Rig({
    "nodes/n.ts": nodes,
    "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { one } from "../nodes/n.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  yield* one.as("beta-0")({}, { x: 1 })
  return yield* one.as("beta-0.1")({}, { x: 1 })
})
`
  })

  const { steps } = await rig.load("p", { set: { "beta-0.1.x": "5" } })

  expect(steps.map(({ encodedParams, name }) => [name, encodedParams])).toEqual([
    ["beta-0", { x: 1 }],
    ["beta-0.1", { x: 5 }]
  ])
})
