import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"
import { files, read } from "../run/deciding-project.ts"

describe("parameters of a pipeline", () => {
  const withK = (rig: Rig) => {
    rig.edit(
      "pipelines/p.ts",
      "{ seed: 1 }, function*()",
      "{ seed: 1, params, defaults: { size: 24 } }, function*(_, { size })"
    )
    rig.edit("pipelines/p.ts", "{ size: 24 })\n  const whole", "{ size })\n  const whole")
    rig.edit(
      "pipelines/p.ts",
      "export default",
      "import * as Param from \"../SRC/dataflow/dsl/param.ts\"\nconst params = { size: Param.positiveInt }\nexport default"
        .replace(
          "../SRC",
          path.relative(path.join(rig.root, "pipelines"), path.join(import.meta.dirname, "../../../src"))
        )
    )
  }

  it("reach the steps, and enter keys only through what they decide", async () => {
    using rig = new Rig(files)
    await rig.run()
    withK(rig)

    const same = await rig.run()
    const more = await rig.run({ set: { "pipeline.size": "36" } })

    expect(same.ran).toEqual([])
    expect(more.ran).toContain("part-3")
    expect(more.reasons["measure"]).toEqual([{ _tag: "ParamChanged", path: "params.size", from: "24", to: "36" }])
  })

  it("are checked like those of nodes", async () => {
    using rig = new Rig(files)
    withK(rig)

    await expect(rig.run({ set: { "pipeline.size": "0" } })).rejects.toThrow(/pipeline\.size: .*greater than 0/)
    await expect(rig.run({ set: { "pipeline.sise": "2" } })).rejects.toThrow(
      "Pipeline \"p\" has no parameter \"sise\"."
    )
  })

  it("are given in code where the pipeline is a part of another", async () => {
    using rig = new Rig(files)
    withK(rig)
    rig.write(
      "pipelines/q.ts",
      `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import p from "./p.ts"
export default Pipeline.gen("q", { seed: 1 }, function*() {
  const { last } = yield* p.place(undefined, { size: 10 })
  return { last }
})
`
    )

    const { digests } = await rig.run({ name: "q" })

    expect(Object.keys(digests)).toEqual(expect.arrayContaining(["part-1.n"]))
    expect(read(rig, digests["about.n"])).toBe(5)
  })
})
