import { execFileSync, spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { decodeWav } from "../../../src/music/audio/wav.ts"

const root = path.join(import.meta.dirname, "..", "..", "..")
const launcher = path.join(root, "bin", "pipeline.js")
let folder = ""

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "pipeline-init-"))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const init = (...args: ReadonlyArray<string>) =>
  spawnSync(process.execPath, [launcher, "init", ...args], { cwd: folder, encoding: "utf8" })

const made = (file: string) => path.join(folder, "demo", file)

describe("pipeline init", () => {
  it("writes a project and says what to do next", () => {
    const { status, stdout } = init("demo")

    expect(status).toBe(0)
    expect(stdout).toBe(`demo: 12 files
  .gitignore
  .npmrc
  .yarnrc.yml
  README.md
  nodes/draw-loudness.ts
  nodes/loudness.ts
  package.json
  pipelines/first.ts
  pnpm-workspace.yaml
  sounds/three-notes.wav
  test/first.test.ts
  tsconfig.json

next:
  cd demo
  npm install
  npx pipeline run first
  npm test
`)
    expect(fs.readFileSync(made("README.md"), "utf8")).toMatch(/^# demo\n/)
  })

  it("brings three seconds of sound", () => {
    init("demo")
    const { channels, sampleRateHz } = decodeWav(fs.readFileSync(made("sounds/three-notes.wav")), "three-notes.wav")

    expect(channels[0]!.length / sampleRateHz).toBe(3)
    expect(Math.max(...channels[0]!)).toBeGreaterThan(0.7)
  })

  it("asks for the tarball that the project around it was given", () => {
    fs.writeFileSync(
      path.join(folder, "package.json"),
      JSON.stringify({ dependencies: { partita: "file:../partita-0.1.0.tgz" } })
    )
    init("demo")
    const { dependencies } = JSON.parse(fs.readFileSync(made("package.json"), "utf8"))

    expect(dependencies.partita).toBe("file:../../partita-0.1.0.tgz")
  })

  it.each([["Demo"], ["../demo"], ["de mo"], ["."], ["1st"]])("refuses %s as a name and writes nothing", (name) => {
    const { status, stderr } = init(name)

    expect(status).toBe(2)
    expect(stderr).toContain(`error[odd-name]: "${name}" cannot be the name of a project.`)
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it("leaves a folder alone that holds anything, and fills an empty one", () => {
    fs.mkdirSync(path.join(folder, "demo"))
    expect(init("demo").status).toBe(0)

    fs.rmSync(made("README.md"))
    const { status, stderr } = init("demo")

    expect(status).toBe(2)
    expect(stderr).toContain("error[folder-in-use]: demo is there already and not empty; nothing was written.")
    expect(fs.existsSync(made("README.md"))).toBe(false)
  })
})

describe("the project it makes", () => {
  it("has types that check against the sources of this package", () => {
    init("demo")
    const config = {
      extends: "./tsconfig.json",
      compilerOptions: {
        types: ["node"],
        typeRoots: [path.join(root, "node_modules", "@types")],
        paths: {
          partita: [path.join(root, "src/dataflow/index.ts")],
          "partita/testing": [path.join(root, "src/dataflow/testing.ts")],
          "partita/audio": [path.join(root, "src/music/audio/index.ts")],
          "partita/page": [path.join(root, "src/page/index.ts")],
          "partita/rows": [path.join(root, "nodes/row/index.ts")],
          "effect/*": [path.join(root, "node_modules/effect/dist/*.d.ts")]
        }
      }
    }
    fs.writeFileSync(made("tsconfig.check.json"), JSON.stringify(config))
    const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc")

    expect(() =>
      execFileSync(process.execPath, [tsc, "-p", "tsconfig.check.json", "--checkers", "1"], { cwd: made("") })
    ).not.toThrow()
  })
})
