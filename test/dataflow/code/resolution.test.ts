import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { currentCode } from "../../../src/dataflow/code/code.ts"
import { fingerprintNodes } from "../../../src/dataflow/code/fingerprint.ts"
import { packagesOf } from "../../../src/dataflow/code/packages.ts"
import { Rig } from "../rig.ts"

const tsconfig = (options: object, base?: string) =>
  JSON.stringify({ ...(base === undefined ? {} : { extends: base }), compilerOptions: options })

const files: Readonly<Record<string, string>> = {
  "tsconfig.json": tsconfig({}, "./settings/base"),
  "settings/base.json": `{ // paths of all
  "extends": ["./later.json"],
  "compilerOptions": { "paths": { "~/*": ["../maths/*"] } }
}`,
  "maths/size.ts": "export const size = 3\n",
  "maths/unit/index.ts": "export const unit = 1\n",
  "maths/kinds/small.ts": "export const kind = 1\n",
  "maths/forms/f-small.ts": "export const form = 1\n",
  "nodes/a.ts": `import { json, Node, Schema } from "@src/dataflow/index.ts"
import { size } from "~/size.ts"
import { unit } from "../maths/unit"
export const a = /*#__PURE__*/ Node.fn("a", {
  params: { kind: Schema.String },
  outputs: { n: json(Schema.Int) },
  run: async ({ params }) => {
    const { kind } = await import(\`../maths/kinds/\${params.kind}.ts\`)
    const { form } = await import(\`../maths/forms/f-\${params.kind}.ts\`)
    return { n: size * unit * kind * form }
  }
})
`,
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { a } from "../nodes/a.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() { return yield* a({}, { kind: "small" }) })
`
}

describe("compiled code", () => {
  const rig = new Rig(files)
  beforeAll(() => rig.load())
  afterAll(() => rig[Symbol.dispose]())
  const isCurrent = () => currentCode(rig.project, rig.store(), "p") !== undefined

  it.each([
    ["a file that tsconfig.json extends is edited", "settings/base.json", tsconfig({ jsx: "react" })],
    ["a file that tsconfig.json extends is there now", "settings/later.json", tsconfig({ target: "ES2020" })],
    ["a folder of sources gets a tsconfig.json", "maths/tsconfig.json", tsconfig({ useDefineForClassFields: false })],
    ["a folder of sources gets a package.json", "maths/package.json", `{ "sideEffects": false }`],
    ["a file is there now that an import without ending would mean", "maths/unit.ts", "export const unit = 2\n"],
    ["a package is there now that has the name of an alias", "node_modules/~/package.json", "{}"],
    ["the folder of a template that is imported gains a file", "maths/kinds/large.ts", "export const kind = 9\n"],
    [
      "the folder of a template that ends within a name gains a file",
      "maths/forms/f-large.ts",
      "export const form = 9\n"
    ]
  ])("is not current once %s, and again when that is undone", (_, file, content) => {
    const full = path.join(rig.root, file)
    const before = fs.existsSync(full) ? fs.readFileSync(full, "utf8") : undefined
    expect(isCurrent()).toBe(true)

    rig.write(file, content)
    expect(isCurrent()).toBe(false)

    if (before === undefined) fs.rmSync(full)
    else rig.write(file, before)
    expect(isCurrent()).toBe(true)
  })

  it("is current whatever files are there that decide nothing", () => {
    rig.write("maths/other.ts", "export const other = 1\n")
    rig.write("maths/unit/more.ts", "export const unit = 2\n")

    expect(isCurrent()).toBe(true)
  })
})

/** What a node hashes to in a project of these files. */
const printOf = async (project: Readonly<Record<string, string>>) => {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "partita-resolution-")))
  onTestFinished(() => fs.rmSync(root, { recursive: true }))
  for (const [file, content] of Object.entries(project)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), content)
  }
  const places = { a: { file: "nodes/a.ts", package: undefined, exportName: "a", assets: [] } }
  const options = { packages: packagesOf(root), assetDigest: () => "", isApart: () => false }
  return (await fingerprintNodes(root, places, options))["a"]!
}

describe("a package that package.json calls otherwise", () => {
  it("counts with its version", async () => {
    const of = (version: string) =>
      printOf({
        "package.json": JSON.stringify({ imports: { "#loud": "gains/loud" } }),
        "node_modules/gains/package.json": JSON.stringify({ name: "gains", version, exports: { "./loud": "./l.js" } }),
        "node_modules/gains/l.js": "export const loud = 3\n",
        "nodes/a.ts": `import { loud } from "#loud"\nimport { Node } from "partita"\n` +
          `export const a = Node.fn("a", { run: () => ({ n: loud }) })\n`
      })
    const [before, after] = await Promise.all([of("1.0.0"), of("1.0.1")])

    expect([before.packages, after.packages]).toEqual([{ gains: "1.0.0" }, { gains: "1.0.1" }])
    expect(before.hash).not.toBe(after.hash)
  })
})

describe("a name of package.json", () => {
  it("counts with what it means among the files of a package", async () => {
    const of = (file: string) =>
      printOf({
        "package.json": JSON.stringify({ imports: { "#loud": `gains/${file}` } }),
        "node_modules/gains/package.json": JSON.stringify({ name: "gains", version: "1.0.0" }),
        "node_modules/gains/loud.js": "export const loud = 3\n",
        "node_modules/gains/soft.js": "export const loud = 1\n",
        "nodes/a.ts": `import { loud } from "#loud"\nimport { Node } from "partita"\n` +
          `export const a = Node.fn("a", { run: () => ({ n: loud }) })\n`
      })
    const [before, after] = await Promise.all([of("loud.js"), of("soft.js")])

    expect(before.hash).not.toBe(after.hash)
  })
})

/** A project whose node reaches a class, a file by a name without ending and one by a template. */
const around: Readonly<Record<string, string>> = {
  "tsconfig.json": tsconfig({}, "./base.json"),
  "base.json": tsconfig({}),
  "maths/unit/index.ts": "export const unit = 1\n",
  "maths/kinds/small.ts": "export const kind = 1\n",
  "maths/size.ts": "class Base { size = 0 }\nexport class Size extends Base { declare other: number; size }\n",
  "nodes/a.ts": `import { Node } from "partita"
import { Size } from "../maths/size.ts"
import { unit } from "../maths/unit"
export const a = Node.fn("a", { run: async (k) => ({ n: unit, s: new Size(), k: await import(\`../maths/kinds/\${k}.ts\`) }) })
`
}

describe("a node", () => {
  it.each([
    ["a file that tsconfig.json extends reads its classes otherwise", "base.json"],
    ["a folder's tsconfig.json reads its classes otherwise", "maths/tsconfig.json"]
  ])("has another fingerprint where %s", async (_, file) => {
    const [before, after] = await Promise.all([
      printOf(around),
      printOf({ ...around, [file]: tsconfig({ useDefineForClassFields: false }) })
    ])

    expect(before.hash).not.toBe(after.hash)
  })

  it.each([
    ["a file beside a folder is what its import means now", "maths/unit.ts", "export const unit = 2\n"],
    ["the folder of a template it imports gained a file", "maths/kinds/large.ts", "export const kind = 9\n"]
  ])("has another fingerprint where %s", async (_, file, content) => {
    const [before, after] = await Promise.all([printOf(around), printOf({ ...around, [file]: content })])

    expect(before.hash).not.toBe(after.hash)
  })
})
