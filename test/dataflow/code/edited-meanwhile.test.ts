import { describe, expect, it } from "vitest"
import { chain, Rig } from "../rig.ts"

const constant = "nodes/maths/constant.ts"

/** A pipeline that edits its own code when it is loaded, which is while it is compiled. */
const editing: Readonly<Record<string, string>> = {
  ...chain,
  "pipelines/p.ts": `import * as fs from "node:fs"
${chain["pipelines/p.ts"]!}
fs.writeFileSync(new URL("../${constant}", import.meta.url), "export const factor = 5\\n")
`
}

describe("a file that is edited while its pipeline is compiled", () => {
  it("is compiled as it is hashed, so that no old code runs under its fingerprint", async () => {
    using rig = new Rig(editing)

    const first = await rig.run()
    const second = await rig.run()

    expect(JSON.parse(new TextDecoder().decode(rig.store().readObject(first.digests["b.n"]!)))).toBe(15)
    expect(second.ran).toEqual([])
  })

  it("is refused where it never rests", async () => {
    using rig = new Rig(editing)
    rig.edit("pipelines/p.ts", `"export const factor = 5\\n"`, "`export const factor = ${Math.random()}`")

    await expect(rig.load()).rejects.toThrow("its files change while they are compiled, 5 times in a row")
  })
})

it("a declared asset that is not there is named with the node and the file that declare it", async () => {
  using rig = new Rig(chain)
  rig.edit("nodes/b.ts", "params: Schema.Struct({}),", "params: Schema.Struct({}),\n  assets: [\"data/words.txt\"],")

  await expect(rig.load("p")).rejects.toThrow(
    `Pipeline "p" cannot be loaded: node "b" (nodes/b.ts) declares the asset data/words.txt, which is not there`
  )
})
