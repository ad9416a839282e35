import { expect, it } from "vitest"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { Weights } from "../../../src/learn/model/weights.ts"
import { adamSchedule } from "../../../src/learn/training/adam.ts"
import { bundledBackends, loadRuntime } from "../../../src/learn/training/backend.ts"
import { learningRateAt } from "../../../src/learn/training/schedule.ts"
import { packWeights, slabsOf, unpackWeights } from "../../../src/learn/training/slabs.ts"
import { trainingStep } from "../../../src/learn/training/step.ts"
import adamW from "../../golden/training/vae_five_adamw_steps.json" with { type: "json" }
import adam from "../../golden/training/vae_five_steps.json" with { type: "json" }

type Golden = typeof adam

const weightsOf = ({ shapes }: Golden, values: Readonly<Record<string, ReadonlyArray<number>>>): Weights =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, { shape, data: Float32Array.from(values[name]!) }])
  )

/** The five steps on a backend: the weights they end with and the losses on the way. */
const stepsOn = async (backend: typeof bundledBackends[number], golden: Golden) => {
  const start = weightsOf(golden, golden.start)
  const slabs = slabsOf(start)
  const zeros = weightsOf(
    golden,
    Object.fromEntries(Object.entries(golden.start).map(([name, data]) => [name, data.map(() => 0)]))
  )
  const runtime = await loadRuntime(backend, 1)
  const turns = golden.losses.length
  const schedule = golden.rates.map((rate, i) => adamSchedule(rate, i + 1))
  const step = trainingStep(mlpVae({ ...golden.architecture, likelihood: "gaussian" }), slabs, {
    ...golden,
    batchSize: 6,
    freeBits: 0,
    hasPresence: false
  })
  const loop = await runtime.startLoop(step, {
    ...packWeights(slabs, start, "value/"),
    ...packWeights(slabs, zeros, "first/"),
    ...packWeights(slabs, zeros, "second/")
  })
  const keep = Float32Array.from(golden.rates, (rate) => 1 - rate * golden.weightDecay)
  const losses = await loop.run(turns, {
    x: Float32Array.from(golden.x),
    noise: Float32Array.from(golden.noise),
    share: new Float32Array(turns * 6).fill(1 / 6),
    rate: Float32Array.from(schedule, (at) => at.rate),
    epsilon: Float32Array.from(schedule, (at) => at.epsilon),
    errorFactor: new Float32Array(turns).fill(1),
    klFactor: new Float32Array(turns).fill(golden.beta),
    ...(golden.weightDecay === 0 ? {} : { keep })
  })
  const end = unpackWeights(slabs, loop.read(), "value/")
  await loop.dispose()
  return { end, losses }
}

const cases = bundledBackends.flatMap((backend) => [["Adam", backend, adam], ["AdamW", backend, adamW]] as const)

it.each(cases)("five clipped steps of %s on %s end where PyTorch's do", async (_, backend, golden) => {
  const { end, losses } = await stepsOn(backend, golden)

  const distances = Object.entries(golden.end).flatMap(([name, values]) =>
    values.map((value, i) => Math.abs(value - end[name]!.data[i]!))
  )
  expect(Math.max(...distances)).toBeLessThan(2e-6) // float32 against float64
  golden.losses.forEach(({ error, kl }, i) => {
    expect(losses["error"]![i]).toBeCloseTo(error, 4)
    expect(losses["kl"]![i]).toBeCloseTo(kl, 4)
  })
})

it("the half cosine falls as PyTorch's CosineAnnealingLR does", () => {
  const options = { learningRate: adamW.learningRate, learningRateSchedule: "cosine" } as const

  adamW.rates.forEach((rate, i) => {
    expect(learningRateAt(options, i + 1, adamW.rates.length)).toBeCloseTo(rate, 15)
  })
})
