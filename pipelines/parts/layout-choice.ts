/** The parameter of pipelines that `--layout` sets: as what their data is read. */
import * as Schema from "effect/Schema"
import { layouts } from "../../src/music/ingest/dataset/layout.ts"

/** A layout by name, or "auto": the one that is recognised. */
export const AskedLayout = Schema.Literals(["auto", ...layouts])
/** One of those. */
export type AskedLayout = typeof AskedLayout.Type

/** What a pipeline on music declares beside its seed. */
export const layoutChoice = { params: { layout: AskedLayout }, defaults: { layout: "auto" } } as const
