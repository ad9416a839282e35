/** The parameters of pipelines that `--layout` and `--label` set: as what their data is read, and what labels its tracks. */
import * as Schema from "effect/Schema"
import { layouts } from "../../src/music/ingest/dataset/layout.ts"

/** A layout by name, or "auto": the one that is recognised. */
export const AskedLayout = Schema.Literals(["auto", ...layouts])
/** One of those. */
export type AskedLayout = typeof AskedLayout.Type

/** What a pipeline on music declares beside its seed. */
export const layoutChoice = {
  params: {
    layout: AskedLayout,
    /** What labels tracks, or "auto": what the data is known for. Choices: label-choice.ts. */
    label: Schema.NonEmptyString
  },
  defaults: { layout: "auto", label: "auto" }
} as const
