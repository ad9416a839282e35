/** Real DVC: on what is exported here, and on strangers' files beside what we make of them. */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { launcher } from "../app/cli/studio.ts"
import { layOut, strangers } from "../dataflow/exchange/strangers.ts"
import { needProgram, programs } from "./programs.ts"

const root = path.join(import.meta.dirname, "..", "..")
const minutes = 60_000

let folder: string
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  DVC_NO_ANALYTICS: "1",
  SHELL: "/bin/sh",
  PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"]}`,
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@b",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@b"
})

const call = (cwd: string, program: string, ...args: ReadonlyArray<string>): string => {
  const done = spawnSync(program, args, { cwd, env: environment(), encoding: "utf8", maxBuffer: 2 ** 28 })
  if (done.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${done.stdout}${done.stderr}`)
  return done.stdout
}

const dvc = (cwd: string, ...args: ReadonlyArray<string>): string => call(cwd, needProgram(programs.dvc), ...args)
const pipeline = (cwd: string, ...args: ReadonlyArray<string>): string => call(cwd, process.execPath, launcher, ...args)

/** What DVC ran, in its order. */
const stagesIn = (output: string): ReadonlyArray<string> =>
  [...output.matchAll(/^Running stage '([^']+)'/gm)].map(([, name]) => name!.replace(/^.*dvc\.yaml:/, ""))

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "dvc-"))
})
afterAll(() => fs.rmSync(folder, { recursive: true }), minutes)

describe("easy, exported", () => {
  let clone: string
  const edit = (file: string, from: string, to: string): void => {
    const full = path.join(clone, file)
    const text = fs.readFileSync(full, "utf8")
    expect(text).toContain(from)
    fs.writeFileSync(full, text.replace(from, to))
  }

  beforeAll(() => {
    clone = path.join(folder, "clone")
    call(root, "git", "clone", "--quiet", ".", clone)
    for (const name of ["dist", "node_modules"]) fs.symlinkSync(path.join(root, name), path.join(clone, name))
    fs.writeFileSync(path.join(clone, ".git", "info", "exclude"), "/dist\n/node_modules\n")
    if (fs.existsSync(path.join(root, "cache", "VERSION"))) { // what CI has run already need not run again
      fs.cpSync(path.join(root, "cache"), path.join(clone, "cache"), { recursive: true, force: false })
    }
    dvc(clone, "init", "--quiet")
    call(clone, "git", "add", "--all")
    call(clone, "git", "commit", "--quiet", "--message", "Begin with DVC")
    dvc(clone, "repro", "--quiet", "results@easy")
  }, 8 * minutes) // a minute, on a machine with nothing else to do

  it("runs whole, is up to date for both, and shows metrics and plots", () => {
    const metrics = JSON.parse(dvc(clone, "metrics", "show", "--json")) as {
      readonly "": { readonly data: Readonly<Record<string, { readonly data: Readonly<Record<string, object>> }>> }
    }
    dvc(clone, "plots", "show", "dvc/easy/plots", "--out", "shown")

    expect(dvc(clone, "status", "plan@easy", "results@easy", "dvc/easy/dvc.yaml")).toContain("up to date")
    expect(pipeline(clone, "status", "easy")).toMatch(/^easy  (\d+) nodes: \1 fresh\n/)
    expect(Object.keys(metrics[""].data["dvc/easy/metrics.json"]!.data)).toContain("score")
    expect(fs.readdirSync(path.join(clone, "shown", "static")).filter((name) => name.endsWith(".svg"))).toHaveLength(10)
  })

  it(
    "a parameter changed by exp run reruns its node, nothing after it where the result is the same, and params diff shows it",
    () => {
      call(clone, "git", "add", "--all")
      call(clone, "git", "commit", "--quiet", "--message", "Run")

      const output = dvc(
        clone,
        "exp",
        "run",
        "--set-param",
        "dvc/easy/params.yaml:cluster-pca.kMax=9",
        "dvc/easy/dvc.yaml:score-pca"
      )

      expect(stagesIn(output)).toEqual(["plan@easy", "cluster-pca"])
      expect(dvc(clone, "params", "diff")).toMatch(/dvc\/easy\/params\.yaml +cluster-pca\.kMax +12 +9/)
      expect(dvc(clone, "metrics", "show", "--json")).toContain("score-pca")
    },
    4 * minutes
  )

  it(
    "a changed constant of the mel filters is stale for both, and both run the same nodes; a comment runs none",
    () => {
      edit("src/music/audio/mel.ts", "const ", "// a remark\nconst ")
      const remarked = stagesIn(dvc(clone, "repro", "dvc/easy/dvc.yaml:standardize"))
      edit("src/music/audio/mel.ts", "200 / 3", "201 / 3")

      const stale = dvc(clone, "status", "plan@easy")
      const planned = JSON.parse(pipeline(clone, "run", "easy", "--dry-run", "--json", "standardize")) as {
        readonly nodes: ReadonlyArray<{ readonly name: string; readonly status: string }>
      }
      const reran = stagesIn(dvc(clone, "repro", "dvc/easy/dvc.yaml:standardize"))

      expect(remarked).toEqual(["plan@easy"])
      expect(stale).toMatch(/changed deps:\s+modified: +src/)
      expect(planned.nodes.filter(({ status }) => status !== "fresh").map(({ name }) => name)).toEqual([
        "extract",
        "standardize"
      ])
      expect(reran).toEqual(["plan@easy", "extract", "standardize"])
    },
    2 * minutes
  )
})

describe("strangers' stages make the same bytes here as in DVC:", () => {
  it.each(strangers)("$name", ({ dvc: file, files, name, resolved }) => {
    const [theirs, ours] = [
      path.join(folder, "theirs", name),
      path.join(root, "test", ".rig", `dvc-${crypto.randomUUID()}`)
    ]
    try {
      layOut(theirs, files)
      layOut(ours, files)
      fs.mkdirSync(path.join(ours, "pipelines"))
      dvc(theirs, "init", "--quiet", "--no-scm")
      dvc(theirs, "repro", "--quiet", file)
      pipeline(ours, "import", "dvc", file, "--name", name, "--quiet")
      const text = path.join(ours, "pipelines", `${name}.ts`)
      fs.writeFileSync(text, fs.readFileSync(text, "utf8").replace(`"partita"`, `"${root}/src/dataflow/index.ts"`))
      pipeline(ours, "run", name, "--quiet")

      const made = fs.readdirSync(path.join(ours, "artifacts", name), { recursive: true, encoding: "utf8" })
      for (
        const out of resolved.filter(({ frozen }) => !frozen).flatMap((stage) =>
          stage.outs.map((each) => ({ each, stage }))
        )
      ) {
        const full = path.join(theirs, out.each)
        const parts = fs.statSync(full).isDirectory()
          ? fs.readdirSync(full, { recursive: true, encoding: "utf8" }).filter((part) =>
            fs.statSync(path.join(full, part)).isFile()
          )
          : [""]
        for (const part of parts) {
          const tail = path.join(path.basename(out.each), part)
          const found = made.filter((each) =>
            each.startsWith(`${out.stage.name}/`) && each.endsWith(`/${tail}`.replace(/\/$/, ""))
          )
          expect(
            found.map((each) => fs.readFileSync(path.join(ours, "artifacts", name, each), "utf8")),
            `${out.each} ${part}`
          )
            .toEqual([fs.readFileSync(path.join(full, part), "utf8")])
        }
      }
    } finally {
      fs.rmSync(ours, { recursive: true, force: true })
    }
  }, 4 * minutes)
})
