/** What a run says while it works: one tagged union, rendered by src/app/cli/render/. */
import * as Schema from "effect/Schema"
import { Metric } from "../dsl/metric.ts"
import { Reason } from "../plan/reason.ts"
import { Undeclared } from "./undeclared.ts"

export { Metric } from "../dsl/metric.ts"
export { Reason } from "../plan/reason.ts"
export { Undeclared } from "./undeclared.ts"

/** A failure as it is shown: tag and sentence, what to do next, and the full text for the log. */
export const Failure = Schema.Struct({
  tag: Schema.String,
  message: Schema.String,
  hint: Schema.optionalKey(Schema.String),
  /** The line of the project's own files where it began: "nodes/loudness.ts:31". */
  at: Schema.optionalKey(Schema.String),
  detail: Schema.String
})
export type Failure = typeof Failure.Type

/**
 * An output whose bytes are other than those recorded under the same key: both digests and sizes, and in a few words what
 * differs, where that can be told cheaply.
 */
export const Difference = Schema.Struct({
  port: Schema.String,
  before: Schema.String,
  after: Schema.String,
  beforeBytes: Schema.Int,
  afterBytes: Schema.Int,
  what: Schema.String
})
export type Difference = typeof Difference.Type

/** One node of the plan as a viewer needs it. `group` is the folder of the node's file, such as "features". */
export const NodeView = Schema.Struct({
  name: Schema.String,
  group: Schema.String,
  inputs: Schema.Array(Schema.String)
})
export type NodeView = typeof NodeView.Type

/**
 * Everything that can happen in a run. `at` is milliseconds since the run began. `PlanExtended` names the artifact that
 * was read, "step.port", and the nodes that it decided. `NodeReplaced` comes before the end of a node whose recorded result
 * made room for other bytes.
 */
export const RunEvent = Schema.TaggedUnion({
  RunStarted: {
    at: Schema.Finite,
    run: Schema.String,
    pipeline: Schema.String,
    seed: Schema.Int,
    nodes: Schema.Array(NodeView),
    cached: Schema.Int
  },
  PlanExtended: { at: Schema.Finite, read: Schema.String, nodes: Schema.Array(NodeView), cached: Schema.Int },
  NodeCached: { at: Schema.Finite, node: Schema.String, key: Schema.String, summary: Schema.String },
  NodeLimited: {
    at: Schema.Finite,
    node: Schema.String,
    resource: Schema.String,
    asked: Schema.Finite,
    given: Schema.Finite
  },
  NodeWaiting: { at: Schema.Finite, node: Schema.String, holder: Schema.String },
  NodeStarted: {
    at: Schema.Finite,
    node: Schema.String,
    key: Schema.String,
    reasons: Schema.Array(Reason),
    items: Schema.optionalKey(Schema.Struct({ total: Schema.Int, cached: Schema.Int }))
  },
  NodeProgress: {
    at: Schema.Finite,
    node: Schema.String,
    unit: Schema.String,
    done: Schema.Finite,
    of: Schema.Finite,
    values: Schema.Record(Schema.String, Schema.Finite)
  },
  ItemQuarantined: {
    at: Schema.Finite,
    node: Schema.String,
    noun: Schema.String,
    item: Schema.String,
    reason: Schema.String
  },
  NodeRetried: { at: Schema.Finite, node: Schema.String, attempt: Schema.Int, failure: Failure },
  NodeWarned: { at: Schema.Finite, node: Schema.String, text: Schema.String },
  NodeReplaced: {
    at: Schema.Finite,
    node: Schema.String,
    key: Schema.String,
    differences: Schema.Array(Difference)
  },
  NodeFinished: {
    at: Schema.Finite,
    node: Schema.String,
    key: Schema.String,
    durationMs: Schema.Finite,
    summary: Schema.String,
    unchanged: Schema.Boolean,
    executedItems: Schema.optionalKey(Schema.Int),
    metrics: Schema.Record(Schema.String, Metric),
    undeclared: Schema.optionalKey(Undeclared)
  },
  NodeFailed: { at: Schema.Finite, node: Schema.String, durationMs: Schema.Finite, failure: Failure },
  NodeSkipped: { at: Schema.Finite, node: Schema.String, because: Schema.String },
  RunFinished: {
    at: Schema.Finite,
    outcome: Schema.Literals(["ok", "failed", "interrupted"]),
    ran: Schema.Int,
    cached: Schema.Int,
    failed: Schema.Int,
    skipped: Schema.Int,
    savedMs: Schema.Finite
  }
})
export type RunEvent = typeof RunEvent.Type
