/** Latents that no track went into: standard normal numbers. The control for everything that is put beside latents. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"

/**
 * @example
 * ```ts
 * import { noiseLatents } from "partita/nodes/study"
 * function* part({ latents }: Parameters<typeof noiseLatents>[0]) {
 *   const { noise } = yield* noiseLatents({ latents }, {})
 *   return { noise }
 * }
 * ```
 */
export const noiseLatents = /*#__PURE__*/ Node.make("noise-latents", {
  seeded: true,
  params: Schema.Struct({}),
  inputs: { latents: vectors("latent") },
  outputs: { noise: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, seed }) {
    const { ids, matrix: { cols, rows }, names } = yield* inputs.latents.load
    const random = new Random(seed)
    const matrix = zeros(rows, cols)
    for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal()
    return { noise: { ids, names, matrix } }
  })
})
