import { describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"

const helper = "maths/size.ts"

/** A node that imports its helper under a name; `settings` say what that means. */
const naming = (name: string, settings: Readonly<Record<string, unknown>>): Rig =>
  new Rig({
    ...Object.fromEntries(Object.entries(settings).map(([file, content]) => [file, JSON.stringify(content)])),
    [helper]: "export const size = 3\n",
    "maths/other.ts": "export const size = 5\n",
    "nodes/a.ts": `import { json, Node, Schema } from "@src/dataflow/index.ts"
import { size } from "${name}"
export const a = /*#__PURE__*/ Node.fn("a", { outputs: { n: json(Schema.Int) }, run: () => ({ n: size }) })
`,
    "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { a } from "../nodes/a.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() { return yield* a() })
`
  })

const ways = [
  ["package.json's imports", "#maths/size.ts", "package.json", { imports: { "#maths/*": "./maths/*" } }],
  ["package.json's own name", "mine/size.ts", "package.json", { name: "mine", exports: { "./*": "./maths/*" } }],
  ["tsconfig.json's paths", "~/size.ts", "tsconfig.json", { compilerOptions: { paths: { "~/*": ["./maths/*"] } } }]
] as const

describe("a file of the project that is imported by a name", () => {
  it.each(ways)("of %s makes its node run again when it is edited", async (_, name, settings, content) => {
    using rig = naming(name, { [settings]: content })
    await rig.run()

    rig.edit(helper, "3", "4")
    const { ran, reasons } = await rig.run()

    expect(ran).toEqual(["a"])
    expect(reasons["a"]).toMatchObject([{ _tag: "CodeChanged", file: helper, symbol: "size" }])
  })

  it("is another where package.json says so", async () => {
    using rig = naming("#size", { "package.json": { imports: { "#size": `./${helper}` } } })
    await rig.run()

    rig.edit("package.json", helper, "maths/other.ts")

    expect((await rig.run()).ran).toEqual(["a"])
  })
})
