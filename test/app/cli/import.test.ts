/** A stranger's dvc.yaml, imported and run by the real command. */
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { layOut, strangers } from "../../dataflow/exchange/strangers.ts"
import { type CommandResult, Studio } from "./studio.ts"

let studio: Studio
let imported: CommandResult

/** Imports as `import dvc` does, and has the framework found where this clone has it. */
const importing = (args: ReadonlyArray<string>, name: string): CommandResult => {
  const result = studio.program(["import", "dvc", ...args], { SHELL: "/bin/sh" })
  const file = `pipelines/${name}.ts`
  if (result.code === 0) {
    studio.write(
      file,
      fs.readFileSync(path.join(studio.root, file), "utf8").replace("\"partita\"", "\"@src/dataflow/index.ts\"")
    )
  }
  return result
}

const ran = (args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { nodes } = JSON.parse(studio.pipeline(["run", "started", ...args, "--json"]).stdout) as {
    readonly nodes: ReadonlyArray<{ readonly name: string; readonly status: string }>
  }
  return nodes.filter(({ status }) => status === "ran" || status === "done").map(({ name }) => name)
}

beforeAll(() => {
  studio = new Studio()
  layOut(studio.root, strangers.find(({ name }) => name === "get-started")!.files)
  imported = importing(["--name", "started"], "started")
}, 60_000)
afterAll(() => studio[Symbol.dispose]())

it("says what it wrote, what is not as in DVC, and what next", () => {
  expect([imported.code, imported.stderr]).toEqual([
    0,
    "not as in DVC: 1 thing\n" +
    "  the section \"plots\" is left out: its data are outputs, its axes and templates are DVC's\n" +
    "wrote pipelines/started.ts with 4 stages; next: pipeline run started\n"
  ])
})

it("runs with our cache: a parameter reruns the stages that depend on it, and their numbers are metrics", () => {
  const first = ran([])
  const again = ran(["--set", "train.params.train.rate=0.5"])

  expect(first).toEqual(["prepare", "featurize", "train", "evaluate", "metrics"])
  expect(again.slice(0, 2)).toEqual(["train", "evaluate"])
  expect(fs.readFileSync(path.join(studio.root, "artifacts/started/train/modelTxt/model.txt"), "utf8")).toBe("7\n0.5\n")
  expect(studio.pipeline(["metrics", "show", "started"]).stdout).toContain("avg_prec")
})

it("keeps a pipeline that is there, and says what else it cannot do", () => {
  studio.write("broken/dvc.yaml", "stages: {a: {cmd: 'x ${y}'}}")

  const there = studio.pipeline(["import", "dvc", "--name", "started"])
  const broken = studio.pipeline(["import", "dvc", "broken"])
  const none = studio.pipeline(["import", "dvc", "nowhere"])
  const elsewhere = studio.pipeline(["import", "dvc", "--name", "started", "-o", "pipelines/started.ts"])

  expect([there.code, broken.code, none.code]).toEqual([2, 2, 2])
  expect(there.stderr).toContain("pipelines/started.ts is there already; nothing was written.\n   hint: --name ANOTHER")
  expect(elsewhere.stderr).toContain("hint: -o ANOTHER, or --force to replace it")
  expect(broken.stderr).toContain(
    "broken/dvc.yaml cannot be taken over: ${y} is nothing that vars or params.yaml define."
  )
  expect(none.stderr).toContain("There is no nowhere.")
  studio.write("empty/dvc.yaml", "")
  studio.write("torn/dvc.yaml", "stages: {a: {cmd: ls}}")
  studio.write("torn/params.yaml", "rate: 1\nlayers: [1\nkind: a\n")
  expect(studio.pipeline(["import", "dvc", "empty"]).stderr).toContain("cannot be taken over: it has no stages.")
  expect(studio.pipeline(["import", "dvc", "torn"]).stderr).toContain("hint: mend torn/params.yaml:3")
})
