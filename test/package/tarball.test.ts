import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { entries } from "../../scripts/docs/entries.ts"
import { buildPackage, packageRoot } from "./build.ts"

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
  buildPackage()
  packed = pack()
}, 120_000)

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
      "assets/fonts",
      "assets/template",
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
