import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it, vi } from "vitest"
import { standingOf } from "../../../src/dataflow/run/stamp.ts"
import { chain, Rig } from "../rig.ts"

const standing = (rig: Rig, set: Readonly<Record<string, string>> = {}) =>
  standingOf(rig.project, rig.store(), "p", { set })

describe("a stamp", () => {
  it("vouches for the request that ran, and for no other", async () => {
    using rig = new Rig(chain)
    const before = standing(rig)

    await rig.run()

    expect(before).toBeUndefined()
    expect(standing(rig)).toMatchObject({ nodes: 3, seed: 1 })
    expect(standing(rig, { "c.add": "2" })).toBeUndefined()
  })

  it("falls with a changed source file, and stands again when it is changed back", async () => {
    using rig = new Rig(chain)
    await rig.run()

    rig.edit("nodes/maths/constant.ts", "factor = 2", "factor = 3")
    const changed = standing(rig)
    rig.edit("nodes/maths/constant.ts", "factor = 3", "factor = 2")

    expect(changed).toBeUndefined()
    expect(standing(rig)).toMatchObject({ nodes: 3 })
  })

  it("falls with another value of a declared variable, or another file of a program", async () => {
    using rig = new Rig({ ...chain, "bin/tool": "#!/bin/sh\necho 1\n" })
    fs.chmodSync(path.join(rig.root, "bin/tool"), 0o755)
    rig.edit("nodes/c.ts", "Node.make(\"c\", {", "Node.make(\"c\", {\n  env: [\"PARTITA_STAMP?\"],")
    rig.edit("nodes/b.ts", "Node.make(\"b\", {", "Node.command(\"b\", {\n  version: [\"bin/tool\"],")
    rig.edit(
      "nodes/b.ts",
      /run: .*/.exec(chain["nodes/b.ts"]!)![0],
      "command: ({ inputs, outputs }) => [\"cp\", inputs.n, outputs.n]"
    )
    const { failed } = await rig.run()
    const before = standing(rig)

    vi.stubEnv("PARTITA_STAMP", "1")
    const variable = standing(rig)
    vi.unstubAllEnvs()
    const again = standing(rig)
    rig.edit("bin/tool", "echo 1", "echo 22")
    const program = standing(rig)

    expect(failed).toEqual([])
    expect([before, again]).toMatchObject([{ nodes: 3 }, { nodes: 3 }])
    expect([variable, program]).toEqual([undefined, undefined])
  })

  it("falls with a tampered object, a deleted copy, and a later run of another request", async () => {
    using rig = new Rig(chain)
    const { digests } = await rig.run()
    const object = path.join(
      rig.project.cacheRoot,
      "objects",
      "sha256",
      digests["b.n"]!.slice(0, 2),
      digests["b.n"]!.slice(2)
    )

    fs.chmodSync(object, 0o644)
    fs.writeFileSync(object, "7")
    const tampered = standing(rig)
    await rig.run()
    const rebuilt = standing(rig)
    fs.rmSync(path.join(rig.root, "artifacts", "p", "c", "n.json"))
    const deleted = standing(rig)
    await rig.run()
    await rig.run({ set: { "c.add": "2" } })

    expect([tampered, deleted, standing(rig)]).toEqual([undefined, undefined, undefined])
    expect(rebuilt).toMatchObject({ nodes: 3 })
  })

  it("falls when a folder the pipeline reads gains a file, also while it runs", async () => {
    using rig = new Rig({
      ...chain,
      "texts/a.txt": "a",
      "nodes/list.ts": `import * as fs from "node:fs"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const list = /*#__PURE__*/ Node.make("list", {
  params: Schema.Struct({ dir: Schema.String }),
  sources: { texts: (params) => params.dir },
  inputs: {},
  outputs: { n: json(Schema.Finite) },
  run: ({ inputs, params }) => Effect.map(inputs.texts.entries, (entries) => {
    if (entries.length === 2) fs.writeFileSync(params.dir + "/c.txt", "c")
    return { n: entries.length }
  })
})
`,
      "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { list } from "../nodes/list.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  return yield* list({}, { dir: "DIR" })
})
`
    })
    rig.edit("pipelines/p.ts", "DIR", path.join(rig.root, "texts"))
    await rig.run()
    const before = standing(rig)

    rig.write("texts/b.txt", "b")
    const after = standing(rig)
    await rig.run() // adds c.txt once it has read the folder

    expect(before).toMatchObject({ nodes: 1 })
    expect([after, standing(rig)]).toEqual([undefined, undefined])
  })
})
