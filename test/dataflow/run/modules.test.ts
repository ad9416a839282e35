import { describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"

/** `make` says which of two curves it was made for; `use` imports that curve and no other. */
const curves: Readonly<Record<string, string>> = {
  "maths/scale.ts": `export const scale = 10\n`,
  "maths/square.ts": `import { scale } from "./scale.ts"\nexport const curve = (x: number): number => scale * x * x\n`,
  "maths/cube.ts": `export const curve = (x: number): number => x * x * x\n`,
  "nodes/row/curves.ts": `import { codeModule } from "@src/dataflow/dsl/code-module.ts"
export const square = /*#__PURE__*/ codeModule(() => import("../../maths/square.ts"))
export const cube = /*#__PURE__*/ codeModule(() => import("../../maths/cube.ts"))
export const curves = { square, cube }
`,
  "nodes/make.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { model } from "@src/dataflow/kind/model.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const Named = Schema.Struct({ says: Schema.String, is: Schema.Literals(["square", "cube"]) })
export const weights = model("curve", Named, ({ says }) => [says])
export const make = /*#__PURE__*/ Node.make("make", {
  params: Named,
  inputs: {},
  outputs: { weights },
  run: ({ params }) => Effect.succeed({ weights: { config: params, weights: {} } })
})
`,
  "nodes/use.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
import { weights } from "./make.ts"
import { curves } from "./row/curves.ts"
export const use = /*#__PURE__*/ Node.make("use", {
  params: Schema.Struct({}),
  modules: curves,
  inputs: { weights },
  outputs: { n: json(Schema.Finite) },
  run: Effect.fnUntraced(function*({ inputs, modules }) {
    const { config } = yield* inputs.weights.load
    const { curve } = yield* Effect.promise(() => modules[config.is]())
    return { n: curve(3) }
  })
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { make } from "../nodes/make.ts"
import { use } from "../nodes/use.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { weights } = yield* make({}, { says: "square", is: "square" })
  const { n } = yield* use({ weights }, {})
  return { n }
})
`
}

const valueOf = (rig: Rig, digest: string): unknown =>
  JSON.parse(new TextDecoder().decode(rig.store().readObject(digest)))

describe("a module that a node imports by name", () => {
  it("makes nothing stale while no input needs it", async () => {
    using rig = new Rig(curves)
    await rig.run()

    rig.edit("maths/cube.ts", "x * x * x", "-x * x * x")
    const report = await rig.run()

    expect(report.ran).toEqual([])
  })

  it("makes what computes with it stale, and the reason names the file two imports away", async () => {
    using rig = new Rig(curves)
    const before = await rig.run()

    rig.edit("maths/scale.ts", "10", "100")
    const after = await rig.run()

    expect(after.ran).toEqual(["use"])
    expect(after.reasons["use"]).toMatchObject([{ _tag: "CodeChanged", file: "maths/scale.ts" }])
    expect([before, after].map(({ digests }) => valueOf(rig, digests["use.n"]!))).toEqual([90, 900])
  })

  it("enters the key when another artifact needs it, and stays there when the first is back", async () => {
    using rig = new Rig(curves)
    await rig.run()

    const cubed = await rig.run({ set: { "make.says": "cube", "make.is": "cube" } })
    rig.edit("maths/square.ts", "scale * x", "2 * scale * x")
    const again = await rig.run({ set: { "make.says": "cube", "make.is": "cube" } })
    const squared = await rig.run()

    expect(cubed.ran).toEqual(["make", "use"])
    expect(again.ran).toEqual([])
    expect(squared.ran).toEqual(["use"])
  })

  it("cannot be imported by a step whose key does not hold it", async () => {
    using rig = new Rig(curves)

    const { events, failed } = await rig.run({ set: { "make.is": "cube" } }) // says square

    expect(failed).toEqual(["use"])
    expect(JSON.stringify(events)).toContain("none of its inputs says that it needs it")
  })

  it("is refused when its code would be in no fingerprint: not exported, or beside an import of another kind", async () => {
    using hidden = new Rig(curves)
    hidden.edit("nodes/row/curves.ts", "export const cube", "const cube")
    using mixed = new Rig(curves)
    mixed.write(
      "nodes/row/curves.ts",
      `${curves["nodes/row/curves.ts"]!}export const later = () => import("../../maths/scale.ts")\n`
    )

    await expect(hidden.load()).rejects.toThrow("exports 1 modules of code and imports 2")
    await expect(mixed.load()).rejects.toThrow("exports 2 modules of code and imports 3")
  })
})
