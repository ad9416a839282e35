/** Grids that must not compile; what the compiler says of them is checked by grid-errors.test.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import * as Param from "../../../src/dataflow/dsl/param.ts"
import * as Pipeline from "../../../src/dataflow/dsl/pipeline.ts"
import { grid } from "../../../src/dataflow/sweep/grid.ts"

const train = Node.make("train", {
  params: Schema.Struct({ rate: Schema.Finite, epochs: Schema.Int }),
  inputs: {},
  outputs: {},
  run: () => Effect.succeed({})
})
const pipeline = Pipeline.gen("p", { seed: 1, params: { k: Param.count }, defaults: { k: 2 } }, function*() {
  yield* train({}, { rate: 1, epochs: 2 })
  return {}
})

/** Compiles. */
export const right = grid(pipeline, { "train.rate": [1, 2], "pipeline.k": [1] })
// @ts-expect-error near one
grid(pipeline, { "train.rat": [1] })
// @ts-expect-error near one, in another step
grid(pipeline, { "trian.rate": [1] })
// @ts-expect-error near several
grid(pipeline, { "train.speed": [1] })
// @ts-expect-error a value of the wrong type
grid(pipeline, { "train.rate": ["x"] })
