import { describe, expect, it } from "vitest"
import { spelled } from "../../../src/dataflow/code/spelling.ts"
import { Rig } from "../rig.ts"

const otherwise = (text: string) => spelled(text, { place: (name) => `(${name})`, isPattern: true })

describe("what only a file knows of its place", () => {
  it("is put in for import.meta, and not in strings, comments and templates", async () => {
    const text = "`import.meta.url ${import.meta.dirname}` + 'import.meta.url' // import.meta.filename"

    expect(await otherwise(`f(import.meta.url, ${text}`)).toBe(
      `f("(url)", ${text.replace("{import.meta.dirname}", `{"(dirname)"}`)}`
    )
  })

  it("is put in beside decorators too", async () => {
    expect(await otherwise("@registered class A { url = import.meta.url }")).toBe(
      `@registered class A { url = "(url)" }`
    )
  })
})

describe("an import of a template", () => {
  it("is spelled as a sum where it is one of the project", async () => {
    const text = "import(`./models/${name({ a: `${b}` })}.ts`); import(`${name}`); \"import(`./${name}`)\""

    expect(await otherwise(text)).toBe(
      "import(\"./models/\" + (name({ a: `${b}` })) + \".ts\"); import(`${name}`); \"import(`./${name}`)\""
    )
  })

  it("makes its node run again when what it imports is edited", async () => {
    using rig = new Rig(files)
    await rig.run()

    rig.edit("nodes/models/small.ts", "3", "4")
    const { ran, reasons } = await rig.run()

    expect(ran).toEqual(["a"])
    expect(reasons["a"]).toMatchObject([{ _tag: "CodeChanged", file: "nodes/models/small.ts" }])
  })
})

describe("a text that is imported", () => {
  it("is named when it makes its node run again", async () => {
    using rig = new Rig(files)
    await rig.run()

    rig.edit("nodes/words.txt", "rain", "roofs")
    const { reasons } = await rig.run()

    expect(reasons["a"]).toMatchObject([{ _tag: "CodeChanged", file: "nodes/words.txt" }])
  })
})

const files = {
  "nodes/models/small.ts": "export const size = 3\n",
  "nodes/words.txt": "rain",
  "nodes/a.ts": `import { json, Node, Schema } from "@src/dataflow/index.ts"
import words from "./words.txt"
export const a = /*#__PURE__*/ Node.fn("a", {
  params: { model: Schema.String },
  outputs: { size: json(Schema.Int), words: json(Schema.String) },
  run: async ({ params }) => ({ words, size: (await import(\`./models/\${params.model}.ts\`)).size })
})
`,
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { a } from "../nodes/a.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  return yield* a({}, { model: "small" })
})
`
}
