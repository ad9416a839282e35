/** The parameters of models made of dense layers. */
import * as Schema from "effect/Schema"
import * as Param from "../../src/dataflow/dsl/param.ts"

/** How reconstructions are judged: real numbers, numbers from 0 to 1, or counts. */
export const likelihoodParam = Schema.Literals(["gaussian", "bernoulli", "multinomial"])

/** The log variance of a posterior is clamped to plus or minus this. */
export const logVarLimitParam = Param.positive

/** Number of latents. */
export const latentsParam = Param.positiveInt

/** Fields of a node's parameter schema; `hidden` are the encoder's widths, which the decoder mirrors. */
export const denseParams = {
  hidden: Schema.Array(Param.positiveInt),
  latents: latentsParam,
  likelihood: likelihoodParam
}

/** One modality of several: its encoder's widths, how it is judged and how much it counts in the loss. */
export const branchParam = Schema.Struct({
  hidden: Schema.Array(Param.positiveInt),
  likelihood: likelihoodParam,
  weight: Param.positive
})
