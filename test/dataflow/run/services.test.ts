import { afterAll, describe, expect, it } from "vitest"
import { chain, Rig } from "../rig.ts"

/** `b` asks for a gain; `a` and `c` do not. */
const served: Readonly<Record<string, string>> = {
  ...chain,
  "maths/gains.ts": `export const loud = 3\nexport const soft = 1\n`,
  "nodes/row/gain.ts": `import * as Context from "effect/Context"
export class Gain extends Context.Service<Gain, number>()("Gain") {}
export class Offset extends Context.Service<Offset, number>()("Offset") {}
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
import { Gain, Offset } from "../nodes/row/gain.ts"
import { loud } from "../maths/gains.ts"
${chain["pipelines/p.ts"]!.replace("export default", "const p =")}
export default Pipeline.provide(Pipeline.provide(p, Layer.succeed(Gain, loud)), Layer.succeed(Offset, 1))
`
}

const valueOf = (rig: Rig, digest: string | undefined): unknown =>
  JSON.parse(new TextDecoder().decode(rig.store().readObject(digest!)))

describe("a service that a pipeline provides", () => {
  const rig = new Rig(served)
  afterAll(() => rig[Symbol.dispose]())

  it("serves beside one that is provided after it", async () => {
    const { digests } = await rig.run()

    expect(valueOf(rig, digests["b.n"])).toBe(9)
  })

  it("makes exactly the nodes stale that ask for it when its layer changes, two imports away", async () => {
    rig.edit("maths/gains.ts", "loud = 3", "loud = 5")

    const after = await rig.run()

    expect(after.ran).toEqual(["b", "c"])
    expect(after.reasons["b"]).toMatchObject([
      { _tag: "ServiceChanged", service: "Gain", file: "maths/gains.ts", symbol: "loud" }
    ])
    expect(after.reasons["c"]).toMatchObject([{ _tag: "InputChanged" }]) // not the layer
    expect(valueOf(rig, after.digests["b.n"])).toBe(15)
  })

  it("makes nothing stale where only comments, what is not used, or a layer nobody asks changes", async () => {
    rig.edit("maths/gains.ts", "soft = 1", "soft = 2 // soft")
    rig.edit("pipelines/p.ts", "export default", "/** Loud. */\nexport default")
    rig.edit("pipelines/p.ts", "Layer.succeed(Offset, 1)", "Layer.succeed(Offset, 2)")

    const { nodes } = await rig.plan()

    expect(nodes.map(({ status }) => status)).toEqual(["fresh", "fresh", "fresh"])
  })

  it("is named with the pipeline file when another layer is given there", async () => {
    rig.edit("pipelines/p.ts", "Layer.succeed(Gain, loud)", "Layer.succeed(Gain, 7)")

    const { nodes } = await rig.plan()

    expect(nodes.map(({ status }) => status)).toEqual(["fresh", "stale", "waiting"])
    expect(nodes[1]!.reasons).toMatchObject([
      { _tag: "ServiceChanged", service: "Gain", file: "pipelines/p.ts", symbol: "" },
      { _tag: "ServiceChanged", service: "Gain", file: "maths/gains.ts", symbol: "loud", after: "(none)" }
    ])
  })

  it("is refused where another class has its key, and not there for a node in whose key it is not", async () => {
    rig.write("nodes/row/other.ts", served["nodes/row/gain.ts"]!) // by another file, under the same name
    rig.edit("nodes/b.ts", "./row/gain.ts", "./row/other.ts")

    await expect(rig.plan()).rejects.toThrow(
      `two services have the key "Gain", nodes/row/gain.ts's Gain and nodes/row/other.ts's Gain: give each a key of its own`
    )

    rig.edit("nodes/row/other.ts", `("Gain")`, `("other/Gain")`)
    const { events, failed } = await rig.run()

    expect(failed).toEqual(["b"])
    expect(JSON.stringify(events)).toContain("Service not found: other/Gain")
  })
})
