import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { pipelineCode } from "../../../src/dataflow/code/code.ts"
import { fingerprintNodes } from "../../../src/dataflow/code/fingerprint.ts"
import { frameworkIn } from "../../../src/dataflow/code/framework.ts"
import { packagesOf } from "../../../src/dataflow/code/packages.ts"
import { Store } from "../../../src/dataflow/store/store.ts"
import { chain, Rig } from "../rig.ts"

const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), content)
  }
}

/** A package `gains` in TypeScript beside a project, and one in CommonJS; both need a package that only they can see. */
const gains: Readonly<Record<string, string>> = {
  "gains/package.json": JSON.stringify({ name: "gains", type: "module", exports: "./index.ts" }),
  "gains/index.ts":
    `import { base } from "base"\nimport { loud } from "./loud.ts"\nexport const gain: number = loud * base\n`,
  "gains/loud.ts": `export const loud = 3\n`,
  "gains/node_modules/base/package.json": JSON.stringify({
    name: "base",
    version: "1.0.0",
    type: "module",
    exports: "./b.js"
  }),
  "gains/node_modules/base/b.js": `export const base = 1\n`,
  "old/package.json": JSON.stringify({ name: "old" }),
  "old/index.js": `const path = require("node:path")\nexports.gain = 3\nexports.name = path.basename(__filename)\n`
}

const node = (name: string): string =>
  `import { gain } from "${name}"\nimport { Node } from "partita"\nexport const b = Node.fn("b", { run: () => ({ n: gain }) })\n`

/** What a node hashes to that imports a linked package, after some files are written anew. */
const hashWith = async (name: string, changed: Readonly<Record<string, string>> = {}) => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "partita-linked-")))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  const root = path.join(folder, "project")
  write(folder, { ...gains, "project/nodes/b.ts": node(name), ...changed })
  fs.mkdirSync(path.join(root, "node_modules"), { recursive: true })
  fs.symlinkSync(path.join(folder, name), path.join(root, "node_modules", name)) // as `npm link` and workspaces do
  const places = { b: { file: "nodes/b.ts", package: undefined, exportName: "b", assets: [] } }
  const options = { packages: packagesOf(root), assetDigest: () => "", isApart: () => false }
  return (await fingerprintNodes(root, places, options))["b"]!
}

describe("a linked package", () => {
  it("is source: its code counts, its comments and its version do not", async () => {
    const manifest = JSON.stringify({ ...JSON.parse(gains["gains/package.json"]!) as object, version: "2.0.0" })
    const [before, ...after] = await Promise.all([
      hashWith("gains"),
      hashWith("gains", { "gains/loud.ts": "export const loud = 5\n" }),
      hashWith("gains", { "gains/loud.ts": "/** Loud. */\nexport const loud = 3 // indeed\n" }),
      hashWith("gains", { "gains/package.json": manifest })
    ])

    expect(after.map(({ hash }) => hash === before.hash)).toEqual([false, true, true])
    expect(Object.keys(before.parts)).toContain("../gains/loud.ts#loud")
  })

  it("counts with the versions of packages that it alone can see", async () => {
    const base = gains["gains/node_modules/base/package.json"]!
    const [before, after] = await Promise.all([
      hashWith("gains"),
      hashWith("gains", { "gains/node_modules/base/package.json": base.replace("1.0.0", "1.0.1") })
    ])

    expect([before.packages, after.packages]).toEqual([{ base: "1.0.0" }, { base: "1.0.1" }])
  })

  it.each([
    ["it", ["1.0.0", "2.0.0"], `import { base } from "base"\nimport { gain } from "gains"\n`],
    ["a node", ["1.0.0"], `import { base } from "base"\nconst gain = 1\n`]
  ])("counts with its own of two packages of one name, which %s imports", async (_, expected, imports) => {
    const manifest = (version: string) => JSON.stringify({ name: "base", version, type: "module", exports: "./b.js" })
    const hashOf = (own: string) =>
      hashWith("gains", {
        "project/node_modules/base/package.json": manifest("1.0.0"),
        "gains/node_modules/base/package.json": manifest(own),
        "project/nodes/b.ts": `${imports}import { Node } from "partita"\n` +
          `export const b = Node.fn("b", { run: () => ({ n: gain * base }) })\n`
      })
    const [before, after] = await Promise.all([hashOf("2.0.0"), hashOf("3.0.0")])

    expect(before.packages).toEqual({ base: expected.join(", ") })
    expect(before.hash === after.hash).toBe(expected.length === 1)
  })

  it("counts in CommonJS too", async () => {
    const [before, after] = await Promise.all([
      hashWith("old"),
      hashWith("old", { "old/index.js": gains["old/index.js"]!.replace("gain = 3", "gain = 5") })
    ])

    expect(before.hash).not.toBe(after.hash)
  })

  it("is source where it is the framework's own", () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "partita-linked-")))
    onTestFinished(() => fs.rmSync(folder, { recursive: true }))
    write(folder, {
      "partita/package.json": `{ "name": "partita" }`,
      "installed/node_modules/partita/package.json": `{ "name": "partita" }`,
      "linked/node_modules/.package-lock.json": "{}"
    })
    fs.symlinkSync(path.join(folder, "partita"), path.join(folder, "linked/node_modules/partita"))
    const packageIn = (root: string, home: string) => {
      const inputs = { [`${home}/dist/src/dataflow/dsl/pipeline.js`]: { bytes: 0, imports: [] } }
      return frameworkIn(path.join(folder, root), { inputs, outputs: {} })?.package
    }

    expect(packageIn("installed", "node_modules/partita")).toMatchObject({ name: "partita" })
    expect(packageIn("linked", "../partita")).toBeUndefined()
  })

  it("computes with what it sees itself, and not with what the project sees by that name", async () => {
    const bases = Object.entries({ "": 1, "nodes/maths/near/": 4, "packages/gains/": 2 }).flatMap(([folder, base]) => [
      [`${folder}node_modules/base/package.json`, gains["gains/node_modules/base/package.json"]!],
      [`${folder}node_modules/base/b.js`, `export const base = ${base}\n`]
    ])
    using rig = new Rig({
      ...chain,
      ...Object.fromEntries(Object.entries(gains).map(([file, content]) => [`packages/${file}`, content])),
      ...Object.fromEntries(bases) as Readonly<Record<string, string>>,
      "nodes/maths/double.ts": `import { base } from "base"\nimport { gain } from "gains"\n` +
        `import { near } from "./near/by.ts"\nexport const double = (x: number): number => x * (100 * base + 10 * gain + near)\n`,
      "nodes/maths/near/by.ts": `import { base } from "base"\nexport const near: number = base\n`
    })
    fs.symlinkSync(path.join(rig.root, "packages/gains"), path.join(rig.root, "node_modules/gains"))
    const { digests } = await rig.run()

    const value = new TextDecoder().decode(rig.store().readObject(digests["b.n"]!))
    expect(value.trim()).toBe(String(3 * (100 + 10 * 3 * 2 + 4)))
  })

  it("makes what imports it run again when it is edited, whether the bundler or Node loads it", async () => {
    using rig = new Rig({
      ...chain,
      "nodes/maths/double.ts": `import { gain } from "gains"\nimport { gain as old } from "old"\n` +
        `export const double = (x: number): number => x * (gain + old)\n`
    })
    write(path.join(rig.root, "packages"), gains)
    fs.mkdirSync(path.join(rig.root, "node_modules"))
    for (const name of ["gains", "old"]) {
      fs.symlinkSync(path.join(rig.root, "packages", name), path.join(rig.root, "node_modules", name))
    }
    const before = await rig.run()

    rig.edit("packages/gains/loud.ts", "3", "5")
    rig.edit("packages/old/index.js", "3", "5")
    const after = await rig.run()

    expect(after.ran).toEqual(["b", "c"])
    expect(after.reasons["b"]).toMatchObject([{ file: "packages/gains/loud.ts" }, { file: "packages/old/index.js" }])
    const valueOf = (digest: string | undefined) => new TextDecoder().decode(rig.store().readObject(digest!))
    expect([before, after].map(({ digests }) => valueOf(digests["b.n"]).trim())).toEqual(["18", "30"])
  })
})

it("is said once, and not where nothing is compiled, that no package-lock.json names the versions of packages", async () => {
  using rig = new Rig({ ...chain, "pnpm-lock.yaml": "" })
  const said: Array<string> = []
  const store = Store.open(rig.project.cacheRoot, { fsync: false, warn: (line) => said.push(line) })

  await pipelineCode(rig.project, store, "p")
  rig.edit("nodes/maths/constant.ts", "factor = 2", "factor = 3")
  await pipelineCode(rig.project, store, "p")
  await pipelineCode(
    rig.project,
    Store.open(rig.project.cacheRoot, { fsync: false, warn: (line) => said.push(line) }),
    "p"
  )

  expect(said).toEqual([
    "there is no package-lock.json: versions of @duckdb/node-api, effect are those of the installed packages"
  ])
})
