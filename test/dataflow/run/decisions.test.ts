import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { runPipeline } from "../../../src/dataflow/run/run.ts"
import { Rig } from "../rig.ts"
import { files, header, read } from "./deciding-project.ts"

describe("a pipeline that reads what it decides by", () => {
  it("places what follows once the artifact is there", async () => {
    using rig = new Rig(files)

    const { digests, events, ran } = await rig.run()

    expect(ran.toSorted()).toEqual(["about", "choose", "measure", "part-1", "part-2", "slow"])
    expect(events.find((event) => event._tag === "PlanExtended")).toMatchObject({ read: "choose.k", cached: 0 })
    expect(read(rig, digests["part-2.n"])).toBe(6) // 24 / 2 / 2
    expect(read(rig, digests["about.n"])).toBe(6) // it saw the steps that were decided
  })

  it("decides while a step still runs that has nothing to do with the choice", async () => {
    using rig = new Rig(files)
    const go = path.join(rig.root, "go")
    rig.edit("nodes/n.ts", "import * as Effect", "import * as fs from \"node:fs\"\nimport * as Effect")
    rig.edit(
      "nodes/n.ts",
      "run: ({ inputs }) => Effect.map(inputs.n.value, (n) => ({ n }))",
      `run: Effect.fnUntraced(function*({ inputs }) {
    while (!fs.existsSync(${JSON.stringify(go)})) yield* Effect.sleep(10)
    return { n: yield* inputs.n.value }
  })`
    )
    const loaded = await rig.load()
    const options = { targets: [], force: [], jobs: 2, keepGoing: false, check: false, materialize: false }

    const { ran } = await Effect.runPromise(runPipeline(rig.project, rig.store(), loaded, options, (event) => {
      if (event._tag === "PlanExtended") fs.writeFileSync(go, "") // else "slow" never ends, and this test neither
    }))

    expect(ran).toBe(6)
  })

  it("runs nothing, and waits for nothing, the second time", async () => {
    using rig = new Rig(files)
    const first = await rig.run()

    const second = await rig.run()

    expect(second).toMatchObject({ ran: [], failed: [], digests: first.digests })
    expect(second.cached).toHaveLength(6)
    expect(second.events.filter((event) => event._tag === "PlanExtended")).toEqual([])
  })

  it("has other steps when the choice is another, and the former ones from the cache when it is changed back", async () => {
    using rig = new Rig(files)
    await rig.run()

    const three = await rig.run({ set: { "measure.size": "36" } })
    const back = await rig.run()

    expect(three.ran.toSorted()).toEqual(["about", "choose", "measure", "part-1", "part-2", "part-3", "slow"])
    expect(back.ran).toEqual([])
  })

  it("says beforehand what is decided later, and shows the whole plan once it is known", async () => {
    using rig = new Rig(files)

    const before = await rig.plan()
    await rig.run()
    const after = await rig.plan()

    expect(before.pending).toBe("choose.k")
    expect(before.nodes.map(({ name }) => name)).toEqual(["measure", "about", "slow", "choose"])
    expect(before.nodes.filter(({ isHeld }) => isHeld).map(({ name }) => name)).toEqual(["about"])
    expect(after.pending).toBeUndefined()
    expect(after.nodes).toHaveLength(6)
  })

  it("fails with what it reads, keeps what does not depend on it, and remembers the steps it could not reach", async () => {
    using rig = new Rig(files)
    await rig.run()
    rig.edit("pipelines/p.ts", "broken: false", "broken: true")

    const failed = await rig.run({ keepGoing: true, set: { "measure.size": "36" } })

    expect(failed).toMatchObject({ failed: ["choose"], skipped: ["about"] })
    expect(failed.ran.toSorted()).toEqual(["measure", "slow"])
    expect(Object.keys(rig.store().ref("p")!.steps)).toContain("part-2")
  })

  it("finds a step that is only decided on the way, and names it when it never comes", async () => {
    using rig = new Rig(files)

    const found = await rig.run({ targets: ["part-1"] })

    expect(found.ran.toSorted()).toEqual(["choose", "measure", "part-1", "slow"])
    await expect(rig.run({ targets: ["part-3"], set: { "measure.size": "29" } })).rejects.toThrow(
      "Pipeline \"p\" has no node \"part-3\"."
    )
  })

  it("sets parameters of steps that come later, and refuses those of steps that never come", async () => {
    using rig = new Rig(files)

    const { digests } = await rig.run({ set: { "part-2.of": "3" } })

    expect(read(rig, digests["part-2.n"])).toBe(4) // 24 / 2 / 3
    await expect(rig.run({ set: { "part-9.of": "3" } })).rejects.toThrow("Pipeline \"p\" has no node \"part-9\".")
  })

  it("goes from a step to what it decided", async () => {
    using rig = new Rig(files)
    await rig.run()

    const { cached, ran } = await rig.run({ from: "choose" })

    expect(ran).toEqual(["choose"])
    expect(cached.toSorted()).toEqual(["measure", "part-1", "part-2", "slow"])
  })

  it("goes on after an interruption where it was", async () => {
    using rig = new Rig(files)
    const loaded = await rig.load()
    const abort = new AbortController()
    const options = { targets: [], force: [], jobs: 2, keepGoing: false, check: false, materialize: true }
    const interrupted = Effect.runPromiseExit(
      runPipeline(rig.project, rig.store(), loaded, options, (event) => {
        if (event._tag === "PlanExtended") abort.abort()
      }),
      { signal: abort.signal }
    )

    expect(Exit.hasInterrupts(await interrupted)).toBe(true)
    const { cached, ran } = await rig.run()

    expect(cached).toEqual(expect.arrayContaining(["measure", "choose"]))
    expect(ran).toEqual(expect.arrayContaining(["part-1", "part-2"]))
  })

  it("decides anew when what it read is gone", async () => {
    using rig = new Rig(files)
    const { digests } = await rig.run()
    const digest = digests["choose.k"]!
    fs.rmSync(path.join(rig.project.cacheRoot, "objects", "sha256", digest.slice(0, 2), digest.slice(2)))

    expect(await rig.run()).toMatchObject({ ran: ["choose"], failed: [], digests })
  })

  it("is placed again when a file it depends on changed between loading and running", async () => {
    using rig = new Rig({
      ...files,
      "size.txt": "24",
      "nodes/size.ts": `${
        header.replace("import * as Effect", "import * as Text from \"effect/String\"\nimport * as Effect")
      }
export const measure = /*#__PURE__*/ Node.make("measure", {
  params: Schema.Struct({ file: Schema.String }), sources: { size: (params) => params.file },
  inputs: {}, outputs: { n: json(Schema.Finite) },
  run: ({ inputs }) => Effect.map(inputs.size.read("size.txt"), (bytes) =>
    ({ n: Number(Text.trim(new TextDecoder().decode(bytes))) }))
})
`
    })
    rig.edit("pipelines/p.ts", "choose, measure, part", "choose, part")
    rig.edit("pipelines/p.ts", "import { about", "import { measure } from \"../nodes/size.ts\"\nimport { about")
    rig.edit("pipelines/p.ts", "{ size: 24 }", `{ file: ${JSON.stringify(path.join(rig.root, "size.txt"))} }`)
    rig.edit("nodes/n.ts", "Node.make(\"measure\"", "Node.make(\"measured\"")
    await rig.run()
    const loaded = await rig.load()

    rig.write("size.txt", "36")
    const { ran } = await rig.runLoaded(loaded)

    expect(ran).toContain("part-3")
  })
})

describe("a read", () => {
  it("of an artifact into which labels went does not load", async () => {
    using rig = new Rig(files)
    rig.edit("nodes/n.ts", "Node.make(\"choose\", {", "Node.make(\"choose\", {\n  labels: \"evaluates\",")

    await expect(rig.run()).rejects.toThrow(
      "Pipeline \"p\" reads \"choose.k\", into which labels went (choose), to decide what it places."
    )
  })

  it("of what reports on the whole pipeline can never be decided, and says so", async () => {
    using rig = new Rig(files)
    rig.edit("pipelines/p.ts", "Pipeline.read(choice.k)", "Pipeline.read(whole.n)")

    await expect(rig.run()).rejects.toThrow("Pipeline \"p\" reads \"about.n\" to decide what to place, but")
  })
})

describe("a step that is made", () => {
  it("and never yielded is named", async () => {
    using rig = new Rig(files)
    rig.edit("pipelines/p.ts", "  let last = late", "  void part({ n }, { of: 2 })\n  let last = late")

    const first = await rig.run().catch((error: Error) => error.message)

    expect(first).toBe(
      "Step \"part\" of pipeline \"p\" is made but never yielded, so it would never run. yield* it, or remove it."
    )
  })
})
