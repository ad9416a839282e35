/** The parameters of models made of dense layers. */
import * as Schema from "effect/Schema"

const positive = Schema.Int.check(Schema.isGreaterThan(0))

/** How reconstructions are judged: real numbers, numbers from 0 to 1, or counts. */
export const likelihoodParam = Schema.Literals(["gaussian", "bernoulli", "multinomial"])

/** The log variance of a posterior is clamped to plus or minus this. */
export const logVarLimitParam = Schema.Finite.check(Schema.isGreaterThan(0))

/** Number of latents. */
export const latentsParam = positive

/** Fields of a node's parameter schema; `hidden` are the encoder's widths, which the decoder mirrors. */
export const denseParams = { hidden: Schema.Array(positive), latents: latentsParam, likelihood: likelihoodParam }

/** One modality of several: its encoder's widths, how it is judged and how much it counts in the loss. */
export const branchParam = Schema.Struct({
  hidden: Schema.Array(positive),
  likelihood: likelihoodParam,
  weight: Schema.Finite.check(Schema.isGreaterThan(0))
})
