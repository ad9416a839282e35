import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import { decodeWav } from "../../../src/music/audio/wav.ts"
import { Resident } from "./resident/resident.ts"

const root = path.join(import.meta.dirname, "..", "..", "..")
const resident = new Resident()
let folder = ""

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "pipeline-init-"))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))
afterAll(() => resident[Symbol.dispose]())

const init = (...args: ReadonlyArray<string>) =>
  resident.ask({ cwd: folder, args: ["init", ...args], env: process.env as Record<string, string> })

const made = (file: string) => path.join(folder, "demo", file)

describe("pipeline init", () => {
  it("writes a project and says what to do next", () => {
    const { code, stdout } = init("demo")

    expect(code).toBe(0)
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
    const { code, stderr } = init(name)

    expect(code).toBe(2)
    expect(stderr).toContain(`error[odd-name]: "${name}" cannot be the name of a project.`)
    expect(fs.readdirSync(folder)).toEqual([])
  })

  it("leaves a folder alone that holds anything, and fills an empty one", () => {
    fs.mkdirSync(path.join(folder, "demo"))
    expect(init("demo").code).toBe(0)

    fs.rmSync(made("README.md"))
    const { code, stderr } = init("demo")

    expect(code).toBe(2)
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
