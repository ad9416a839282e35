/** Tags, notes and pins of runs, and which words may be tags. */
import { readMarks, type RunMarks, unmarked } from "../../dataflow/store/marks.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"

/** Looks up what is said of runs, read once. */
export const allMarks = (store: Store): (run: Pick<RunRecord, "run">) => RunMarks => {
  const marks = readMarks(store.files)
  return ({ run }) => marks.get(run) ?? unmarked
}

/** What is said of one run. */
export const marksOf = (store: Store, run: Pick<RunRecord, "run">): RunMarks => allMarks(store)(run)

const word = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._+-]{0,63}$/u
const runId = /^[0-9a-f]{6,12}$/ // six digits are what a table shows of a run

/** Why a word cannot be a tag, given the names of pipelines; undefined where it can. */
export const tagProblem = (tag: string, pipelines: ReadonlyArray<string>): string | undefined => {
  if (!word.test(tag)) return "is no tag: letters, digits and . _ + - are, beginning with a letter or digit, 64 at most"
  if (tag === "last") return "stands for the latest run"
  if (runId.test(tag)) return "could be the beginning of a run's id"
  return pipelines.includes(tag) ? "is the name of a pipeline" : undefined
}
