/** A pipeline to be walked through, step by step: what a page carries for src/page/web/walk.ts. */
import { countText } from "./number-text.ts"
import { type DescribedPipeline, parametersOf } from "./pipeline-facts.ts"

/** What became of a step; "planned" where a page knows no run. */
export type WalkState = "ran" | "cached" | "failed" | "stopped" | "planned"

/** An input: an output of another step, or data of the user's. */
export type WalkInput =
  | { readonly name: string; readonly step: string; readonly port: string }
  | { readonly name: string; readonly place: string; readonly digest?: string }

/** An output, as far as the page knows it. `shape` is in words, such as "139 × 52"; `digest` a beginning of it. */
export interface WalkOutput {
  readonly name: string
  readonly kind?: string
  readonly shape?: string
  readonly bytes?: number
  readonly digest?: string
}

/** A parameter with its value as text; "set" for this run, or a step's "own" where others of its node have another. */
export type WalkParameter = readonly [name: string, value: string, mark?: "set" | "own"]

/** One step. `code` counts the data's `codes`. Units: milliseconds since the run began; cores count from 0. */
export interface WalkStep {
  readonly name: string
  readonly node: string
  readonly group: string
  readonly state: WalkState
  /** What became of it, in a sentence. */
  readonly said: string
  readonly why: ReadonlyArray<string>
  readonly params: ReadonlyArray<WalkParameter>
  readonly inputs: ReadonlyArray<WalkInput>
  readonly outputs: ReadonlyArray<WalkOutput>
  readonly metrics: ReadonlyArray<readonly [name: string, value: string]>
  readonly code?: number
  /** What making its outputs took, whenever that was. */
  readonly madeMs?: number
  readonly from?: number
  readonly to?: number
  readonly spans?: ReadonlyArray<readonly [core: number, from: number, to: number]>
}

/** Code of steps: the file of the node, and the files with the declarations of them that take part; versions by package. */
export interface WalkCode {
  readonly hash: string
  readonly home?: string
  readonly files: ReadonlyArray<{ readonly file: string; readonly symbols: ReadonlyArray<string> }>
  readonly packages: Readonly<Record<string, string>>
  readonly assets: ReadonlyArray<string>
}

/** A run's time. `isTimed`: it noted itself which step had which core. */
export interface WalkRun {
  readonly cores: number
  readonly durationMs: number
  readonly isTimed: boolean
}

/** All that a page carries. Steps stand in an order in which they can run. */
export interface WalkData {
  readonly pipeline: string
  readonly steps: ReadonlyArray<WalkStep>
  readonly codes: ReadonlyArray<WalkCode>
  readonly run?: WalkRun
  /** Where the page of the run lies that has what this one cannot know, relative to this one. */
  readonly elsewhere?: string
}

/** Values that differ between steps of one node. */
const ownParameters = (steps: DescribedPipeline["steps"]): ReadonlySet<string> => {
  const values = new Map<string, Set<string>>()
  for (const { kind, name, value } of parametersOf({ steps })) {
    const question = JSON.stringify([kind, name])
    values.set(question, (values.get(question) ?? new Set()).add(value))
  }
  return new Set([...values].flatMap(([question, { size }]) => size > 1 ? [question] : []))
}

/**
 * A pipeline as it is planned, for a page that is an artifact itself: the same for the same steps and parameters, so
 * without times and digests. Those stand on the page of a run, `elsewhere`.
 */
export const plannedWalk = (pipeline: DescribedPipeline, elsewhere: string): WalkData => {
  const own = ownParameters(pipeline.steps)
  const params = Map.groupBy(parametersOf(pipeline), ({ node }) => node)
  const read = Map.groupBy(pipeline.steps.flatMap(({ inputs }) => inputs), ({ step }) => step)
  return {
    pipeline: pipeline.name,
    codes: [],
    elsewhere,
    steps: pipeline.steps.map(({ group, inputs, name, node }) => {
      const ports = [...new Set((read.get(name) ?? []).map(({ port }) => port))]
      const readers = (read.get(name) ?? []).length
      return {
        name,
        node,
        group,
        state: "planned",
        said: readers === 0 ? "No step reads what it makes." : `What it makes is read ${countText(readers, "time")}.`,
        why: [],
        params: (params.get(name) ?? []).map((each): WalkParameter =>
          own.has(JSON.stringify([each.kind, each.name])) ? [each.name, each.value, "own"] : [each.name, each.value]
        ),
        inputs: inputs.map(({ input, port, step }) => ({ name: input ?? port, step, port })),
        outputs: ports.map((port) => ({ name: port })),
        metrics: []
      }
    })
  }
}
