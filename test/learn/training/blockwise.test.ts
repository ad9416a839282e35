import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { TensorFile } from "../../../src/format/npy-file.ts"
import { writeTensor } from "../../../src/format/npy.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import { windowBlocks } from "../../../src/learn/training/batches.ts"
import { blockwise } from "../../../src/learn/training/blockwise.ts"
import { onlyFeatures, type TrainingData } from "../../../src/learn/training/data.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { temporaryFolder } from "../../dataflow/store/temporary-store.ts"
import { quietly, toyArchitecture, toyOptions, toyTracks, weightBytes } from "./toy.ts"

const blockRows = 3
const options = { ...toyOptions, epochs: 4, validationShare: 0.2 }
const trainOn = (data: TrainingData) => train(mlpVae(toyArchitecture), data, options, quietly())

/** The toy tracks as a file of 32 rows. */
const toyFile = (): TensorFile => {
  const { cols, data, rows } = toyTracks()
  const file = path.join(temporaryFolder(), "toy.npy")
  fs.writeFileSync(file, writeTensor({ shape: [rows, 2, cols / 2], data }))
  return TensorFile.open(file)
}

describe("training on rows of a file", () => {
  it("ends with the bytes of training on the same rows in memory", async () => {
    const file = toyFile()

    const streamed = await trainOn({ ...onlyFeatures(toyTracks()), x: blockwise(file, blockRows), blockRows })
    file.close()
    const inMemory = await trainOn({ ...onlyFeatures(toyTracks()), blockRows })
    const unordered = await trainOn(onlyFeatures(toyTracks()))

    expect(weightBytes(streamed.weights)).toBe(weightBytes(inMemory.weights))
    expect(streamed.history).toEqual(inMemory.history)
    expect(weightBytes(unordered.weights)).not.toBe(weightBytes(inMemory.weights))
  })

  it("reads each block once per pass, and a few again to fill up the last batch", async () => {
    const reads: Array<number> = []
    const { cols, data, rows } = toyTracks()
    const copy = (from: number, count: number, target: Float32Array) => {
      reads.push(from / blockRows)
      target.set(data.subarray(from * cols, (from + count) * cols))
    }

    await trainOn({ ...onlyFeatures(toyTracks()), x: blockwise({ rows, cols, copy }, blockRows), blockRows })

    const blocks = Math.ceil(rows / blockRows)
    const passes = 2 * options.epochs // one to learn from, one to look at what is held out
    expect(reads.length).toBeLessThanOrEqual(passes * blocks + options.epochs * windowBlocks)
    expect(new Set(reads).size).toBe(blocks)
  })
})

describe("blockwise rows", () => {
  it("are the rows of the whole, the short last block included", () => {
    const file = toyFile()
    const source = blockwise(file, 5)
    const chosen = [31, 0, 30, 17, 5, 4, 31]
    const found = new Float32Array((chosen.length + 1) * 6)

    source.copy(chosen, found, 1)
    file.close()

    const expected = chosen.flatMap((row) => [...toyTracks().data.subarray(row * 6, row * 6 + 6)])
    expect([...found.subarray(6)]).toEqual(expected)
  })
})
