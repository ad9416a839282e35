import * as Effect from "effect/Effect"
import * as path from "node:path"
import { expect, it } from "vitest"
import { findProject } from "../../../src/dataflow/code/project.ts"
import { actionKey, keyRecord } from "../../../src/dataflow/plan/key.ts"
import { loadPipeline } from "../../../src/dataflow/plan/load.ts"
import { temporaryStore } from "../../dataflow/store/temporary-store.ts"
import { withCompiled } from "../../pipelines/compiled.ts"
import { runTraining } from "./run-training.ts"

/** What a process of its own says its weights are, by model and number of threads. */
const weighed = async (): Promise<Readonly<Record<string, string>>> => {
  const child = runTraining("weigh")
  const { errors } = await child.ended
  expect(errors).toBe("")
  return Object.fromEntries(child.lines.map((line) => line.split(": ") as [string, string]))
}

/** The action key of the easy pipeline's training, were it to have these threads; each time in a store of its own. */
const keyWith = async (threads: number): Promise<string> => {
  const store = temporaryStore()
  const project = Effect.runSync(findProject(path.join(import.meta.dirname, "..", "..", "..")))
  const set = { "train.threads": String(threads) }
  const load = () => Effect.runPromise(loadPipeline(project, store, "easy", { set }))
  const { steps } = await withCompiled(store.root, load)
  return actionKey(keyRecord(steps.find(({ name }) => name === "train")!, {}))
}

it("one seed on one backend gives the same bytes in two processes", async () => {
  const [once, again] = await Promise.all([weighed(), weighed()])

  expect(Object.keys(once)).toEqual(["mlp with 1", "mlp with 2", "conv with 1", "conv with 2"])
  expect(new Set(Object.values(once).map(({ length }) => length))).toEqual(new Set([64]))
  expect(again).toEqual(once)
  expect(once["mlp with 2"]).toBe(once["mlp with 1"])
}, 60_000)

it("the number of threads is part of a training's action key, so that it may change the last digits", async () => {
  const [one, again, two] = [await keyWith(1), await keyWith(1), await keyWith(2)]

  expect(again).toBe(one)
  expect(two).not.toBe(one)
}, 60_000)
