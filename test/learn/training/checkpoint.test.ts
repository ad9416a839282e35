import { describe, expect, it } from "vitest"
import { writeWeights } from "../../../src/format/safetensors.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import { CheckpointUnusable } from "../../../src/learn/training/checkpoint-unusable.ts"
import { onlyFeatures } from "../../../src/learn/training/data.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyArchitecture, toyOptions, toyTracks, trainToy } from "./toy.ts"

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

  it.each(["weight", "progress"] as const)("with one flipped bit in its %s is refused as damaged", async (part) => {
    const bytes = Uint8Array.from(saved)
    const index = part === "weight" ? bytes.length - 3 : Buffer.from(bytes).indexOf("batches") + 10
    bytes[index] = bytes[index]! ^ 1

    expect(await resumeFrom(bytes)).toMatchObject({
      _tag: "CheckpointUnusable",
      message: "The checkpoint cannot be used: its bytes are damaged."
    })
  })

  it("that is some other file of weights is refused as no checkpoint, with the way out", async () => {
    const failure = await resumeFrom(writeWeights({ a: { shape: [1], data: Float32Array.of(1) } }, {}))

    expect(failure).toMatchObject({
      message: "The checkpoint cannot be used: it is not a training checkpoint.",
      hint: "delete the checkpoint, which a cache keeps in checkpoints/; training then starts from its first epoch"
    })
  })

  it("of a training from other weights is refused", async () => {
    const initial = mlpVae(toyArchitecture).initialize(new Random(1))
    const options = { ...toyOptions, epochs: 3 }

    const failure = await train(
      mlpVae(toyArchitecture),
      onlyFeatures(toyTracks()),
      options,
      quietly({ loadCheckpoint: () => saved }),
      initial
    ).catch((error: unknown) => error)

    expect((failure as CheckpointUnusable).message).toMatch(/"initial":null.*"initial":"[0-9a-f]{64}"/)
  })

  it("of another training is refused and both are named", async () => {
    const failure = await resumeFrom(saved, { ...toyOptions, epochs: 3, learningRate: 0.5 })

    expect(failure).toBeInstanceOf(CheckpointUnusable)
    expect((failure as CheckpointUnusable).message).toMatch(/"learningRate":0.01.*"learningRate":0.5/)
  })
})

const saved = await lastCheckpoint()
