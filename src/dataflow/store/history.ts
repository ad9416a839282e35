/** The runs of a cache as one opened store sees them, what they last left remembered. */
import { latestRun, type PipelineRef, readRef, refAfter, refName, writeRun } from "./refs.ts"
import type { RunRecord } from "./run-record.ts"
import type { SmallFiles } from "./small-files.ts"

/** The references of one opened store. */
export class History {
  private readonly files: SmallFiles
  private readonly seen = new Map<string, PipelineRef | undefined>()

  constructor(files: SmallFiles) {
    this.files = files
  }

  /** What a pipeline's runs last left on a data set; before the first run on that data, what its latest run on any left. */
  last(pipeline: string, source?: string): PipelineRef | undefined {
    const name = refName(pipeline, source)
    if (!this.seen.has(name)) this.seen.set(name, readRef(this.files, pipeline, source) ?? this.elsewhere(pipeline))
    return this.seen.get(name)
  }

  private elsewhere(pipeline: string): PipelineRef | undefined {
    const run = latestRun(this.files, (each) => each.pipeline === pipeline)
    return run === undefined ? undefined : readRef(this.files, pipeline, run.dataset?.source)
  }

  /** Adds a run, and remembers what it left; nothing is written where the cache may only be read. */
  add(run: RunRecord): void {
    const { source } = run.dataset ?? {}
    const ref = refAfter(run, this.last(run.pipeline, source))
    if (!this.files.isReadOnly) writeRun(this.files, run, ref)
    this.seen.set(refName(run.pipeline, source), ref)
  }
}
