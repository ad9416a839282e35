/** What a run says while it works: one tagged union, rendered by src/app/cli/render/. */
import * as Schema from "effect/Schema"

/** Why a node has to run: one entry per thing that changed since its last recorded execution. */
export const Reason = Schema.TaggedUnion({
  NeverRan: {},
  Forced: {},
  ParamChanged: { path: Schema.String, from: Schema.String, to: Schema.String },
  InputChanged: { input: Schema.String, from: Schema.String },
  SourceChanged: { path: Schema.String, change: Schema.Literals(["added", "removed", "edited"]) },
  CodeChanged: { file: Schema.String, symbol: Schema.String, before: Schema.String, after: Schema.String },
  PackageChanged: { name: Schema.String, before: Schema.String, after: Schema.String },
  SeedChanged: { from: Schema.String, to: Schema.String },
  EnvironmentChanged: { name: Schema.String, from: Schema.String, to: Schema.String },
  OutputLost: { output: Schema.String, how: Schema.Literals(["missing", "tampered"]) },
  ItemsChanged: { noun: Schema.String, added: Schema.Int, removed: Schema.Int, edited: Schema.Int }
})
export type Reason = typeof Reason.Type

/** A failure as it is shown: tag and sentence, what to do next, and the full text for the log. */
export const Failure = Schema.Struct({
  tag: Schema.String,
  message: Schema.String,
  hint: Schema.optionalKey(Schema.String),
  detail: Schema.String
})
export type Failure = typeof Failure.Type

/** One node of the plan as a viewer needs it. `group` is the folder of the node's file, such as "features". */
export const NodeView = Schema.Struct({
  name: Schema.String,
  group: Schema.String,
  inputs: Schema.Array(Schema.String)
})
export type NodeView = typeof NodeView.Type

/**
 * A number a node reports about its result; `better` gives its direction, `baseline` what chance or a baseline gets.
 * Headlines are shown first.
 */
export const Metric = Schema.Struct({
  value: Schema.Finite,
  better: Schema.Literals(["higher", "lower"]),
  baseline: Schema.optionalKey(Schema.Finite),
  isHeadline: Schema.optionalKey(Schema.Boolean)
})
export type Metric = typeof Metric.Type

/**
 * Everything that can happen in a run. `at` is milliseconds since the run began. `PlanExtended` names the artifact that
 * was read, "step.port", and the nodes that it decided.
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
  NodeFinished: {
    at: Schema.Finite,
    node: Schema.String,
    key: Schema.String,
    durationMs: Schema.Finite,
    summary: Schema.String,
    unchanged: Schema.Boolean,
    executedItems: Schema.optionalKey(Schema.Int),
    metrics: Schema.Record(Schema.String, Metric)
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
