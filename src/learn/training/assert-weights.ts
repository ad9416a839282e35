/** Whether weights belong to a model. */
import { Random } from "../../math/random.ts"
import type { Model } from "../model/model.ts"
import type { Weights } from "../model/weights.ts"

const described = (weights: Weights): ReadonlyArray<string> =>
  Object.entries(weights).map(([name, { shape }]) => `${name} [${shape.join(", ")}]`)

/** Throws a RangeError that names the first parameter of `weights` that `model` has not, or the other way round. */
export const assertWeights = (model: Model, weights: Weights): void => {
  const expected = described(model.initialize(new Random(0)))
  const found = described(weights)
  const missing = expected.find((parameter) => !found.includes(parameter))
  const foreign = found.find((parameter) => !expected.includes(parameter))
  if (missing === undefined && foreign === undefined) return
  throw new RangeError(
    `these weights are of another model: it has ${missing ?? "no such parameter"}, they have ${
      foreign ?? "none such"
    }; `
      + "train again or load the weights beside this configuration"
  )
}
