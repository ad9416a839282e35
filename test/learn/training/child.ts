/** A process that trains. First argument: what to do. It says on its standard output how far it is. */
import * as fs from "node:fs"
import { Store } from "../../../src/dataflow/store/store.ts"
import { digestOf } from "../../../src/format/digest.ts"
import { TensorFile } from "../../../src/format/npy-file.ts"
import { writeWeights } from "../../../src/format/safetensors.ts"
import { autoencoder } from "../../../src/learn/model/autoencoder.ts"
import { convVae } from "../../../src/learn/model/conv-vae.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { Weights } from "../../../src/learn/model/weights.ts"
import { blockwise } from "../../../src/learn/training/blockwise.ts"
import { onlyFeatures } from "../../../src/learn/training/data.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyOptions, toyTracks, trainToy } from "./toy.ts"

const [task, ...rest] = process.argv.slice(2)
const say = (text: string) => fs.writeSync(1, `${text}\n`)
const sayWeights = (weights: Weights) => say(`weights ${digestOf(writeWeights(weights, {}))}`)

/** A clock that seems slow, so that there is a checkpoint after every batch. */
const slowClock = () => {
  let ms = 0
  return () => ms += 50
}

/** Trains 60 epochs with its checkpoint in a cache folder; lingers in epoch `lingerIn` so that a kill can hit it. */
const resume = async ([root = "", lingerIn = "0"]: ReadonlyArray<string>) => {
  const store = Store.open(root)
  let finished = 0
  const { weights } = await trainToy(
    toyTracks(),
    { ...toyOptions, epochs: 60, validationShare: 0.2, learningRateSchedule: "cosine", klWarmupEpochs: 50 },
    quietly({
      onEpoch: ({ epoch }) => {
        finished = epoch
        say(`finished epoch ${epoch}`)
      },
      loadCheckpoint: () => store.loadCheckpoint("training"),
      saveCheckpoint: (bytes) => {
        store.saveCheckpoint("training", bytes)
        if (finished + 1 !== Number(lingerIn)) return
        say(`within epoch ${lingerIn}`)
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
      },
      checkpointEveryMs: 1,
      nowMs: slowClock()
    })
  )
  sayWeights(weights)
  store.close()
}

const noise = (rows: number, cols: number) => {
  const random = new Random(3)
  return onlyFeatures({ rows, cols, data: Float32Array.from({ length: rows * cols }, () => random.uniform()) })
}

const wide = { features: 57, hidden: [128, 64], latents: 16, logVarLimit: 10, likelihood: "gaussian" } as const
const small = {
  height: 32,
  width: 32,
  channels: [8, 16, 16],
  kernel: 3,
  latents: 4,
  conditions: 0,
  logVarLimit: 10,
  likelihood: "gaussian"
} as const
const models = { mlp: [mlpVae(wide), noise(200, 57)], conv: [convVae(small), noise(40, 32 * 32)] } as const

/** Trains 3 epochs of every model with one thread and with two. */
const weigh = async () => {
  for (const [name, [model, data]] of Object.entries(models)) {
    for (const threads of [1, 2]) {
      const options = { ...toyOptions, epochs: 3, batchSize: 16, threads }
      const { weights } = await train(model, data, options, quietly())
      say(`${name} with ${threads}: ${digestOf(writeWeights(weights, {}))}`)
    }
  }
}

const memory = () => {
  gc!()
  gc!()
  const { arrayBuffers, heapUsed, rss } = process.memoryUsage()
  return { arrayBuffers, heapUsed, rss }
}

/** Trains 110 epochs with a checkpoint after each and says after epochs 10, 60 and 110 how much memory it has. */
const remember = async () => {
  const [model, data] = models.mlp
  const options = { ...toyOptions, epochs: 110, validationShare: 0.1, patience: 200 }
  const onEpoch = ({ epoch }: { readonly epoch: number }) => {
    if (epoch % 5 === 0) gc!() // so that no garbage is taken for growth
    if (epoch % 50 === 10) say(`memory ${JSON.stringify(memory())}`)
  }
  await train(model, data, options, quietly({ onEpoch, checkpointEveryMs: 3000, nowMs: slowClock() }))
}

/** Trains on a .npy file in blocks and says after each epoch how much memory it has. */
const stream = async ([path = "", blockRows = "0"]: ReadonlyArray<string>) => {
  const file = TensorFile.open(path)
  const model = autoencoder({ features: file.cols, hidden: [4], latents: 2, likelihood: "gaussian" })
  const x = blockwise(file, Number(blockRows))
  const data = { ...onlyFeatures(toyTracks()), x, blockRows: Number(blockRows) }
  const onEpoch = () => say(`memory ${JSON.stringify(memory())}`)
  sayWeights((await train(model, data, { ...toyOptions, epochs: 2 }, quietly({ onEpoch }))).weights)
  file.close()
}

const tasks = { resume, weigh, remember, stream }
await tasks[task as keyof typeof tasks](rest)
