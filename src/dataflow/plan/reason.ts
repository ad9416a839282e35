/** What makes a node run, as `why` and every run say it. Found by why.ts and plan.ts. */
import * as Schema from "effect/Schema"

/** Why a node has to run: one entry per thing that changed since its last recorded execution. */
export const Reason = Schema.TaggedUnion({
  NeverRan: {},
  Forced: {},
  ParamChanged: { path: Schema.String, from: Schema.String, to: Schema.String },
  InputChanged: { input: Schema.String, from: Schema.String },
  SourceChanged: { path: Schema.String, change: Schema.Literals(["added", "removed", "edited"]) },
  CodeChanged: { file: Schema.String, symbol: Schema.String, before: Schema.String, after: Schema.String },
  ServiceChanged: {
    service: Schema.String,
    file: Schema.String,
    symbol: Schema.String,
    before: Schema.String,
    after: Schema.String
  },
  PackageChanged: { name: Schema.String, before: Schema.String, after: Schema.String },
  SeedChanged: { from: Schema.String, to: Schema.String },
  EnvironmentChanged: { name: Schema.String, from: Schema.String, to: Schema.String },
  OutputLost: { output: Schema.String, how: Schema.Literals(["missing", "tampered"]) },
  ItemsChanged: { noun: Schema.String, added: Schema.Int, removed: Schema.Int, edited: Schema.Int }
})
export type Reason = typeof Reason.Type
