/** What a node's `run` receives. */
import type { PipelineDescription } from "./description.ts"
import type { Metric } from "./metric.ts"

/** Where a node says how far it is and what it found. Plain calls: cheap enough for an inner loop's every epoch. */
export interface Reporter {
  /** `done` of `of` `unit`s, with named values such as a loss. */
  readonly progress: (
    unit: string,
    done: number,
    of: number,
    values?: Readonly<Record<string, number>>
  ) => void
  /** A number about the result, kept with the artifacts and compared between runs. */
  readonly metric: (name: string, metric: Metric) => void
  /** One short phrase shown beside the node's name, such as "320 tracks". */
  readonly summary: (text: string) => void
  /** What a reader should know of what was left out or taken another way than written; said when the run ends. */
  readonly warn: (text: string) => void
  /** What a reader is told first when the run ends: a few sentences, and rows of cells that a terminal sets in columns. */
  readonly finding: (sentences: string, rows?: ReadonlyArray<ReadonlyArray<string>>) => void
}

/**
 * State that survives a kill, so that a long node resumes where it was. A node that declares what it `continues` along
 * may also begin where an execution with less of that parameter ended: `earlier` is the state this one kept, of the most
 * there is; `keep` is asked for the state at the end, where somebody wants it.
 */
export interface Checkpoint {
  readonly load: () => Uint8Array | undefined
  readonly save: (bytes: Uint8Array) => void
  readonly earlier: () => Uint8Array | undefined
  readonly keep: (state: () => Uint8Array) => void
}

/**
 * `params` is decoded; `seed` derives from the pipeline's seed and this step's name and is 0 for nodes not declared
 * `seeded`; `pipeline` is what the whole pipeline looks like, for nodes declared `seesPipeline`; `env` holds
 * the declared environment variables; `nowMs` is a clock for pacing checkpoints and
 * progress, never for results.
 */
export interface NodeContext<out Inputs, out Params, out Env = {}> {
  readonly inputs: Inputs
  readonly params: Params
  readonly env: Env
  readonly seed: number
  readonly pipeline: PipelineDescription | undefined
  /** Whether labels went into any of the inputs, so that the results must not be ranked with unsupervised ones. */
  readonly isLabelConditioned: boolean
  readonly report: Reporter
  readonly checkpoint: Checkpoint
  readonly nowMs: () => number
}
