/** One thing a dataset says of a track, such as kind "mood", value "calm". */
import * as Schema from "effect/Schema"
import { label } from "../../src/dataflow/kind/label.ts"

/** A track may have several of a kind, best first. `value` counts as a label, whatever the kind. */
export const Annotation = Schema.Struct({ id: Schema.String, kind: Schema.String, value: label(Schema.String) })
export type Annotation = typeof Annotation.Type
