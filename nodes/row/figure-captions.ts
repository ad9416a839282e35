/** What a report writes under the charts of a figure. */
import * as Schema from "effect/Schema"
import { ChapterName } from "./section.ts"

/** Charts of one figure: title and caption by file name; without a `chapter` they are about what the models learnt. */
export const FigureCaptions = Schema.Struct({
  id: Schema.String,
  chapter: Schema.optionalKey(ChapterName),
  charts: Schema.Record(Schema.String, Schema.Tuple([Schema.String, Schema.String]))
})
export type FigureCaptions = typeof FigureCaptions.Type
