/** Items of mapped steps as rows, read from the store a batch at a time: there may be hundreds of thousands. */
import type { Row } from "../../format/parquet.ts"
import type { ItemOutcome } from "../store/action.ts"
import type { RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"

/** A mapped step of a run. */
interface MappedStep {
  readonly run: RunRecord
  readonly step: string
  readonly family: string
  readonly madeBy: string
}

const mappedSteps = (store: Store, runs: ReadonlyArray<RunRecord>): ReadonlyArray<MappedStep> =>
  runs.flatMap((run) =>
    Object.entries(run.steps).flatMap(([step, { key }]) => {
      const record = store.peek(key)
      return record?.family === undefined ? [] : [{ run, step, family: record.family, madeBy: record.run }]
    })
  )

const row = ({ madeBy, run, step }: MappedStep, key: string, outcome: ItemOutcome): Row => ({
  run: run.run,
  pipeline: run.pipeline,
  step,
  item: key,
  status: outcome._tag === "Done" ? "done" : "quarantined",
  reason: outcome._tag === "Done" ? undefined : outcome.reason,
  batch: outcome._tag === "Done" ? Object.values(outcome.batch)[0] : undefined,
  made_by: madeBy
})

/**
 * Rows of the items that mapped steps know, each under the latest run that shares them. A step knows more items than its
 * table has rows where rows have left the table: should they come back, they need not run again.
 */
export function* itemRows(store: Store, runs: ReadonlyArray<RunRecord>): Generator<Row> {
  for (const [family, sharing] of Map.groupBy(mappedSteps(store, runs), (each) => each.family)) {
    const latest = sharing.at(-1)!
    for (const [key, outcome] of store.items(family)) yield row(latest, key, outcome)
  }
}
