/** Schemas of parameters that most nodes need: whole numbers, amounts and shares, named for what they mean. */
import * as Schema from "effect/Schema"

/**
 * A whole number of at least 1, such as a number of clusters.
 *
 * @example
 * ```ts
 * import { json, Node, Param, Schema } from "partita"
 * export const shown = Node.fn({
 *   params: { k: Param.positiveInt },
 *   outputs: { value: json(Schema.Finite) },
 *   run: ({ params }) => ({ value: params.k })
 * })
 * ```
 */
export const positiveInt = Schema.Int.check(Schema.isGreaterThan(0))

/**
 * A whole number of at least 0, such as epochs of warm-up.
 *
 * @example
 * ```ts
 * import { json, Node, Param, Schema } from "partita"
 * export const shown = Node.fn({
 *   params: { warmUpEpochs: Param.count },
 *   outputs: { value: json(Schema.Finite) },
 *   run: ({ params }) => ({ value: params.warmUpEpochs })
 * })
 * ```
 */
export const count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/**
 * A whole number of at least 2, such as folds.
 *
 * @example
 * ```ts
 * import { json, Node, Param, Schema } from "partita"
 * export const shown = Node.fn({
 *   params: { folds: Param.several },
 *   outputs: { value: json(Schema.Finite) },
 *   run: ({ params }) => ({ value: params.folds })
 * })
 * ```
 */
export const several = Schema.Int.check(Schema.isGreaterThan(1))

/**
 * A finite number above 0, such as a learning rate.
 *
 * @example
 * ```ts
 * import { json, Node, Param, Schema } from "partita"
 * export const shown = Node.fn({
 *   params: { rate: Param.positive },
 *   outputs: { value: json(Schema.Finite) },
 *   run: ({ params }) => ({ value: params.rate })
 * })
 * ```
 */
export const positive = Schema.Finite.check(Schema.isGreaterThan(0))

/**
 * A finite number of at least 0, such as a weight.
 *
 * @example
 * ```ts
 * import { json, Node, Param, Schema } from "partita"
 * export const shown = Node.fn({
 *   params: { weight: Param.amount },
 *   outputs: { value: json(Schema.Finite) },
 *   run: ({ params }) => ({ value: params.weight })
 * })
 * ```
 */
export const amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))

/**
 * A number from 0 to 1, both included.
 *
 * @example
 * ```ts
 * import { json, Node, Param, Schema } from "partita"
 * export const shown = Node.fn({
 *   params: { dropout: Param.share },
 *   outputs: { value: json(Schema.Finite) },
 *   run: ({ params }) => ({ value: params.dropout })
 * })
 * ```
 */
export const share = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))

/**
 * A number between 0 and 1, neither included, such as a share of tracks to draw.
 *
 * @example
 * ```ts
 * import { json, Node, Param, Schema } from "partita"
 * export const shown = Node.fn({
 *   params: { holdOut: Param.properShare },
 *   outputs: { value: json(Schema.Finite) },
 *   run: ({ params }) => ({ value: params.holdOut })
 * })
 * ```
 */
export const properShare = Schema.Finite.check(
  Schema.isBetween({ minimum: 0, maximum: 1, exclusiveMinimum: true, exclusiveMaximum: true })
)
