import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { Rig } from "../rig.ts"

const nodeOf = (name: string, numbers: number) =>
  `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { threadId } from "node:worker_threads"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
const held: Array<Float64Array> = []
export const ${name} = /*#__PURE__*/ Node.make("${name}", {
  params: Schema.Struct({}),
  inputs: { before: json(Schema.Number) },
  outputs: { thread: json(Schema.Number) },
  run: () => {
    held.push(new Float64Array(${numbers}))
    return Effect.succeed({ thread: threadId })
  }
})
`

const startNode = `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const start = /*#__PURE__*/ Node.make("start", {
  params: Schema.Struct({}),
  inputs: {},
  outputs: { thread: json(Schema.Number) },
  run: () => Effect.succeed({ thread: 0 })
})
`

const pipeline = `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { start } from "../nodes/start.ts"
import { small } from "../nodes/small.ts"
import { large } from "../nodes/large.ts"
import { last } from "../nodes/last.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { thread } = yield* start({}, {})
  const one = yield* small({ before: thread }, {})
  const two = yield* large({ before: one.thread }, {})
  return yield* last({ before: two.thread }, {})
})
`

it("a worker that has grown beyond 256 MB is not kept for the next step, and any other is", async () => {
  using rig = new Rig({
    "nodes/start.ts": startNode,
    "nodes/small.ts": nodeOf("small", 1 << 20),
    "nodes/large.ts": nodeOf("large", 1 << 25),
    "nodes/last.ts": nodeOf("last", 1),
    "pipelines/p.ts": pipeline
  })

  const report = await rig.run()

  const threadOf = (step: string): unknown =>
    JSON.parse(fs.readFileSync(path.join(rig.root, "artifacts", "p", step, "thread.json"), "utf8"))
  expect(report.events.filter((event) => event._tag === "NodeFailed")).toEqual([])
  expect(threadOf("small")).toBe(threadOf("large"))
  expect(threadOf("last")).not.toBe(threadOf("large"))
})
