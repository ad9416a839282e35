/** Which node, output and item are named when a node returns something else than it declares. */
import { describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"

const files = {
  "nodes/list.ts": `import { Node, Schema, table } from "@src/dataflow/index.ts"
export const list = Node.fn({
  outputs: { rows: table({ id: Schema.String }) },
  run: () => ({ rows: [{ id: "one" }, { id: "two" }] })
})
`,
  "nodes/measure.ts": `import { Node, Schema, table, vectors } from "@src/dataflow/index.ts"
export const measure = Node.mapFn({
  over: "rows",
  inputs: { rows: table({ id: Schema.String }) },
  itemKey: (row) => row,
  itemName: (row) => row.id,
  outputs: { sizes: vectors("size") },
  run: ({ item }) => ({ sizes: { id: item.id, names: ["size"], values: [item.id.length] } })
})
`,
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { list } from "../nodes/list.ts"
import { measure } from "../nodes/measure.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { rows } = yield* list()
  return yield* measure({ rows })
})
`
}

const failureAfter = async (file: string, from: string, to: string): Promise<string | undefined> => {
  using rig = new Rig(files)
  rig.edit(file, from, to)
  const { events } = await rig.run()
  return events.find((event) => event._tag === "NodeFailed")?.failure.message
}

describe("a node that returns something else than it declares is named, with", () => {
  it("the output it misspelt", async () => {
    expect(await failureAfter("nodes/list.ts", "({ rows:", "({ rosw:")).toBe(
      `Node "list": outputs: "rosw" given, "rows" expected.`
    )
  })

  it("the output that does not fit", async () => {
    expect(await failureAfter("nodes/list.ts", `{ id: "two" }`, `{ id: 2 }`)).toContain(
      `Node "list": output "rows": row 2: column "id": Expected string`
    )
  })

  it("the item that does not fit", async () => {
    const wrong = `values: item.id === "two" ? [] : [1]`
    expect(await failureAfter("nodes/measure.ts", "values: [item.id.length]", wrong)).toBe(
      `Node "measure", item "two": output "sizes": "two" has 0 values for 1 names.`
    )
  })

  it("the item that does not fit the others", async () => {
    expect(await failureAfter("nodes/measure.ts", `names: ["size"]`, "names: [item.id]")).toBe(
      `Node "measure", item "two": output "sizes": name "two" given, "one" expected as in the first item.`
    )
  })

  it("what only other nodes may return", async () => {
    const generator = "function*() { return { rows: [] } } as never"
    const list = `() => ({ rows: [{ id: "one" }, { id: "two" }] })`

    expect(await failureAfter("nodes/list.ts", list, generator)).toMatch(/^run returned a generator; Node\.fn and /)
  })

  it("two columns that Parquet cannot tell apart", async () => {
    const twins = `names: ["size", "Size"], values: [1, 2]`

    expect(await failureAfter("nodes/measure.ts", `names: ["size"], values: [item.id.length]`, twins)).toBe(
      `Node "measure", item "one": output "sizes": the columns "size" and "Size" differ in their case alone.`
    )
  })

  it("a value that is no number", async () => {
    expect(await failureAfter("nodes/measure.ts", "[item.id.length]", "[item.id as never]")).toBe(
      `Node "measure", item "one": output "sizes": the "size" of "one" is the text "one", not a number.`
    )
  })
})

it("a metric that is no finite number fails its node, and leaves no record that could not be read again", async () => {
  using rig = new Rig(files)
  rig.edit(
    "nodes/list.ts",
    "run: () => (",
    `run: ({ report }) => (report.metric("spread", { value: NaN, better: "lower" }), `
  )

  const { events } = await rig.run()

  expect(events.find((event) => event._tag === "NodeFailed")?.failure.message).toBe(
    `the metric "spread" is NaN; metrics are finite numbers, so leave out what cannot be told`
  )
})

it("a node may be called as every object calls something", async () => {
  using rig = new Rig(files)
  rig.edit("nodes/list.ts", "Node.fn({", `Node.fn("constructor", {`)

  expect((await rig.run()).ran).toEqual(["constructor", "measure"])
})

it("a promise that fails after its node has answered ends no run", async () => {
  using rig = new Rig(files)
  const late = `({ rows: Promise.reject(new Error("late")) as never, `
  rig.edit("nodes/list.ts", "({ rows:", `${late}more:`)

  expect((await rig.run()).failed).toEqual(["list"])
})
