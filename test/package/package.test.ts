/** The package as others get it. It is built once, so all its tests are in this file; the command line is there already. */
import { execFileSync, spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { entries } from "../../scripts/docs/entries.ts"
import { deedsOf, isShownIn, Walk } from "../docs/walkthrough.ts"
import { makeProject, manifestOf, packageRoot, readPoints } from "./elsewhere.ts"

interface Packed {
  readonly size: number
  readonly files: ReadonlyArray<{ readonly path: string }>
}

interface Target {
  readonly types: string
  readonly default: string
}

let packed: Packed

beforeAll(() => {
  execFileSync(process.execPath, ["scripts/build-package.mjs", "--unchecked"], { cwd: packageRoot, stdio: "pipe" })
  packed = pack()
}, 300_000)

const pack = (): Packed => {
  const said = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: packageRoot,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"]
  })
  return (JSON.parse(said) as ReadonlyArray<Packed>)[0]!
}

const manifest = () =>
  JSON.parse(fs.readFileSync(path.join(packageRoot, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, Target | string>>
    readonly dependencies: Readonly<Record<string, string>>
  }

const sourceOf = (file: string): string => file.replace(/^\.\/dist\//, "").replace(/\.js$/, ".ts")

describe("the tarball", () => {
  it("holds built code and assets, in less than 5 MB", () => {
    const { files, size } = packed
    const folders = new Set(files.map((file) => file.path.split("/").slice(0, 2).join("/")))

    expect([...folders].sort()).toEqual([
      "LICENSE",
      "README.md",
      "THIRD-PARTY.md",
      "assets/fonts",
      "assets/template",
      "assets/web",
      "bin/pipeline.js",
      "dist/cli",
      "dist/nodes",
      "dist/pipelines",
      "dist/src",
      "package.json"
    ])
    expect(size).toBeLessThan(5e6)
  })

  it("holds no test, no fixture, no measurement and no TypeScript but declarations and the template", () => {
    const paths = packed.files.map((file) => file.path)

    expect(paths.filter((file) => /(^|\/)(bench|fixtures?|golden|\.rig)\//.test(file))).toEqual([])
    expect(paths.filter((file) => /\.test\./.test(file))).toEqual(["assets/template/test/first.test.ts"])
    expect(paths.filter((file) => /(?<!\.d)\.ts$/.test(file) && !file.startsWith("assets/template/"))).toEqual([])
  })

  it("has every module with its declarations and its source map, and no declaration that names a .ts file", () => {
    const paths = new Set(packed.files.map((file) => file.path))
    const modules = [...paths].filter((file) => file.endsWith(".js") && /^dist\/(nodes|pipelines|src)\//.test(file))
    const declarations = [...paths].filter((file) => file.endsWith(".d.ts"))

    expect(modules.filter((file) => !paths.has(`${file}.map`) || !paths.has(file.replace(/js$/, "d.ts")))).toEqual([])
    expect(
      declarations.filter((file) => /from "\.[^"]*\.ts"/.test(fs.readFileSync(path.join(packageRoot, file), "utf8")))
    ).toEqual([])
  })
})

describe("the exports", () => {
  it("lead to the entries that the reference describes, and to every room of nodes", () => {
    const { exports } = manifest()
    const named = Object.entries(exports).flatMap(([name, target]) =>
      typeof target === "string" || name.includes("*") ? [] : [[`partita${name.slice(1)}`, sourceOf(target.default)]]
    )
    const rooms = fs.readdirSync(path.join(packageRoot, "nodes")).filter((room) => room !== "row")
    const nodes = rooms.map((room) => [`partita/nodes/${room}`, `nodes/${room}/index.ts`])

    expect(Object.fromEntries(named)).toEqual({
      partita: "src/dataflow/index.ts",
      ...entries,
      ...Object.fromEntries(nodes),
      "partita/rows": "nodes/row/index.ts",
      "partita/testing": "src/dataflow/testing.ts"
    })
  })

  it("lead to files that are there", () => {
    const targets = Object.values(manifest().exports).filter((target) => typeof target !== "string")
    const files = targets.flatMap((target) => [target.types, target.default]).filter((file) => !file.includes("*"))

    expect(files.filter((file) => !fs.existsSync(path.join(packageRoot, file)))).toEqual([])
  })
})

describe("what npm installs with it", () => {
  it("has no script that downloads: onnxruntime-node is only a peer that may be there", () => {
    expect(Object.keys(manifest().dependencies)).not.toContain("onnxruntime-node")
  })
})

describe("a project that installed partita, with one change after another", () => {
  const readOthers = readPoints.replace("readPoints = ", "readOthers = ").replace(`"read-points"`, `"read-others"`)
  let project: ReturnType<typeof makeProject>
  beforeAll(() => {
    project = makeProject({
      "nodes/read-others.ts": readOthers,
      "nodes/index.ts": `export { readOthers } from "./read-others.ts"\nexport { readPoints } from "./read-points.ts"\n`
    })
    return () => project[Symbol.dispose]()
  })

  it("clusters and maps a CSV of its own with our nodes", async () => {
    const { failed, ran } = await project.run()

    expect(failed).toEqual([])
    expect([...ran].sort()).toEqual(["k-means", "read-points", "t-sne"])
    const found = project.store().ref("p")!
    expect(Object.keys(found.steps).sort()).toEqual(["k-means", "read-points", "t-sne"])
  })

  it("runs nothing a second time", async () => {
    expect((await project.run()).ran).toEqual([])
  })

  it("has our nodes run again with another version of partita, and its own not", async () => {
    project.write("node_modules/partita/package.json", manifestOf("1.0.1"))
    const { cached, ran, reasons } = await project.run()

    expect([...ran].sort()).toEqual(["k-means", "t-sne"])
    expect(cached).toEqual(["read-points"])
    expect(reasons["t-sne"]).toMatchObject([{
      _tag: "PackageChanged",
      name: "partita",
      before: "1.0.0",
      after: "1.0.1"
    }])
  })

  it("has a node of its own run again when its source changes, and ours only for other numbers", async () => {
    project.edit("nodes/read-points.ts", "text.trim()", "text.trimEnd()")
    const { ran, reasons } = await project.run()

    expect(ran).toEqual(["read-points"]) // the same points: the wave stops there
    expect(reasons["read-points"]).toMatchObject([{ _tag: "CodeChanged", file: "nodes/read-points.ts" }])
  })

  it("keeps a node out of the fingerprint of another that the same index exports", async () => {
    project.edit("nodes/read-others.ts", "text.trim()", "text.trimEnd()")

    expect((await project.run()).ran).toEqual([])
  })
})

describe("docs/tutorial.md", () => {
  it("does what it says, word for word, and what it writes compiles", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tutorial-"))
    const installed = (name: string) => path.join(packageRoot, "node_modules", name)
    const walk = new Walk(folder, { partita: packageRoot, effect: installed("effect") })
    const page = fs.readFileSync(path.join(packageRoot, "docs/tutorial.md"), "utf8")

    const wrong = deedsOf(page).flatMap((deed) => {
      if (deed.kind === "file") return walk.write(deed.path, deed.text) ?? []
      const { code, output } = walk.run(deed.command)
      return code === 0 && isShownIn(deed.shown, output) ? [] : [{ ...deed, code, output }]
    })
    const types = ["--typeRoots", installed("@types"), "--types", "node", "--checkers", "1"]
    const compiler = [installed("typescript/bin/tsc"), "-p", walk.folder, ...types]
    const { stdout } = spawnSync(process.execPath, compiler, { encoding: "utf8" })
    fs.rmSync(folder, { recursive: true })

    expect(wrong).toEqual([])
    expect(stdout).toBe("")
  }, 180_000)
})
