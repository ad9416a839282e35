/** Seeds that depend on what is computed, not on when or in which order. */
import { digestOf } from "../../format/digest.ts"

/** A 52-bit integer from the pipeline's seed and names such as step and item. */
export const deriveSeed = (seed: number, ...names: ReadonlyArray<string>): number =>
  Number.parseInt(digestOf(JSON.stringify([seed, ...names])).slice(0, 13), 16)
