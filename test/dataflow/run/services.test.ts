import { describe, expect, it } from "vitest"
import { chain, Rig } from "../rig.ts"

/** `b` asks for a gain; `a` and `c` do not. */
const served: Readonly<Record<string, string>> = {
  ...chain,
  "maths/gains.ts": `export const loud = 3\nexport const soft = 1\n`,
  "nodes/row/gain.ts": `import * as Context from "effect/Context"
export class Gain extends Context.Service<Gain, number>()("Gain") {}
`,
  "nodes/b.ts": `import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
import { Gain } from "./row/gain.ts"
export const b = /*#__PURE__*/ Node.make("b", {
  inputs: { n: json(Schema.Finite) },
  outputs: { n: json(Schema.Finite) },
  run: function*({ inputs }) {
    return { n: (yield* inputs.n.value) * (yield* Gain) }
  }
})
`,
  "pipelines/p.ts": `import * as Layer from "effect/Layer"
import { Gain } from "../nodes/row/gain.ts"
import { loud } from "../maths/gains.ts"
${
    chain["pipelines/p.ts"]!.replace("export default", "const p =").replace(
      "{ start: 3, noise: 0 }",
      "{ start: 3, noise: first }"
    ).replace("const p", "const first = 0\nconst p")
  }
export default Pipeline.provide(p, Layer.succeed(Gain, loud))
`
}

const valueOf = (rig: Rig, digest: string | undefined): unknown =>
  JSON.parse(new TextDecoder().decode(rig.store().readObject(digest!)))

describe("a service that a pipeline provides", () => {
  it("makes exactly the nodes stale that ask for it when its layer changes, two imports away", async () => {
    using rig = new Rig(served)
    const before = await rig.run()

    rig.edit("maths/gains.ts", "loud = 3", "loud = 5")
    const after = await rig.run()

    expect(after.ran).toEqual(["b", "c"])
    expect(after.reasons["b"]).toMatchObject([{ _tag: "CodeChanged", file: "maths/gains.ts", symbol: "loud" }])
    expect([before, after].map(({ digests }) => valueOf(rig, digests["b.n"]))).toEqual([9, 15])
    expect(after.reasons["c"]).toMatchObject([{ _tag: "InputChanged" }]) // not the layer
  })

  it("makes them stale when another layer is given, and the pipeline file is named", async () => {
    using rig = new Rig(served)
    await rig.run()

    rig.edit("pipelines/p.ts", "Layer.succeed(Gain, loud)", "Layer.succeed(Gain, 7)")
    const after = await rig.run()

    expect(after.reasons["b"]).toMatchObject([
      { _tag: "CodeChanged", file: "maths/gains.ts" },
      { _tag: "CodeChanged", file: "pipelines/p.ts" }
    ])
    expect(valueOf(rig, after.digests["b.n"])).toBe(21)
  })

  it("does not count comments, what the layer does not use, and the pipeline's steps and parameters", async () => {
    using rig = new Rig(served)
    await rig.run()

    rig.edit("maths/gains.ts", "soft = 1", "soft = 2")
    rig.edit("pipelines/p.ts", "export default", "/** Loud. */\nexport default")
    rig.edit("pipelines/p.ts", "{ add: 1 }", "{ add: 2 }")
    rig.edit("nodes/a.ts", "n: params.start", "n: params.start + 0")

    expect((await rig.run()).ran).toEqual(["a", "c"])
  })

  it("counts for every node where it can be had without being named", async () => {
    using rig = new Rig(served)
    rig.edit("pipelines/p.ts", `import { loud }`, `import * as References from "effect/References"\nimport { loud }`)
    rig.edit(
      "pipelines/p.ts",
      "Layer.succeed(Gain, loud)",
      `Layer.merge(Layer.succeed(Gain, loud), Layer.succeed(References.MinimumLogLevel, "Info"))`
    )
    await rig.run()

    rig.edit("pipelines/p.ts", `"Info"`, `"Error"`)

    expect((await rig.run()).ran).toEqual(["a", "b", "c"])
  })

  it("is not there for a node in whose key it is not", async () => {
    using rig = new Rig(served)
    rig.write("nodes/row/other.ts", served["nodes/row/gain.ts"]!) // by another file, under the same name
    rig.edit("nodes/b.ts", "./row/gain.ts", "./row/other.ts")

    const { events, failed } = await rig.run()

    expect(failed).toEqual(["b"])
    expect(JSON.stringify(events)).toContain("Service not found: Gain")
  })
})
