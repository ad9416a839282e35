/** What a report writes under the charts of a figure. */
import * as Schema from "effect/Schema"

/** Charts of one figure: title and caption by file name. */
export const FigureCaptions = Schema.Struct({
  id: Schema.String,
  charts: Schema.Record(Schema.String, Schema.Tuple([Schema.String, Schema.String]))
})
export type FigureCaptions = typeof FigureCaptions.Type
