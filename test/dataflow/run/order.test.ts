import { describe, expect, it } from "vitest"
import { chain, Rig } from "../rig.ts"

/** `double` is twice `factor`, which two files and a statement work on before it is read. */
const ordered = {
  ...chain,
  "package.json": `{ "type": "module" }`, // ours says that files without a used export have no effect
  "nodes/maths/state.ts": `export const state = { factor: 2 }\n`,
  "nodes/maths/add.ts": `import { state } from "./state.ts"\nstate.factor += 1\n`,
  "nodes/maths/times.ts": `import { state } from "./state.ts"\nstate.factor *= 10\n`,
  "nodes/maths/constant.ts":
    `import "./add.ts"\nimport "./times.ts"\nimport { state } from "./state.ts"\nstate.factor -= 1\n` +
    `export const factor = state.factor\n`
}

const valueOf = (rig: Rig, digest: string | undefined): unknown =>
  JSON.parse(new TextDecoder().decode(rig.store().readObject(digest!)))

describe("the order in which code runs", () => {
  it("makes a node stale when a statement moves past the value it changes, and names the file", async () => {
    using rig = new Rig(ordered)
    const before = await rig.run()

    rig.edit(
      "nodes/maths/constant.ts",
      "state.factor -= 1\nexport const factor = state.factor",
      "export const factor = state.factor\nstate.factor -= 1"
    )
    const after = await rig.run()

    expect(after.ran).toEqual(["b", "c"])
    expect(after.reasons["b"]).toMatchObject([
      { _tag: "CodeChanged", file: "nodes/maths/constant.ts", symbol: "(order)" }
    ])
    expect([before, after].map(({ digests }) => valueOf(rig, digests["b.n"]))).toEqual([3 * 29, 3 * 30])
  })

  it("makes a node stale when two imports change places, and names the first that runs earlier now", async () => {
    using rig = new Rig(ordered)
    await rig.run()

    rig.edit(
      "nodes/maths/constant.ts",
      `import "./add.ts"\nimport "./times.ts"`,
      `import "./times.ts"\nimport "./add.ts"`
    )
    const after = await rig.run()

    expect(after.reasons["b"]).toMatchObject([{ _tag: "CodeChanged", file: "nodes/maths/times.ts", symbol: "(order)" }])
    expect(valueOf(rig, after.digests["b.n"])).toBe(3 * 20)
  })

  it("does not count comments, unused functions and types that move", async () => {
    using rig = new Rig(ordered)
    rig.edit("nodes/maths/constant.ts", "state.factor -= 1\n", "// less\nstate.factor -= 1\n")
    rig.edit("nodes/maths/double.ts", "export const idle", "type Unused = string\nexport const idle")
    await rig.run()

    rig.edit("nodes/maths/constant.ts", "// less\nstate.factor -= 1\n", "state.factor -= 1\n// less\n")
    rig.write(
      "nodes/maths/double.ts",
      `import { factor } from "./constant.ts"\nexport const idle = (x: number): number => x - 1\ntype Unused = string\n` +
        `export const double = (x: number): number => x * factor\n`
    )

    expect((await rig.run()).ran).toEqual([])
  })

  it("counts every line of a template, whatever it looks like", async () => {
    using rig = new Rig({
      ...chain,
      "nodes/maths/constant.ts":
        "const text = `\n// nodes/one.ts\nfunction one() {\n}`\nexport const factor = text.length\n"
    })
    const before = await rig.run()

    rig.edit("nodes/maths/constant.ts", "// nodes/one.ts\nfunction one", "// nodes/eleven.ts\nfunction eleven")
    const after = await rig.run()

    expect(after.ran).toEqual(["b", "c"])
    expect([before, after].map(({ digests }) => valueOf(rig, digests["b.n"]))).toEqual([3 * 35, 3 * 41])
  })
})
