import * as Effect from "effect/Effect"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { actionKey, keyRecord } from "../../src/engine/key.ts"
import { loadPipeline } from "../../src/engine/load.ts"
import { findProject } from "../../src/engine/project.ts"
import { temporaryStore } from "../store/temporary-store.ts"
import { runTraining } from "./run-training.ts"

/** What a process of its own says its weights are. */
const weighed = async (model: "mlp" | "conv", threads: number): Promise<string | undefined> => {
  const child = runTraining("weigh", model, String(threads))
  const { errors } = await child.ended
  return errors === "" ? child.lines.at(-1) : errors
}

const pairOf = (model: "mlp" | "conv", threads: number) =>
  Promise.all([weighed(model, threads), weighed(model, threads)])

/** The action key of the easy pipeline's training, were it to have these threads. */
const keyWith = (threads: number) =>
  Effect.gen(function*() {
    const project = yield* findProject(path.join(import.meta.dirname, "..", ".."))
    const { steps } = yield* loadPipeline(project, temporaryStore(), "easy", {
      set: { "train.threads": String(threads) }
    })
    return actionKey(keyRecord(steps.find(({ name }) => name === "train")!, {}))
  })

describe("one seed on one backend", () => {
  it.each(
    [
      ["mlp", 1],
      ["mlp", 2],
      ["conv", 1],
      ["conv", 2]
    ] as const
  )("gives the same bytes in two processes: %s with %i threads", async (model, threads) => {
    const [once, again] = await pairOf(model, threads)

    expect(once).toMatch(/^weights [0-9a-f]{64}$/)
    expect(again).toBe(once)
  }, 20_000)

  it("gives an MLP the same bytes with one thread and with two", async () => {
    const [one, two] = await Promise.all([weighed("mlp", 1), weighed("mlp", 2)])

    expect(one).toMatch(/^weights [0-9a-f]{64}$/)
    expect(two).toBe(one)
  }, 20_000)
})

describe("the number of threads", () => {
  it("is part of a training's action key, so that it may change the last digits", async () => {
    const [one, again, two] = await Effect.runPromise(Effect.all([keyWith(1), keyWith(1), keyWith(2)]))

    expect(again).toBe(one)
    expect(two).not.toBe(one)
  })
})
