/** Whether data can be trained on. */
import type { Model } from "../model/model.ts"
import { DataNotFinite } from "./data-not-finite.ts"
import type { RowSource, TrainingData } from "./data.ts"
import { firstNotFinite } from "./first-not-finite.ts"

const scanRows = 64

const assertFinite = (what: string, source: RowSource): void => {
  const numbers = new Float32Array(scanRows * source.cols)
  for (let start = 0; start < source.rows; start += scanRows) {
    const count = Math.min(scanRows, source.rows - start)
    source.copy(Int32Array.from({ length: count }, (_, i) => start + i), numbers, 0)
    const at = firstNotFinite(numbers.subarray(0, count * source.cols))
    if (at >= 0) {
      throw new DataNotFinite(what, start + Math.floor(at / source.cols), at % source.cols, numbers[at]!)
    }
  }
}

/**
 * Reads all data once. Throws a RangeError when model and data do not fit, and DataNotFinite for the first number that
 * is none, which would otherwise spoil every weight.
 */
export const assertData = (model: Model, { condition, groups, presence, x }: TrainingData): void => {
  if (x.rows === 0) throw new RangeError("there are no tracks to train on")
  if (x.cols !== model.features) {
    throw new RangeError(`the model takes ${model.features} features, the data has ${x.cols}`)
  }
  if ((condition?.cols ?? 0) !== model.conditions) {
    throw new RangeError(`the model is told ${model.conditions} conditions, the data has ${condition?.cols ?? 0}`)
  }
  if (presence !== null && presence.cols !== model.parts.length) {
    throw new RangeError(`the model has ${model.parts.length} parts, presence is given for ${presence.cols}`)
  }
  const counts = { conditions: condition?.rows, presence: presence?.rows, groups: groups?.length }
  for (const [what, count] of Object.entries(counts)) {
    if (count !== undefined && count !== x.rows) {
      throw new RangeError(`there are ${x.rows} tracks, but ${what} for ${count}`)
    }
  }
  assertFinite("features", x)
  if (condition !== null) assertFinite("conditions", condition)
  if (presence !== null) assertFinite("presence flags", presence)
}
