/** What nodes can declare besides inputs, outputs and parameters. */
import * as fs from "node:fs"
import * as path from "node:path"
import { afterEach, describe, expect, it, vi } from "vitest"
import { Rig } from "../rig.ts"

const all = `import { json, model, Node, optional, Pipeline, Schema, table, tensor } from "@src/dataflow/index.ts"\n`

const project = {
  "nodes/names.ts": `${all}
export const names = Node.fn({
  outputs: { rows: table({ id: Schema.String }), title: json(Schema.String) },
  run: () => ({ rows: [{ id: "one" }, { id: "two" }], title: "all" })
})
`,
  "nodes/fit.ts": `${all}
export const fit = Node.mapFn({
  over: "rows",
  inputs: { rows: table({ id: Schema.String }), title: optional(json(Schema.String)) },
  itemKey: (row) => row.id,
  itemName: (row) => row.id,
  outputs: { length: json(Schema.Int), network: model("line", Schema.Struct({ id: Schema.String })) },
  run: ({ inputs, item }) => ({
    length: item.id.length + (inputs.title ?? "").length,
    network: { config: item, weights: { w: { shape: [1], data: Float32Array.of(item.id.length) } } }
  })
})
`,
  "nodes/greet.ts": `${all}
export const greet = Node.fn({
  env: ["PARTITA_GREETING", "PARTITA_TONE?"],
  inputs: { lengths: json(Schema.Array(Schema.Struct({ item: Schema.String, value: Schema.Int }))), title: optional(json(Schema.String)) },
  outputs: { text: json(Schema.String) },
  run: ({ env, inputs }) => ({
    text: [env.PARTITA_GREETING, env.PARTITA_TONE ?? "-", inputs.title ?? "-", ...inputs.lengths.map((each) => each.item + each.value)].join(" ")
  })
})
`,
  "pipelines/p.ts": `${all}
import { fit } from "../nodes/fit.ts"
import { greet } from "../nodes/greet.ts"
import { names } from "../nodes/names.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { rows, title } = yield* names()
  const { length, network } = yield* fit({ rows })
  const { text } = yield* greet({ lengths: length, title })
  return { text, network }
})
`
}

const result = (rig: Rig, file: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(rig.root, "artifacts", "p", file), "utf8"))

afterEach(() => {
  vi.unstubAllEnvs()
})

describe("an optional input", () => {
  it("is undefined where it is not wired, and wiring it makes the node stale", async () => {
    vi.stubEnv("PARTITA_GREETING", "hello")
    using rig = new Rig(project)

    await rig.run()
    const without = result(rig, "greet/text.json")
    rig.edit("pipelines/p.ts", "fit({ rows })", "fit({ rows, title })")
    rig.edit("pipelines/p.ts", "{ lengths: length, title }", "{ lengths: length, title: undefined }")
    const report = await rig.run()

    expect(without).toBe("hello - all one3 two3")
    expect(report.ran).toEqual(["fit", "greet"])
    expect(result(rig, "greet/text.json")).toBe("hello - - one6 two6")
  })
})

describe("what items make", () => {
  it("is a list by item for JSON, and a folder by item for models", async () => {
    vi.stubEnv("PARTITA_GREETING", "hello")
    using rig = new Rig(project)

    await rig.run()

    expect(result(rig, "fit/length.json")).toEqual([{ item: "one", value: 3 }, { item: "two", value: 3 }])
    expect(fs.readdirSync(path.join(rig.root, "artifacts", "p", "fit", "network")).sort()).toEqual([
      "one.safetensors",
      "two.safetensors"
    ])
  })

  it("is set aside where a plain function throws what its node declares", async () => {
    vi.stubEnv("PARTITA_GREETING", "hello")
    using rig = new Rig(project)
    rig.edit("nodes/fit.ts", "over: ", "quarantine: [\"RangeError\"],\n  over: ")
    rig.edit("nodes/fit.ts", "length: item.id.length +", "length: short(item.id) +")
    rig.edit(
      "nodes/fit.ts",
      "export const",
      `const short = (id: string) => {
  if (id === "two") throw new RangeError("two is too many")
  return id.length
}
export const`
    )

    const { events } = await rig.run()

    expect(result(rig, "fit/length.json")).toEqual([{ item: "one", value: 3 }])
    expect(events.filter((event) => event._tag === "ItemQuarantined")).toMatchObject([
      { item: "two", reason: "two is too many" }
    ])
  })

  it("must be of a kind that can be gathered, or the pipeline does not load", async () => {
    using rig = new Rig(project)
    rig.edit("nodes/fit.ts", "length: json(Schema.Int)", "length: { ...json(Schema.Int), items: undefined }")

    await expect(rig.load()).rejects.toThrow("its json output \"length\" cannot be gathered from items")
  })
})

describe("an environment variable", () => {
  it("that is not set stops the load unless it is optional, and all are named", async () => {
    vi.stubEnv("PARTITA_GREETING", undefined)
    using rig = new Rig(project)

    await expect(rig.load()).rejects.toThrow(
      "Pipeline \"p\" needs environment variables that are not set:\n  greet reads PARTITA_GREETING"
    )
  })

  it("makes its node stale when it changes, why names it, and no record holds its value", async () => {
    vi.stubEnv("PARTITA_GREETING", "a-secret-greeting")
    using rig = new Rig(project)
    await rig.run()

    vi.stubEnv("PARTITA_TONE", "calm")
    const report = await rig.run()
    vi.stubEnv("PARTITA_TONE", undefined)

    expect(report.reasons).toEqual({
      greet: [{
        _tag: "EnvironmentChanged",
        name: "$PARTITA_TONE",
        from: "(unset)",
        to: expect.stringMatching(/^\w{7}$/)
      }]
    })
    expect((await rig.run()).ran).toEqual([])
    const records = path.join(rig.project.cacheRoot, "actions")
    const written = fs.readdirSync(records, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(written.filter((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name)).includes("a-secret")))
      .toEqual([])
  })
})

describe("more resources than there are", () => {
  it("are said once and the node gets all there is", async () => {
    vi.stubEnv("PARTITA_GREETING", "hello")
    using rig = new Rig(project)
    rig.edit("nodes/greet.ts", "Node.fn({", "Node.fn({\n  resources: { cpu: 1, gpu: 4, seat: 3 },")

    const report = await rig.run({ resources: { gpu: 2 } })

    expect(report.failed).toEqual([])
    expect(report.events.filter((event) => event._tag === "NodeLimited")).toMatchObject([
      { node: "greet", resource: "gpu", asked: 4, given: 2 },
      { node: "greet", resource: "seat", asked: 3, given: 1 }
    ])
  })
})
