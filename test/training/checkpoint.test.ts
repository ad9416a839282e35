import { describe, expect, it } from "vitest"
import { CheckpointUnusable } from "../../src/training/checkpoint-unusable.ts"
import { quietly, toyOptions, toyTracks, trainToy } from "./toy.ts"

const lastCheckpoint = async (): Promise<Uint8Array> => {
  let last = new Uint8Array()
  let nowMs = 0
  const saveCheckpoint = (bytes: Uint8Array) => void (last = Uint8Array.from(bytes))
  await trainToy(
    toyTracks(),
    { ...toyOptions, epochs: 3 },
    quietly({ saveCheckpoint, checkpointEveryMs: 1, nowMs: () => nowMs++ })
  )
  return last
}

const resumeFrom = (bytes: Uint8Array, config = { ...toyOptions, epochs: 3 }) =>
  trainToy(toyTracks(), config, quietly({ loadCheckpoint: () => bytes })).catch((error: unknown) => error)

describe("a checkpoint", () => {
  it("of a finished training gives its result without another epoch", async () => {
    const epochs: Array<number> = []

    const { history } = await trainToy(
      toyTracks(),
      { ...toyOptions, epochs: 3 },
      quietly({ loadCheckpoint: () => saved, onEpoch: ({ epoch }) => epochs.push(epoch) })
    )

    expect(epochs).toEqual([])
    expect(history).toHaveLength(3)
  })

  it("cut short is refused as damaged", async () => {
    const failure = await resumeFrom(saved.subarray(0, saved.length / 2))

    expect(failure).toBeInstanceOf(CheckpointUnusable)
    expect((failure as CheckpointUnusable).message).toBe("The checkpoint cannot be used: its bytes are damaged.")
  })

  it("of another training is refused and both are named", async () => {
    const failure = await resumeFrom(saved, { ...toyOptions, epochs: 3, learningRate: 0.5 })

    expect(failure).toBeInstanceOf(CheckpointUnusable)
    expect((failure as CheckpointUnusable).message).toMatch(/"learningRate":0.01.*"learningRate":0.5/)
  })
})

const saved = await lastCheckpoint()
