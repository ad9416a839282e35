/**
 * Keeps labels out of unsupervised results. A node that asks for label columns must say what it does with them, and what
 * it then yields may only go to nodes that say so too; everything is checked before anything runs.
 */
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"
import type { AnyStep } from "./node.ts"
import type { Read } from "./pipeline.ts"

/** Labels that would reach a node which does not say that it uses them. */
export class LabelLeak extends Schema.TaggedError<LabelLeak>()("LabelLeak", {
  pipeline: Schema.String,
  step: Schema.String,
  node: Schema.String,
  input: Schema.String,
  /** Label columns the node asks for itself; empty when labels come with the input. */
  columns: Schema.Array(Schema.String),
  /** The steps from the one that reads labels to the one before this, empty when the node asks itself. */
  chain: Schema.Array(Schema.String)
}) {
  override readonly [Runtime.errorExitCode] = 2
  get hint() {
    return this.columns.length > 0
      ? `in the node: ask for a table without them, or declare labels: "evaluates" or "conditions"`
      : `in the pipeline: ${this.node}.as("${this.step}", { labels: "conditions" })   if that is what you mean`
  }
  override get message() {
    const head = `Step "${this.step}" of pipeline "${this.pipeline}"`
    if (this.columns.length > 0) {
      const named = this.columns.map((column) => `"${column}"`).join(" and ")
      return `${head} reads the label column${this.columns.length > 1 ? "s" : ""} ${named} of "${this.input}" ` +
        "without declaring it."
    }
    return `${head} takes "${this.input}", into which labels went (${this.chain.join(" → ")}), without declaring it.`
  }
}

/** A pipeline that would decide what it places by a value into which labels went. */
export class LabelRead extends Schema.TaggedError<LabelRead>()("LabelRead", {
  pipeline: Schema.String,
  read: Schema.String,
  columns: Schema.Array(Schema.String),
  chain: Schema.Array(Schema.String)
}) {
  override readonly [Runtime.errorExitCode] = 2
  get hint() {
    return "read an artifact into which no labels went; results chosen by labels are not unsupervised"
  }
  override get message() {
    const how = this.columns.length > 0
      ? `whose ${this.columns.map((column) => `"${column}"`).join(" and ")} are labels`
      : `into which labels went (${this.chain.join(" → ")})`
    return `Pipeline "${this.pipeline}" reads "${this.read}", ${how}, to decide what it places.`
  }
}

interface Taint {
  readonly chain: ReadonlyArray<string>
  readonly isConditioned: boolean
}

const portOf = (input: string): string => input.replace(/\.\d+$/, "")

/** What labels went into the outputs of a step, or undefined. Throws LabelLeak. */
const taintOf = (pipeline: string, step: AnyStep, taints: ReadonlyMap<string, Taint>): Taint | undefined => {
  const about = { pipeline, step: step.name, node: step.definition.node }
  if (step.labels === "none") {
    for (const [input, kind] of Object.entries(step.definition.inputs)) {
      const columns = kind.labelColumns ?? []
      if (columns.length > 0) throw new LabelLeak({ ...about, input, columns, chain: [] })
    }
  }
  const incoming = Object.entries(step.wires).flatMap(([input, { step: from }]) => {
    const taint = taints.get(from)
    return taint === undefined ? [] : [{ input, taint }]
  })
  const [first] = incoming
  if (first !== undefined && (step.labels === "none" || step.labels === "carries")) {
    throw new LabelLeak({ ...about, input: portOf(first.input), columns: [], chain: first.taint.chain })
  }
  if (step.labels === "none" || step.labels === "carries") return undefined
  return {
    chain: [...first?.taint.chain ?? [], step.name],
    isConditioned: step.labels === "conditions" || incoming.some(({ taint }) => taint.isConditioned)
  }
}

/** Throws LabelRead where labels went into what is read. */
const checkRead = (
  pipeline: string,
  { port, step: name }: Read,
  { steps, taints }: { readonly steps: ReadonlyArray<AnyStep>; readonly taints: ReadonlyMap<string, Taint> }
): void => {
  const columns = steps.find((step) => step.name === name)?.definition.outputs[port]?.labelColumns ?? []
  const chain = taints.get(name)?.chain ?? []
  if (columns.length === 0 && chain.length === 0) return
  throw new LabelRead({ pipeline, read: `${name}.${port}`, columns, chain })
}

/**
 * Names of the steps whose results are label-conditioned. Steps come in topological order, `reads` are what the pipeline
 * itself reads. Fails with LabelLeak or LabelRead.
 */
export const traceLabels = (pipeline: string, steps: ReadonlyArray<AnyStep>, reads: ReadonlyArray<Read> = []) =>
  Effect.try({
    try: (): ReadonlySet<string> => {
      const taints = new Map<string, Taint>()
      for (const step of steps) {
        const taint = taintOf(pipeline, step, taints)
        if (taint !== undefined) taints.set(step.name, taint)
      }
      for (const read of reads) checkRead(pipeline, read, { steps, taints })
      return new Set([...taints].filter(([, { isConditioned }]) => isConditioned).map(([name]) => name))
    },
    catch: (cause) => {
      if (cause instanceof LabelLeak || cause instanceof LabelRead) return cause
      throw cause
    }
  })
