import { expect, it } from "vitest"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import type { Weights } from "../../src/model/weights.ts"
import { adamSchedule } from "../../src/training/adam.ts"
import { bundledBackends, loadRuntime } from "../../src/training/backend.ts"
import { packWeights, slabsOf, unpackWeights } from "../../src/training/slabs.ts"
import { trainingStep } from "../../src/training/step.ts"
import golden from "../golden/training/vae_five_steps.json" with { type: "json" }

const weightsOf = (values: Readonly<Record<string, ReadonlyArray<number>>>): Weights =>
  Object.fromEntries(
    Object.entries(golden.shapes).map(([name, shape]) => [name, { shape, data: Float32Array.from(values[name]!) }])
  )

it.each(bundledBackends)("five clipped Adam steps on %s end where PyTorch's do", async (backend) => {
  const start = weightsOf(golden.start)
  const slabs = slabsOf(start)
  const zeros = weightsOf(
    Object.fromEntries(Object.entries(golden.start).map(([name, data]) => [name, data.map(() => 0)]))
  )
  const runtime = await loadRuntime(backend, 1)
  const turns = golden.losses.length
  const schedule = golden.losses.map((_, i) => adamSchedule(golden.learningRate, i + 1))
  const step = trainingStep(mlpVae({ ...golden.architecture, likelihood: "gaussian" }), slabs, {
    ...golden,
    batchSize: 6,
    weightDecay: 0,
    freeBits: 0,
    hasPresence: false
  })
  const loop = await runtime.startLoop(step, {
    ...packWeights(slabs, start, "value/"),
    ...packWeights(slabs, zeros, "first/"),
    ...packWeights(slabs, zeros, "second/")
  })

  const results = await loop.run(turns, {
    x: Float32Array.from(golden.x),
    noise: Float32Array.from(golden.noise),
    share: new Float32Array(turns * 6).fill(1 / 6),
    rate: Float32Array.from(schedule, (at) => at.rate),
    epsilon: Float32Array.from(schedule, (at) => at.epsilon),
    errorFactor: new Float32Array(turns).fill(1),
    klFactor: new Float32Array(turns).fill(golden.beta)
  })

  const end = unpackWeights(slabs, loop.read(), "value/")
  await loop.dispose()
  const distances = Object.entries(golden.end).flatMap(([name, values]) =>
    values.map((value, i) => Math.abs(value - end[name]!.data[i]!))
  )
  expect(Math.max(...distances)).toBeLessThan(2e-6) // float32 against float64
  golden.losses.forEach(({ error, kl }, i) => {
    expect(results["error"]![i]).toBeCloseTo(error, 4)
    expect(results["kl"]![i]).toBeCloseTo(kl, 4)
  })
})
