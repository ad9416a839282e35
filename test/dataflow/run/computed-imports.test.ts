import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Store } from "../../../src/dataflow/store/store.ts"
import { Rig, type RunReport } from "../rig.ts"

/** `a` loads a file by a computed name, one with what `createRequire` makes, and two that are known from its text. */
const files: Readonly<Record<string, string>> = {
  "maths/late.ts": "export const late = 2\n",
  "maths/known.cjs": "exports.known = require('./deep.cjs').deep\n",
  "maths/deep.cjs": "exports.deep = 3\n",
  "maths/unknown.cjs": "exports.unknown = 5\n",
  "maths/folded.ts": "export const folded = 7\n",
  "maths/worker.ts":
    "import { parentPort } from 'node:worker_threads'\nimport { worked } from './worked.ts'\nparentPort!.postMessage(worked)\n",
  "maths/worked.ts": "export const worked = 11\n",
  "maths/data.txt": "13\n",
  "nodes/a.ts": `import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { Worker } from "node:worker_threads"
import { json, Node, Schema } from "@src/dataflow/index.ts"

const require = createRequire(import.meta.url)
export const a = /*#__PURE__*/ Node.fn("a", {
  outputs: { n: json(Schema.Int) },
  run: async () => {
    const name = "late"
    const { late } = await import(new URL("../maths/" + name + ".ts", import.meta.url).href)
    const { known } = createRequire(import.meta.url)("../maths/known.cjs")
    const { unknown } = require(["../maths/unknown", "cjs"].join("."))
    const { folded } = await import(\`../maths/\${"folded"}.ts\`)
    const worker = new Worker(new URL("../maths/worker.ts", import.meta.url))
    const [worked] = await once(worker, "message")
    const data = Number(readFileSync(new URL("../maths/data.txt", import.meta.url), "utf8"))
    return { n: late * known * unknown * folded * worked * data }
  }
})
`,
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { a } from "../nodes/a.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() { return yield* a() })
`
}

class Hearing extends Rig {
  readonly heard: Array<string> = []
  override store(): Store {
    return Store.open(this.project.cacheRoot, { fsync: false, warn: (warning) => this.heard.push(warning) })
  }
}

describe("code that a node loads by a computed name", () => {
  const rig = new Hearing(files)
  let first: RunReport
  beforeAll(async () => {
    first = await rig.run()
  })
  afterAll(() => rig[Symbol.dispose]())

  it("is what it was given", () => {
    expect(JSON.parse(new TextDecoder().decode(rig.store().readObject(first.digests["a.n"]!)))).toBe(
      2 * 3 * 5 * 7 * 11 * 13
    )
  })

  it("is named by file and line, whenever the pipeline is planned or run", async () => {
    const named = "nodes/a.ts:12, nodes/a.ts:14: code is loaded by a computed name"
    expect(rig.heard.filter((line) => line.includes(named)).length).toBeGreaterThan(0)

    rig.heard.length = 0
    await rig.plan()
    expect(rig.heard.some((line) => line.includes(named))).toBe(true)
  })

  it("is told as read undeclared, and what keys hold is not", () => {
    const read = first.events.flatMap((event) => event._tag === "NodeFinished" ? event.undeclared?.files ?? [] : [])

    expect(read).toEqual(["maths/late.ts", "maths/unknown.cjs"])
  })

  it.each([
    [
      "a file that createRequire's function is given by name",
      "maths/known.cjs",
      "deep.cjs').deep",
      "deep.cjs').deep + 1"
    ],
    ["what such a file requires in turn", "maths/deep.cjs", "3", "4"],
    ["a file that a template without a variable names", "maths/folded.ts", "7", "8"],
    ["what is imported by a file whose URL beside its own a worker is given", "maths/worked.ts", "11", "12"],
    ["a file of data whose URL beside its own the code says", "maths/data.txt", "13", "14"]
  ])("is in the key where it is %s", async (_, file, from, to) => {
    rig.edit(file, from, to)
    const { nodes } = await rig.plan()
    rig.edit(file, to, from)

    expect(nodes[0]).toMatchObject({ status: "stale", reasons: [{ _tag: "CodeChanged", file }] })
  })
})
