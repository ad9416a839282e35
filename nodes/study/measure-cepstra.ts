/** Tempo, brightness and loudness of pictures of MFCCs, found or made by a model. How: src/music/audio/cepstral-sound.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { zeros } from "../../src/math/matrix.ts"
import { cepstralSound } from "../../src/music/audio/cepstral-sound.ts"
import { MFCC_COEFFICIENTS } from "../../src/music/audio/profile.ts"
import { anyView, shownBy } from "../row/view.ts"

const names = ["tempo", "brightness", "loudness"] as const

/** A view whose rows are no pictures of 20 coefficients. */
export class NoCepstra extends Schema.TaggedError<NoCepstra>()("NoCepstra", { numbers: Schema.Int }) {
  get hint() {
    return "wire a view of what extract-frames measured with of: \"mfcc\", or of what a model of such frames decodes"
  }
  override get message() {
    return `A row of this view has ${this.numbers} numbers, which are no frames of ${MFCC_COEFFICIENTS} coefficients.`
  }
}

/**
 * @example
 * ```ts
 * import { measureCepstra } from "partita/nodes/study"
 * function* part({ view }: Parameters<typeof measureCepstra>[0]) {
 *   const { factors } = yield* measureCepstra({ view }, {})
 *   return { factors }
 * }
 * ```
 */
export const measureCepstra = /*#__PURE__*/ Node.make("measure-cepstra", {
  params: Schema.Struct({}),
  inputs: { view: anyView },
  outputs: { factors: vectors("feature") },
  run: Effect.fnUntraced(function*({ inputs }) {
    const { data: { x }, ids } = yield* shownBy(inputs.view)
    if (x.cols === 0 || x.cols % MFCC_COEFFICIENTS !== 0) return yield* new NoCepstra({ numbers: x.cols })
    const matrix = zeros(x.rows, names.length)
    const picture = new Float32Array(x.cols)
    for (let i = 0; i < x.rows; i++) {
      x.copy([i], picture, 0)
      const sound = cepstralSound(picture)
      names.forEach((name, j) => matrix.data[i * names.length + j] = sound[name])
    }
    return { factors: { ids, names, matrix } }
  }, Effect.scoped)
})
