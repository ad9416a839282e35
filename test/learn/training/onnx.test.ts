import { InferenceSession, Tensor } from "onnxruntime-node"
import { beforeAll, describe, expect, it } from "vitest"
import { conditionalVae } from "../../../src/learn/model/conditional-vae.ts"
import { convVae } from "../../../src/learn/model/conv-vae.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { onlyFeatures, rowsOf } from "../../../src/learn/training/data.ts"
import { decode, embed } from "../../../src/learn/training/embed.ts"
import { exportOnnx } from "../../../src/learn/training/export-onnx.ts"
import { Random } from "../../../src/math/random.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const mlp = mlpVae({ features: 6, hidden: [5], latents: 2, logVarLimit: 10, likelihood: "gaussian" })
const conv = convVae({
  height: 8,
  width: 6,
  channels: [3, 4],
  kernel: 3,
  latents: 2,
  conditions: 0,
  logVarLimit: 10,
  likelihood: "bernoulli"
})
const told = conditionalVae({
  features: 6,
  hidden: [5],
  latents: 2,
  logVarLimit: 10,
  likelihood: "multinomial",
  conditions: 3
})

const normals = (count: number) => {
  const random = new Random(4)
  return Float32Array.from({ length: count }, () => random.normal())
}

describe.each([["mlp", mlp], ["conv", conv], ["conditional", told]] as const)("the exported %s model", (_, model) => {
  const weights = model.initialize(new Random(2))
  const trained = { model, weights, backend: "cpu", threads: 1 } as const
  const condition = Float32Array.from(
    { length: 3 * model.conditions },
    (__, i) => i % (model.conditions + 1) === 0 ? 1 : 0
  )
  const asRows = { rows: 3, cols: model.conditions, data: condition }
  const feed = model.conditions === 0 ? {} : { condition: new Tensor("float32", condition, [3, model.conditions]) }

  it("encodes in another runtime as it does here", async () => {
    const x = normals(3 * model.features)
    const session = await InferenceSession.create(exportOnnx(tf, trained, { batch: 3, part: "encoder" }))

    const found = await session.run({ x: new Tensor("float32", x, [3, model.features]), ...feed })

    const data = onlyFeatures({ rows: 3, cols: model.features, data: x })
    const here = await embed(trained, { ...data, condition: model.conditions === 0 ? null : rowsOf(asRows) })
    expect(session.inputNames).toEqual(model.conditions === 0 ? ["x"] : ["x", "condition"]) // weights are inside
    for (const name of ["mean", "logVar"] as const) {
      const apart = [...found[name]!.data as Float32Array].map((value, i) => Math.abs(value - here[name][i]!))
      expect(Math.max(...apart)).toBeLessThan(1e-5)
    }
  })

  it("decodes in another runtime as it does here", async () => {
    const z = normals(3 * model.latents)
    const session = await InferenceSession.create(exportOnnx(tf, trained, { batch: 3, part: "decoder" }))

    const found = await session.run({ z: new Tensor("float32", z, [3, model.latents]), ...feed })

    const here = await decode(
      trained,
      rowsOf({ rows: 3, cols: model.latents, data: z }),
      model.conditions === 0 ? null : rowsOf(asRows)
    )
    const apart = [...found["tracks"]!.data as Float32Array].map((value, i) => Math.abs(value - here[i]!))
    expect(Math.max(...apart)).toBeLessThan(1e-5)
  })
})
