/** Something an ingest node skipped, repaired or could not make sense of. */
import * as Schema from "effect/Schema"

/** `where` is a file, row or column in the user's own words. */
export const Problem = Schema.Struct({ where: Schema.String, problem: Schema.String })
export type Problem = typeof Problem.Type
