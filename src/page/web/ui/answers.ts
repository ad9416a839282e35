/** What `pipeline ui` is told by its server: the shapes of its JSON. The server, src/app/cli/ui, is held to them too. */

/** A number of a run; `better` says which way is wanted. */
export interface MetricCell {
  readonly value: number
  readonly better: "higher" | "lower"
  readonly isHeadline?: boolean
}

/** One run in a table. Times are ISO texts. `params` are those that differ within the table. */
export interface RunRow {
  readonly run: string
  readonly pipeline: string
  readonly data: string
  readonly status: string
  readonly note: string
  readonly seed: number
  readonly finished: string
  readonly tookMs: number | undefined
  readonly reached: number
  readonly planned: number | undefined
  readonly tags: ReadonlyArray<string>
  readonly notes: ReadonlyArray<string>
  readonly isPinned: boolean
  readonly sweep: string | undefined
  readonly params: Readonly<Record<string, string>>
  readonly metrics: Readonly<Record<string, MetricCell>>
}

/** The history: the newest `runs` of `total` that meet the conditions, and the names of columns that tell them apart. */
export interface RunsAnswer {
  readonly runs: ReadonlyArray<RunRow>
  readonly total: number
  readonly params: ReadonlyArray<string>
  readonly metrics: ReadonlyArray<string>
  /** All that one may ask of runs. */
  readonly names: ReadonlyArray<string>
  /** Why the filter cannot be carried out, as while it is typed; there are no runs then. */
  readonly refused?: Refusal
}

/** An output of a step; `artifact` is what to ask for it by. */
export interface OutputCell {
  readonly port: string
  readonly kind: string
  readonly digest: string
  readonly sizeBytes: number
  readonly summary: string
}

/** A step of a recorded run. Times are milliseconds, `fromMs` since the first step began; none where its record is gone. */
export interface StepRow {
  readonly step: string
  readonly state: "ran" | "cached" | "gone" | "failed"
  readonly summary: string
  readonly fromMs: number | undefined
  readonly durationMs: number | undefined
  readonly inputs: ReadonlyArray<string>
  readonly outputs: ReadonlyArray<OutputCell>
}

/** A file that can be opened by its address. */
export interface Linked {
  readonly name: string
  readonly url: string
}

/** One line of a plot. */
export interface Line {
  readonly name: string
  /** Which of the plot's colours; lines of one run share it. */
  readonly colour: number
  readonly isDashed: boolean
  readonly points: ReadonlyArray<readonly [x: number, y: number]>
}

/** Lines over one axis. */
export interface Plot {
  readonly title: string
  readonly x: string
  readonly lines: ReadonlyArray<Line>
}

/** One run in full. */
export interface RunAnswer {
  readonly row: RunRow
  readonly facts: ReadonlyArray<readonly [name: string, text: string]>
  readonly command: string
  readonly failures: ReadonlyArray<readonly [step: string, message: string]>
  readonly steps: ReadonlyArray<StepRow>
  readonly params: ReadonlyArray<{ readonly path: string; readonly value: string; readonly isSet: boolean }>
  readonly reports: ReadonlyArray<Linked>
  /** The address of its steps as a page to walk through. */
  readonly walk: string
  readonly pictures: ReadonlyArray<Linked>
  readonly plots: ReadonlyArray<Plot>
}

/** Two runs or more beside each other: what differs. */
export interface CompareAnswer {
  readonly runs: ReadonlyArray<RunRow>
  readonly isSameData: boolean
  readonly given: ReadonlyArray<{ readonly name: string; readonly values: ReadonlyArray<string | null> }>
  readonly metrics: ReadonlyArray<{
    readonly name: string
    readonly better: "higher" | "lower"
    readonly values: ReadonlyArray<number | null>
  }>
  readonly sameMetrics: number
  readonly plots: ReadonlyArray<Plot>
  readonly pictures: ReadonlyArray<{ readonly name: string; readonly urls: ReadonlyArray<string | null> }>
  readonly samePictures: number
}

/** A sweep in the list. */
export interface SweepRow {
  readonly sweep: string
  readonly pipeline: string
  readonly strategy: string
  readonly isRunning: boolean
  readonly finished: string
  readonly trials: number
  readonly failed: number
  readonly metric: string
  readonly best: number | null
  readonly chosenByLabels: boolean
}

/** One sweep: a ranked table, what is said about it, and its pictures as SVG. */
export interface SweepAnswer {
  readonly row: SweepRow
  readonly isEnded: boolean
  readonly sort: string
  readonly sorts: ReadonlyArray<string>
  readonly table: ReadonlyArray<ReadonlyArray<string>>
  /** The runs of each row of the table but the header. */
  readonly runs: ReadonlyArray<ReadonlyArray<string>>
  readonly said: ReadonlyArray<readonly [name: string, text: string]>
  readonly charts: Readonly<Record<string, { readonly svg: string; readonly narrow?: string }>>
}

/** What is known of a column: texts, since dates and numbers are told alike. */
export interface ColumnFacts {
  readonly name: string
  readonly type: string
  readonly low: string
  readonly high: string
  readonly mean: string
  readonly distinct: string
  readonly empty: string
}

/** An artifact's content, by its kind. */
export type Content =
  | {
    readonly kind: "rows"
    readonly count: number
    readonly from: number
    readonly columns: ReadonlyArray<ColumnFacts>
    readonly rows: ReadonlyArray<ReadonlyArray<string>>
  }
  | {
    readonly kind: "numbers"
    readonly shape: ReadonlyArray<number>
    readonly facts: ReadonlyArray<readonly [name: string, text: string]>
    readonly rows: ReadonlyArray<ReadonlyArray<string>>
  }
  | { readonly kind: "text"; readonly text: string; readonly left: number }
  | {
    readonly kind: "files"
    readonly count: number
    readonly files: ReadonlyArray<Linked & { readonly sizeBytes: number }>
  }
  | { readonly kind: "nothing"; readonly why: string }

/** One artifact. */
export interface ArtifactAnswer extends OutputCell {
  readonly step: string
  readonly run: string
  readonly madeBy: string
  readonly madeIn: string
  readonly finished: string
  readonly holders: ReadonlyArray<{ readonly run: string; readonly pipeline: string; readonly name: string }>
  readonly content: Content
}

/** Something that was found; `to` is the place in the page. */
export interface Hit {
  readonly what: "run" | "step" | "artifact" | "parameter" | "metric" | "sweep"
  readonly name: string
  readonly detail: string
  readonly to: string
}

/** A run that goes on, as the stream tells it. */
export interface LiveRow {
  readonly run: string
  readonly pipeline: string
  readonly seed: number
  readonly sinceMs: number
  readonly atMs: number
  readonly done: number
  readonly of: number
  readonly steps: ReadonlyArray<{
    readonly step: string
    readonly state: string
    readonly fromMs: number | undefined
    readonly toMs: number | undefined
    readonly note: string
    readonly share: number | undefined
    readonly text: string
  }>
  readonly plots: ReadonlyArray<Plot>
}

/** What the stream tells: all runs that go on, and a word that changes whenever the history does. */
export interface LiveAnswer {
  readonly live: ReadonlyArray<LiveRow>
  readonly history: string
}

/** Why nothing is answered. */
export interface Refusal {
  readonly message: string
  readonly hint?: string
}
