/** What auditing a collection gives: src/learn/audit/audit-tracks.ts. */
import * as Schema from "effect/Schema"

/** `tracks` are ids between commas, empty where all are meant; `count` of them. */
export const FindingRow = Schema.Struct({
  kind: Schema.String,
  count: Schema.Int,
  tracks: Schema.String,
  detail: Schema.String
})

export type FindingRow = typeof FindingRow.Type

const Count = Schema.Struct({ label: Schema.String, count: Schema.Int })

/** Sums of the findings, with what was measured whether it became one or not. `heard` tracks were listened to. */
export const AuditSummary = Schema.Struct({
  tracks: Schema.Int,
  measured: Schema.Int,
  heard: Schema.Int,
  findings: Schema.Record(Schema.String, Schema.Int),
  columns: Schema.Array(Schema.Struct({
    column: Schema.String,
    labelled: Schema.Int,
    unlabelled: Schema.Int,
    counts: Schema.Array(Count),
    majorityShare: Schema.NullOr(Schema.Number),
    effective: Schema.NullOr(Schema.Number)
  })),
  groups: Schema.Int,
  ungrouped: Schema.Int,
  confounds: Schema.Array(Schema.Struct({
    variable: Schema.String,
    column: Schema.String,
    etaSquared: Schema.Number,
    nullMean: Schema.Number,
    p: Schema.Number,
    telling: Schema.String,
    area: Schema.Number
  }))
})
