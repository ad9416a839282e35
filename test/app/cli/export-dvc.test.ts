/** The files of DVC's that are checked in: what easy, medium and hard export by now, and few enough to be read. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { filesOf } from "../../../src/app/cli/export-dvc.ts"
import { findProject } from "../../../src/dataflow/code/project.ts"
import { readDvcFile } from "../../../src/dataflow/exchange/dvc-stages.ts"
import { loadPipeline } from "../../../src/dataflow/plan/load.ts"
import type { Loaded } from "../../../src/dataflow/plan/loaded.ts"
import { Store } from "../../../src/dataflow/store/store.ts"
import { withCompiled } from "../../pipelines/compiled.ts"

const root = path.join(import.meta.dirname, "../../..")
const names = ["easy", "hard", "medium"]
let loaded: ReadonlyArray<Loaded> = []
let files: ReadonlyMap<string, string> = new Map()

beforeAll(async () => {
  const folder = path.join(root, "test", ".rig", crypto.randomUUID())
  const cacheRoot = path.join(folder, "cache")
  const project = { ...Effect.runSync(findProject(root)), cacheRoot }
  const store = Store.open(cacheRoot, { fsync: false })
  const all: Array<Loaded> = []
  for (const name of names) {
    all.push(await withCompiled(cacheRoot, () => Effect.runPromise(loadPipeline(project, store, name, { set: {} }))))
  }
  loaded = all
  files = filesOf(project, all)
  afterAll(() => {
    store.close()
    fs.rmSync(folder, { recursive: true })
  })
}, 60_000) // compiles all three where no test before has

it("the checked-in files are what the pipelines export", () => {
  const old = [...files].filter(([name, text]) => fs.readFileSync(path.join(root, name), "utf8") !== text)

  expect(old.map(([name]) => name), "pipeline export dvc   writes them anew").toEqual([])
})

it("easy, medium and hard take 400 lines at most, all four files together", () => {
  const lines = [...files].filter(([name]) => name.endsWith("dvc.yaml")).flatMap(([, text]) =>
    text.trimEnd().split("\n")
  )

  expect(lines.length).toBeLessThanOrEqual(400)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(140)
})

it.each(names)("every step of %s is one stage, which depends on its plan and on all it reads", (name) => {
  const pipeline = loaded.find((each) => each.name === name)!
  const file = `dvc/${name}/dvc.yaml`
  const { stages } = readDvcFile({ file, read: (each) => files.get(each) })
  const byStep = new Map(stages.map((stage) => {
    const line = stage.lines[0]!.map((piece) => typeof piece === "string" ? piece : piece.text).join("")
    return [line.slice(line.lastIndexOf(" ") + 1), stage]
  }))
  const outOf = (step: string): string => byStep.get(step)!.outs[0]!.path

  expect([...byStep.keys()].sort()).toEqual(pipeline.steps.map((step) => step.name).sort())
  for (const { name: step, wires } of pipeline.steps) {
    const { deps } = byStep.get(step)!
    expect(deps).toContain(`dvc/${name}/plan/${step}`)
    const missing = Object.values(wires).filter((wire) =>
      !deps.some((dep) => outOf(wire.step).startsWith(`${dep}/`) || dep.startsWith(`${outOf(wire.step)}/${wire.port}`))
    )
    expect(missing).toEqual([])
    expect(deps.length - 1).toBeLessThanOrEqual(Object.keys(wires).length)
  }
})
