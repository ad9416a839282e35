import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Rig } from "../../../dataflow/rig.ts"
import { Watched } from "./watched.ts"

/** words (of a folder) → wait (for a file beside the project's) → count. */
const files = {
  "words/one.txt": "rain on",
  "nodes/measure/length.ts": `export const lengthOf = (text: string): number => text.length\n`,
  "nodes/measure/words.ts": `import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import { json, Node } from "@src/dataflow/index.ts"
export const words = /*#__PURE__*/ Node.fn("words", {
  params: { dir: Schema.String },
  sources: { texts: ({ dir }) => dir },
  outputs: { text: json(Schema.String) },
  run: ({ params: { dir } }) => ({
    text: fs.readdirSync(dir).sort().map((name) => fs.readFileSync(dir + "/" + name, "utf8")).join(" ")
  })
})
`,
  "nodes/measure/wait.ts": `import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import { json, Node } from "@src/dataflow/index.ts"
export const wait = /*#__PURE__*/ Node.fn("wait", {
  params: { gate: Schema.String },
  inputs: { text: json(Schema.String) },
  outputs: { text: json(Schema.String) },
  run: async ({ inputs, params }) => {
    while (params.gate !== "" && !fs.existsSync(params.gate)) await new Promise((resolve) => setTimeout(resolve, 10))
    return { text: inputs.text }
  }
})
`,
  "nodes/measure/count.ts": `import * as Schema from "effect/Schema"
import { json, Node } from "@src/dataflow/index.ts"
import { lengthOf } from "./length.ts"
export const count = /*#__PURE__*/ Node.fn("count", {
  inputs: { text: json(Schema.String) },
  outputs: { length: json(Schema.Number) },
  run: ({ inputs, report }) => {
    report.metric("letters", { value: lengthOf(inputs.text), better: "higher" })
    return { length: lengthOf(inputs.text) }
  }
})
`,
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { count } from "../nodes/measure/count.ts"
import { wait } from "../nodes/measure/wait.ts"
import { words } from "../nodes/measure/words.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { text } = yield* words({}, { dir: "words" })
  const waited = yield* wait({ text }, { gate: "" })
  const counted = yield* count({ text: waited.text }, {})
  return { length: counted.length }
})
`
}

const idle = "Ctrl-C stops"

let rig: Rig
let watched: Watched
const interrupted = () =>
  rig.store().runs().filter(({ status }) => status === "interrupted")
    .sort((a, b) => String(a.startedAt) < String(b.startedAt) ? -1 : 1)
const at = (file: string) => path.join(rig.root, file)
beforeAll(() => {
  rig = new Rig(files)
  watched = new Watched(rig.root, ["p"])
})
afterAll(() => {
  watched[Symbol.dispose]()
  rig[Symbol.dispose]()
})

describe("pipeline run --watch", () => {
  it("runs what a changed constant makes stale with the new code, and says which file that was", async () => {
    await watched.until(idle)

    watched.edit("nodes/measure/length.ts", "text.length", "text.length * 100")

    expect((await watched.until(idle)).replace(/watching  \d+ files/, "watching  N files")).toMatchInlineSnapshot(`
      "changed  nodes/measure/length.ts
        count     nodes/measure/length.ts   lengthOf   (hash cc7a → 07c4)
      p  3 nodes: 2 cached, 1 to run  ·  seed 1  ·  run <run>
         0.0s  ◌ words        cached  <hash>
         0.0s  ◌ wait         cached  <hash>
         0.0s  ◐ count        started  nodes/measure/length.ts  lengthOf   (hash cc7a → 07c4)
         0.0s  ● count        done in 0.0s
      ✓ p up to date in 0.0s  (1 ran, 2 cached)
        letters 700.0  ▲ +693.0    vs run <run>
        slowest  …
      watching  N files of code, words  ·  Ctrl-C stops
      "
    `)
  })

  it("runs what depends on a folder of data once a file is added, and no other step", async () => {
    fs.writeFileSync(at("words/two.txt"), "roofs")

    const said = await watched.until(idle)

    expect(said).toContain("changed  words/two.txt")
    expect(said).toContain("letters 1,300")
  })

  it("shows an error of syntax, goes on from the file that mends it, and says of a comment that nothing is stale", async () => {
    watched.edit("nodes/measure/length.ts", "export", "exports")
    const broken = await watched.until(idle)
    watched.edit("nodes/measure/length.ts", "exports", "// of letters\nexport")
    const mended = await watched.until(idle)

    expect(broken).toMatch(/nodes\/measure\/length\.ts:1:\d+ {2}Expected ";"/)
    expect(broken).toContain("watching  all of the project until it is mended")
    expect(mended).toContain("changed  nodes/measure/length.ts  ·  no step is stale")
  })

  it("outlives the removal of its data, and runs once they are back", async () => {
    fs.renameSync(at("words"), at("away"))
    const gone = await watched.until(idle)
    fs.renameSync(at("away"), at("words"))
    const back = await watched.until(idle)

    expect(gone).toContain("error[source-unreadable]")
    expect(back).toContain("(0 ran, 3 cached)")
  })

  it("lets a running step end that still means the same, keeps its result, and then runs what changed", async () => {
    watched.edit("pipelines/p.ts", `gate: ""`, `gate: "open"`)
    await watched.until("wait         started")
    watched.edit("nodes/measure/length.ts", "* 100", "* 10")
    await watched.until("count        skipped: changed meanwhile")
    fs.writeFileSync(at("open"), "")
    const ended = await watched.until("1 result kept")
    const after = await watched.until(idle)

    expect(ended).toContain("wait         done")
    expect(after).toContain("(1 ran, 2 cached)")
    expect(after).toContain("letters 130")
  })

  it("stops a running step that means something else now, and remembers that run as interrupted", async () => {
    watched.edit("pipelines/p.ts", `gate: "open"`, `gate: "never"`)
    await watched.until("wait         started")
    watched.edit("pipelines/p.ts", `gate: "never"`, `gate: "open"`)
    await watched.until("p stopped wait")
    const after = await watched.until(idle)

    expect(after).toContain("(0 ran, 3 cached)")
    expect(interrupted().at(-1)?.counts).toMatchObject({ ran: 0, cached: 1, skipped: 2 })
  })

  it("ends with 130 on Ctrl-C in the middle of a run, which history has as interrupted", async () => {
    watched.edit("pipelines/p.ts", `gate: "open"`, `gate: "never ever"`)
    await watched.until("wait         started")

    watched.interrupt()

    expect(await watched.ended).toBe(130)
    expect(interrupted()).toHaveLength(3)
  })
})
