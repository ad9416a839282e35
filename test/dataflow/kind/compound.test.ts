import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { collectGarbage } from "../../../src/dataflow/store/gc.ts"
import { Rig, type RunReport } from "../rig.ts"

/** `numbers` → `pair` names them twice and makes a part of its own → `look` reads both. */
const pairs: Readonly<Record<string, string>> = {
  "nodes/row/pair.ts": `import * as Schema from "effect/Schema"
import { compound } from "@src/dataflow/kind/compound.ts"
import { tensor } from "@src/dataflow/kind/tensor.ts"
import { vectors } from "@src/dataflow/kind/vectors.ts"
export const pair = compound("pair", Schema.Struct({ says: Schema.String }), {
  left: vectors("x"),
  right: tensor(["row", "column"]),
  middle: vectors("x")
})
`,
  "nodes/numbers.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { vectors } from "@src/dataflow/kind/vectors.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const numbers = /*#__PURE__*/ Node.make("numbers", {
  params: Schema.Struct({ first: Schema.Finite }),
  inputs: {},
  outputs: { x: vectors("x") },
  run: ({ params: { first } }) => Effect.succeed({
    x: { ids: ["a", "b"], names: ["x"], matrix: { rows: 2, cols: 1, data: Float64Array.of(first, 2) } }
  })
})
`,
  "nodes/make-pair.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { vectors } from "@src/dataflow/kind/vectors.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
import { pair } from "./row/pair.ts"
export const makePair = /*#__PURE__*/ Node.make("make-pair", {
  params: Schema.Struct({}),
  inputs: { x: vectors("x") },
  outputs: { pair },
  run: ({ inputs: { x } }) => Effect.succeed({
    pair: { value: { says: "hello" }, parts: { left: x, right: { shape: [1, 2] as const, data: Float32Array.of(5, 6) } } }
  })
})
`,
  "nodes/look.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
import { pair } from "./row/pair.ts"
export const look = /*#__PURE__*/ Node.make("look", {
  params: Schema.Struct({}),
  inputs: { pair },
  outputs: { seen: json(Schema.Unknown) },
  run: Effect.fnUntraced(function*({ inputs }) {
    const { parts: { left, middle, right }, value } = yield* inputs.pair.load
    const { matrix } = yield* left!.load
    const { data } = yield* right!.load
    return { seen: [value.says, middle, ...matrix.data, ...data] }
  })
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { look } from "../nodes/look.ts"
import { makePair } from "../nodes/make-pair.ts"
import { numbers } from "../nodes/numbers.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { x } = yield* numbers({}, { first: 1 })
  const { pair } = yield* makePair({ x }, {})
  const { seen } = yield* look({ pair }, {})
  return { seen }
})
`
}

let rig: Rig
let report: RunReport
beforeAll(async () => {
  rig = new Rig(pairs)
  report = await rig.run()
  return () => rig[Symbol.dispose]()
})

const jsonOf = (output: string, digests = report.digests): unknown =>
  JSON.parse(new TextDecoder().decode(rig.store().readObject(digests[output]!)))

describe("an artifact made of others", () => {
  it("hands on its value and its parts, and null for a part that is not there", () => {
    expect(jsonOf("look.seen")).toEqual(["hello", null, 1, 2, 5, 6])
  })

  it("names an artifact that was there before instead of storing it again", () => {
    expect(jsonOf("make-pair.pair")).toMatchObject({ parts: { left: { digest: report.digests["numbers.x"] } } })
  })

  it("is another when one of its parts is", async () => {
    const changed = await rig.run({ set: { "numbers.first": "7" } })

    expect(changed.ran).toEqual(["numbers", "make-pair", "look"])
    expect(jsonOf("look.seen", changed.digests)).toEqual(["hello", null, 7, 2, 5, 6])
    await rig.run()
  })

  it("lays out the parts that are its own, and those of others only where they were made", () => {
    const folder = path.join(rig.root, "artifacts", "p", "make-pair")

    expect(fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()).toEqual([
      "pair",
      "pair.json",
      "pair/right.npy"
    ])
  })

  it("keeps its parts from being collected, and is made again when one is lost", async () => {
    const store = rig.store()
    const { parts } = jsonOf("make-pair.pair") as { readonly parts: Readonly<Record<string, { digest: string }>> }
    const own = parts["right"]!.digest

    collectGarbage(store, { keepRuns: 1, isDryRun: false })
    const kept = store.check(own)
    fs.rmSync(store.objectPath(own))
    const again = await rig.run()

    expect(kept).toBe("intact")
    expect(again.ran).toEqual(["make-pair"])
    expect(again.reasons["make-pair"]).toMatchObject([{ _tag: "OutputLost", output: "pair", how: "missing" }])
  })
})
