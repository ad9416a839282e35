/** Which runs a collection may remove: the oldest first, and none that somebody keeps. */
import type { RunMarks } from "./marks.ts"
import { isWholeRun, type RunRecord } from "./run-record.ts"
import type { Reach } from "./usage.ts"

/**
 * What is kept: the last `keepRuns` whole runs of every pipeline and data set, as many of the others and as many sweeps,
 * pinned runs, and tagged ones, or those with one of `keepTags` where these are given. Of the rest, runs that ended before `olderThanMs` go,
 * or all without it; with `maxBytes` alone only as many as it takes, oldest first.
 */
export interface Retention {
  readonly keepRuns: number
  readonly keepTags?: ReadonlyArray<string>
  readonly olderThanMs?: number
  readonly maxBytes?: number
}

/**
 * Failed and partial runs are counted apart, so that no number of them drives out what one may still compare with, and so
 * are sweeps, of which each counts as one with all its trials.
 */
const lastRuns = (runs: ReadonlyArray<RunRecord>, count: number): ReadonlyArray<RunRecord> => {
  const kindOf = (run: RunRecord) =>
    JSON.stringify([run.pipeline, run.dataset?.source ?? null, run.trial === undefined ? isWholeRun(run) : "sweep"])
  const unitOf = ({ run, trial }: RunRecord) => trial?.sweep ?? run
  return [...Map.groupBy(runs, kindOf).values()].flatMap((each) => {
    const units = new Set([...new Set(each.toReversed().map(unitOf))].slice(0, count))
    return each.filter((run) => units.has(unitOf(run)))
  })
}

/** Whether somebody keeps a run. */
export const isMarked = (marks: RunMarks | undefined, keepTags: Retention["keepTags"]): boolean =>
  marks !== undefined &&
  (marks.pinnedAt !== undefined || marks.tags.some((tag) => keepTags === undefined || keepTags.includes(tag)))

/** Runs that may go, oldest first, whatever their age and size. */
const looseRuns = (
  runs: ReadonlyArray<RunRecord>,
  marks: ReadonlyMap<string, RunMarks>,
  { keepRuns, keepTags }: Retention
): ReadonlyArray<RunRecord> => {
  const kept = new Set(lastRuns(runs, keepRuns))
  return runs.filter((run) => !kept.has(run) && !isMarked(marks.get(run.run), keepTags))
}

/** Bytes of a cache: of objects by digest and records by key, which go with the last run that needs them, and of all else. */
export interface Sizes {
  readonly otherBytes: number
  readonly things: ReadonlyMap<string, number>
}

/** As many of `loose`, oldest first, as have to go for what all runs that stay need to fit into `maxBytes`. */
const untilFits = (
  runs: ReadonlyArray<RunRecord>,
  loose: ReadonlyArray<RunRecord>,
  { maxBytes, reach, sizes }: { readonly reach: Reach; readonly sizes: Sizes; readonly maxBytes: number }
): ReadonlyArray<RunRecord> => {
  const users = new Map<string, number>()
  const needs = ({ steps }: RunRecord): Iterable<string> => {
    const left = Object.values(steps)
    return new Set([...reach.ofSteps(left), ...left.map(({ key }) => key)])
  }
  let bytes = sizes.otherBytes
  for (const run of runs) {
    for (const thing of needs(run)) {
      const count = users.get(thing) ?? 0
      if (count === 0) bytes += sizes.things.get(thing) ?? 0
      users.set(thing, count + 1)
    }
  }
  const gone: Array<RunRecord> = []
  for (const run of loose) {
    if (bytes <= maxBytes) break
    gone.push(run)
    for (const thing of needs(run)) {
      const count = users.get(thing)! - 1
      users.set(thing, count)
      if (count === 0) bytes -= sizes.things.get(thing) ?? 0
    }
  }
  return gone
}

/** Runs that go, oldest first. Without `sizes` none goes for the sake of `maxBytes`. */
export const runsThatGo = (
  runs: ReadonlyArray<RunRecord>,
  marks: ReadonlyMap<string, RunMarks>,
  retention: Retention,
  { reach, sizes }: { readonly reach: Reach; readonly sizes: Sizes | undefined }
): ReadonlyArray<RunRecord> => {
  const { maxBytes, olderThanMs } = retention
  const loose = looseRuns(runs, marks, retention)
  const old = loose.filter(({ finishedAt }) => olderThanMs !== undefined && Date.parse(finishedAt) < olderThanMs)
  if (maxBytes === undefined) return olderThanMs === undefined ? loose : old
  if (sizes === undefined) return old
  const gone = new Set(old)
  const left = runs.filter((run) => !gone.has(run))
  const also = untilFits(left, loose.filter((run) => !gone.has(run)), { maxBytes, reach, sizes })
  return [...old, ...also]
}
