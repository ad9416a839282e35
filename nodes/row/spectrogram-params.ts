/** The parameters of convolutional models of spectrograms. */
import * as Schema from "effect/Schema"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { latentsParam, likelihoodParam, logVarLimitParam } from "./dense-params.ts"

/** Fields of a node's parameter schema; `channels` are those of the encoder's layers, which the decoder mirrors. */
export const spectrogramParams = {
  channels: Schema.Array(Param.positiveInt),
  kernel: Schema.Literals([3, 4]),
  latents: latentsParam,
  likelihood: likelihoodParam,
  logVarLimit: logVarLimitParam,
  /** Level in dB below a track's own peak that becomes 0; the peak becomes 1. */
  floorDb: Schema.Finite.check(Schema.isLessThan(0))
}
