/** Parameters that JSON has no values for, and what no key can hold. */
import { describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"

const told = (schema: string, value: string, text: string): Rig =>
  new Rig({
    "nodes/tell.ts": `import { json, Node, Schema } from "@src/dataflow/index.ts"
export const tell = /*#__PURE__*/ Node.fn("tell", {
  params: { x: ${schema} },
  outputs: { text: json(Schema.String) },
  run: ({ params: { x } }) => ({ text: ${text} })
})
`,
    "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { tell } from "../nodes/tell.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  return yield* tell({}, { x: ${value} as never })
})
`
  })

const textOf = async (rig: Rig, set: Readonly<Record<string, string>> = {}): Promise<unknown> => {
  const { digests } = await rig.run({ set })
  return JSON.parse(new TextDecoder().decode(rig.store().readObject(digests["tell.text"]!)))
}

describe("a parameter", () => {
  it("may be a date, written in code or on the command line", async () => {
    using rig = told("Schema.Date", `new Date("2026-11-21")`, "String(x.getUTCDate())")

    expect(await textOf(rig)).toBe("21")
    expect(await textOf(rig, { "tell.x": "2026-11-22T00:00:00Z" })).toBe("22")
  })

  it("gives its fields in one order, whichever they are written in", async () => {
    using rig = told("Schema.Record(Schema.String, Schema.Int)", "{ b: 1, a: 2 }", "Object.keys(x).join()")

    expect(await textOf(rig)).toBe("a,b")
  })

  it.each([
    ["Schema.Any", "() => 1", "tell.x: a value of type function has no canonical JSON form"],
    ["Schema.Unknown", "new Map()", "tell.x: Expected JSON value"]
  ])("of %s is refused where it is %s", async (schema, value, problem) => {
    using rig = told(schema, value, `""`)

    await expect(rig.load()).rejects.toThrow(problem)
  })
})
