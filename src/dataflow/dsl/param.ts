/** Schemas of parameters that most nodes need: whole numbers, amounts and shares, named for what they mean. */
import * as Schema from "effect/Schema"

/** A whole number of at least 1, such as a number of clusters. */
export const positiveInt = Schema.Int.check(Schema.isGreaterThan(0))

/** A whole number of at least 0, such as epochs of warm-up. */
export const count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** A whole number of at least 2, such as folds. */
export const several = Schema.Int.check(Schema.isGreaterThan(1))

/** A finite number above 0, such as a learning rate. */
export const positive = Schema.Finite.check(Schema.isGreaterThan(0))

/** A finite number of at least 0, such as a weight. */
export const amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))

/** A number from 0 to 1, both included. */
export const share = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))

/** A number between 0 and 1, neither included, such as a share of tracks to draw. */
export const properShare = Schema.Finite.check(
  Schema.isBetween({ minimum: 0, maximum: 1, exclusiveMinimum: true, exclusiveMaximum: true })
)
