/** How features were scaled, as written by standardize.ts and read back for new tracks. Maths: src/learn/projection/scaling.ts. */
import * as Schema from "effect/Schema"

const names = Schema.Array(Schema.String)
const column = Schema.Array(Schema.Number)

/** A fitted scaling, told apart by `method`; lists are in the order of `names`. */
export const Scaler = Schema.Union([
  Schema.Struct({ method: Schema.Literal("none"), names }),
  Schema.Struct({ method: Schema.Literal("z"), names, mean: column, scale: column }),
  Schema.Struct({ method: Schema.Literal("robust"), names, median: column, range: column }),
  Schema.Struct({ method: Schema.Literal("yeo-johnson"), names, lambda: column, mean: column, scale: column }),
  Schema.Struct({ method: Schema.Literal("quantile-normal"), names, quantiles: Schema.Array(column) })
])

/** See the schema. */
export type Scaler = typeof Scaler.Type
