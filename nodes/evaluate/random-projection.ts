/** An embedding that learned nothing. Maths: src/metric/random-projection.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { Random } from "../../src/math/random.ts"
import { randomProjection as project } from "../../src/metric/random-projection.ts"
import { finiteVectors } from "../cluster/finite-vectors.ts"

export const randomProjection = /*#__PURE__*/ Node.make("random-projection", {
  seeded: true,
  params: Schema.Struct({ dims: Schema.Int.check(Schema.isGreaterThan(0)) }),
  inputs: { vectors: vectors<string>("vector") },
  outputs: { projected: vectors("random direction") },
  run: Effect.fnUntraced(function*({ inputs, params, seed }) {
    const { ids, matrix } = yield* finiteVectors("A random projection", inputs.vectors)
    const names = Array.from({ length: params.dims }, (_, i) => `r${i + 1}`)
    return { projected: { ids, names, matrix: project(matrix, params.dims, new Random(seed)) } }
  })
})
