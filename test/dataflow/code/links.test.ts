import * as fs from "node:fs"
import * as path from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { currentCode, pipelineCode } from "../../../src/dataflow/code/code.ts"
import { Rig } from "../rig.ts"

const manifest = (name: string, version: string, more: object = {}) =>
  JSON.stringify({ name, version, type: "module", exports: "./index.js", ...more })

/** Two of everything that a name may lead to, without a lockfile; a package `pk` needs `qq`. */
const files: Readonly<Record<string, string>> = {
  "pnpm-lock.yaml": "",
  "tsconfig.json": JSON.stringify({ compilerOptions: { paths: { "@l/*": ["./lib2/*.ts", "./lib/*.ts"] } } }),
  "pipelines/parts/none.ts": "",
  "lib/aliased.ts": "export const aliased = 1\n",
  "first/x.ts": "export const x = 1\n",
  "second/x.ts": "export const x = 2\n",
  "first/kinds/small.ts": "export const kind = 1\n",
  "second/kinds/small.ts": "export const kind = 2\n",
  "first/v/package.json": manifest("linked", "1.0.0"),
  "first/v/index.js": "export const linked = 1\n",
  "second/v/package.json": manifest("linked", "1.0.0"),
  "second/v/index.js": "export const linked = 2\n",
  "node_modules/pk/package.json": manifest("pk", "1.0.0", { dependencies: { qq: "*" } }),
  "node_modules/pk/index.js": `export { q } from "qq"\n`,
  "node_modules/qq/package.json": manifest("qq", "1.0.0"),
  "node_modules/qq/index.js": "export const q = 1\n",
  "first/n.ts": `import { json, Node, Schema } from "@src/dataflow/index.ts"
import { aliased } from "@l/aliased"
import { linked } from "linked"
import { q } from "pk"
import { x } from "../lib/x.ts"
import { x as other } from "../folder/x.ts"
export const a = /*#__PURE__*/ Node.fn("a", {
  params: { kind: Schema.String },
  outputs: { n: json(Schema.Int) },
  run: async ({ params }) => ({
    n: x + other + q + linked + aliased + (await import(\`../lib/kinds/\${params.kind}.ts\`)).kind
  })
})
`,
  "first/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { a } from "../nodes/n.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() { return yield* a({}, { kind: "small" }) })
`
}

const links: Readonly<Record<string, string>> = {
  "lib/x.ts": "first/x.ts",
  "lib/kinds/small.ts": "first/kinds/small.ts",
  folder: "first",
  "nodes/n.ts": "first/n.ts",
  "pipelines/p.ts": "first/p.ts",
  "node_modules/linked": "first/v"
}

describe("compiled code", () => {
  let rig: Rig
  const isCurrent = () => currentCode(rig.project, rig.store(), "p") !== undefined
  const link = (from: string, to: string) => {
    const full = path.join(rig.root, from)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    fs.rmSync(full, { force: true, recursive: true })
    fs.symlinkSync(path.relative(path.dirname(full), path.join(rig.root, to)), full)
  }
  const hash = async () => (await pipelineCode(rig.project, rig.store(), "p")).nodes["a"]?.fingerprint.hash

  beforeEach(() => {
    rig = new Rig(files)
    for (const file of ["n.ts", "p.ts"]) {
      rig.write(`second/${file}`, `${files[`first/${file}`]}\nexport const two = 2\n`)
    }
    for (const [from, to] of Object.entries(links)) link(from, to)
  })
  afterEach(() => rig[Symbol.dispose]())

  it.each(Object.keys(links))(
    "is not current once %s is a link to another place, and again when it is as before",
    async (from) => {
      const before = await hash()
      expect(isCurrent()).toBe(true)

      link(from, links[from]!.replace("first", "second"))
      expect(isCurrent()).toBe(false)
      const after = await hash()

      expect(isCurrent()).toBe(true)
      expect(after === before).toBe(/\/[np]\.ts$/.test(from)) // which differ in what nobody imports
      link(from, links[from]!)
      expect(isCurrent()).toBe(false)
    }
  )

  it.each([
    ["a package lies nearer to what imports it", "first/node_modules/pk", true],
    ["a package of a package lies nearer to that", "node_modules/pk/node_modules/qq", true],
    ["a file is there that tsconfig.json means first by a name", "lib2/aliased.ts", false]
  ])("is not current once %s", async (_, place, isPackage) => {
    const before = await hash()

    if (isPackage) {
      rig.write(`${place}/package.json`, manifest(path.basename(place), "2.0.0"))
      rig.write(`${place}/index.js`, "export const q = 2\n")
    } else rig.write(place, "export const aliased = 2\n")
    expect(isCurrent()).toBe(false)

    expect(await hash()).not.toBe(before)
    expect(isCurrent()).toBe(true)
  })

  it("is not current once a package is a link to sources that was a copy of them", async () => {
    fs.rmSync(path.join(rig.root, "node_modules/linked"))
    fs.cpSync(path.join(rig.root, "first/v"), path.join(rig.root, "node_modules/linked"), { recursive: true })
    const before = await hash()

    link("node_modules/linked", "first/v")
    expect(isCurrent()).toBe(false)

    expect(await hash()).not.toBe(before)
  })

  it("is not current once a file is a link to one of the same content", async () => {
    rig.write("folder/alone.ts", "export const x = 3\n")
    rig.write("lib/copy.ts", "export const x = 3\n")
    rig.edit("first/n.ts", "../folder/x.ts", "../lib/copy.ts")
    await hash()

    link("lib/copy.ts", "first/alone.ts")

    expect(isCurrent()).toBe(false)
  })
})
