/** What a node has to say about its own table, in sentences: nodes/study/study-paper.ts repeats them. */
import * as Schema from "effect/Schema"

/** Whole sentences, each computed from the numbers it names. */
export const Said = Schema.Array(Schema.NonEmptyString)
