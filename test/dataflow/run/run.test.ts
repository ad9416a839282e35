import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { chain, Rig } from "../rig.ts"

describe("a chain of three nodes", () => {
  it("runs everything once and nothing the second time", async () => {
    using rig = new Rig(chain)

    const first = await rig.run()
    const second = await rig.run()

    expect(first.ran).toEqual(["a", "b", "c"])
    expect(second).toMatchObject({ ran: [], cached: ["a", "b", "c"], digests: first.digests })
  })

  it("ignores comments, formatting, types and unused functions in code a node imports", async () => {
    using rig = new Rig(chain)
    await rig.run()

    rig.edit("nodes/maths/double.ts", "/** Doubles. */", "/** Twice as much. */\ntype Unused = string")
    rig.edit("nodes/maths/double.ts", "x * factor", "x  *  factor")
    rig.edit("nodes/maths/double.ts", "x - 1", "x - 100")
    rig.edit("nodes/maths/constant.ts", "unused = 1", "unused = 2")

    expect((await rig.run()).ran).toEqual([])
  })

  it("re-runs the node whose constant changed two imports away, and names file and symbol", async () => {
    using rig = new Rig(chain)
    await rig.run()

    rig.edit("nodes/maths/constant.ts", "factor = 2", "factor = 3")
    const report = await rig.run()

    expect(report.ran).toEqual(["b", "c"])
    expect(report.reasons["b"]).toMatchObject([{
      _tag: "CodeChanged",
      file: "nodes/maths/constant.ts",
      symbol: "factor"
    }])
  })

  it("re-runs what a parameter change reaches, and nothing when it is changed back", async () => {
    using rig = new Rig(chain)
    await rig.run()

    const changed = await rig.run({ set: { "c.add": "5" } })
    const back = await rig.run()

    expect(changed.ran).toEqual(["c"])
    expect(changed.reasons["c"]).toEqual([{ _tag: "ParamChanged", path: "params.add", from: "1", to: "5" }])
    expect(back.ran).toEqual([])
  })

  it("stops where a re-run node yields the same bytes", async () => {
    using rig = new Rig(chain)
    await rig.run()

    const report = await rig.run({ set: { "a.noise": "1" } })

    expect(report.ran).toEqual(["a"])
    expect(report.cached).toEqual(["b", "c"])
  })

  it("rebuilds a deleted output and notices a tampered one", async () => {
    using rig = new Rig(chain)
    const first = await rig.run()
    const digest = first.digests["b.n"]!
    const object = path.join(rig.project.cacheRoot, "objects", "sha256", digest.slice(0, 2), digest.slice(2))

    fs.chmodSync(object, 0o644)
    fs.writeFileSync(object, "7")
    const tampered = await rig.run()
    fs.rmSync(object)
    const deleted = await rig.run()

    expect(tampered.reasons["b"]).toEqual([{ _tag: "OutputLost", output: "n", how: "tampered" }])
    expect(tampered.digests).toEqual(first.digests)
    expect(deleted.reasons["b"]).toEqual([{ _tag: "OutputLost", output: "n", how: "missing" }])
    expect(deleted.ran).toEqual(["b"])
  })

  it("keeps independent branches going after a failure when asked, and names what it skipped", async () => {
    using rig = new Rig(chain)
    rig.edit("nodes/b.ts", "({ n: double(n) })", "{ throw new Error(`no luck with ${n}`) }")

    const report = await rig.run({ keepGoing: true })

    expect(report.ran).toEqual(["a"])
    expect(report.failed).toEqual(["b"])
    expect(report.skipped).toEqual(["c"])
    expect(report.events.find((event) => event._tag === "NodeFailed")).toMatchObject({
      failure: { message: "no luck with 3" }
    })
  })

  it("executes again under --check and finds nothing to complain about in a deterministic chain", async () => {
    using rig = new Rig(chain)
    await rig.run()

    expect(await rig.run({ check: true })).toMatchObject({ ran: ["a", "b", "c"], failed: [] })
  })

  it("raises the alarm under --check when a node gives other bytes for the same key", async () => {
    using rig = new Rig(chain)
    rig.edit("nodes/a.ts", "n: params.start", "n: performance.now()")
    await rig.run()

    const report = await rig.run({ check: true, keepGoing: true })

    expect(report.failed).toEqual(["a"])
    expect(report.events.find((event) => event._tag === "NodeFailed")).toMatchObject({
      failure: { tag: "Nondeterministic" }
    })
  })
})

it("steps that follow each other are served by one worker", async () => {
  const all = `import { json, Node, Pipeline, Schema } from "@src/dataflow/index.ts"\n`
  using rig = new Rig({
    "nodes/thread.ts": `${all}
import { threadId } from "node:worker_threads"
export const thread = Node.fn({
  inputs: { before: json(Schema.Array(Schema.Int)) },
  outputs: { threads: json(Schema.Array(Schema.Int)) },
  run: ({ inputs }) => ({ threads: [...inputs.before, threadId] })
})
export const none = Node.fn({ outputs: { threads: json(Schema.Array(Schema.Int)) }, run: () => ({ threads: [threadId] }) })
`,
    "pipelines/p.ts": `${all}
import { none, thread } from "../nodes/thread.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { threads } = yield* none()
  const second = yield* thread.as("second")({ before: threads })
  return yield* thread.as("third")({ before: second.threads })
})
`
  })
  const { digests } = await rig.run()
  const threads = JSON.parse(new TextDecoder().decode(rig.store().readObject(digests["third.threads"]!))) as Array<
    number
  >

  expect(threads).toHaveLength(3)
  expect(new Set(threads).size).toBe(1)
})

describe("nodes that misbehave", () => {
  it("ends a computation that never yields when its time is over, and says so", async () => {
    using rig = new Rig(chain)
    rig.edit("nodes/b.ts", "Node.make(\"b\", {", "Node.make(\"b\", {\n  timeoutSec: 0.3,")
    rig.edit("nodes/b.ts", "({ n: double(n) })", "{ for (;;) double(n) }")

    const report = await rig.run()

    expect(report.events.find((event) => event._tag === "NodeFailed")).toMatchObject({
      node: "b",
      failure: { tag: "Timeout", message: "Node \"b\" did not finish within 0.3s." }
    })
  })

  it("tries again as often as a node asks, and no more", async () => {
    using rig = new Rig(chain)
    const counter = path.join(rig.root, "attempts")
    rig.edit("nodes/b.ts", "Node.make(\"b\", {", "Node.make(\"b\", {\n  retries: 2,")
    rig.edit("nodes/b.ts", "import * as Effect", "import * as fs from \"node:fs\"\nimport * as Effect")
    rig.edit(
      "nodes/b.ts",
      "({ n: double(n) })",
      `{ fs.appendFileSync(${JSON.stringify(counter)}, "x"); if (fs.readFileSync(${
        JSON.stringify(counter)
      }, "utf8").length < 3) throw new Error("not yet"); return { n: double(n) } }`
    )

    const report = await rig.run()

    expect(report.ran).toEqual(["a", "b", "c"])
    expect(report.events.filter((event) => event._tag === "NodeRetried")).toHaveLength(2)
    expect(fs.readFileSync(counter, "utf8")).toBe("xxx")
  })

  it("reports a worker that dies instead of waiting for it", async () => {
    using rig = new Rig(chain)
    rig.edit("nodes/b.ts", "({ n: double(n) })", "{ process.exit(7); return { n } }")

    const report = await rig.run()

    expect(report.events.find((event) => event._tag === "NodeFailed")).toMatchObject({
      failure: { tag: "WorkerCrashed", message: "The worker of node \"b\" ended with code 7." }
    })
  })
})

describe("wrong wiring and parameters", () => {
  it("reports every node's parameter errors together, with their paths", async () => {
    using rig = new Rig(chain)

    const failure = rig.run({ set: { "a.start": "1.5", "c.add": "-1" } })

    await expect(failure).rejects.toThrow(/a\.start: .*\n.*c\.add: .*greater than 0/s)
  })

  it("refuses an unknown node or parameter on the command line", async () => {
    using rig = new Rig(chain)

    await expect(rig.run({ set: { "d.add": "1" } })).rejects.toThrow("Pipeline \"p\" has no node \"d\".")
    await expect(rig.run({ set: { "c.ad": "1" } })).rejects.toThrow("Node \"c\" has no parameter \"ad\".")
    await expect(rig.run({ force: ["d"] })).rejects.toThrow("Pipeline \"p\" has no node \"d\".")
  })

  it("refuses two steps of one name", async () => {
    using rig = new Rig(chain)
    rig.edit("pipelines/p.ts", "yield* c({ n: doubled.n }, { add: 1 })", "yield* b({ n: doubled.n }, {})")

    await expect(rig.run()).rejects.toThrow("two steps named \"b\"")
  })

  it("names the cycle when steps are forged to read from each other", async () => {
    using rig = new Rig(chain)
    rig.edit("pipelines/p.ts", "yield* b({ n }, {})", `yield* b({ n: { step: "c", port: "n" } as never }, {})`)

    await expect(rig.run()).rejects.toThrow("b → c → b")
  })
})
