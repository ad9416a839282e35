/**
 * Where something came from and what it went into, as one run tells it, and all runs that hold it: upstream the steps,
 * parameters, code and data that made it, downstream the steps and documents that were made of it. Next: provenance.ts.
 */
import { keyRecordOf } from "../plan/key.ts"
import type { RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"
import type { Holder } from "./holders.ts"
import { type StepOfRun, stepsOfRun } from "./provenance.ts"

/** A step beside the subject. `inputs` are "step.port", or a place of the user's data. */
export interface LineageStep {
  readonly step: string
  readonly node: string
  /** The run that computed what later ones found in the cache. */
  readonly madeBy: string | undefined
  readonly finished: string | undefined
  readonly durationMs: number | undefined
  readonly code: string | undefined
  readonly seed: number | undefined
  readonly params: unknown
  readonly inputs: Readonly<Record<string, string>>
  readonly outputs: Readonly<
    Record<string, { readonly kind: string; readonly digest: string; readonly summary: string }>
  >
  /** Whether it works item by item, so that it runs again for what changed alone. */
  readonly isMapped: boolean
}

/** The lineage of one artifact or file. Steps stand in the order of the run. */
export interface Lineage {
  readonly holder: Holder
  readonly upstream: ReadonlyArray<LineageStep>
  readonly downstream: ReadonlyArray<LineageStep>
  /** The data that went into it: places with the digest of what was read there. */
  readonly data: ReadonlyArray<{ readonly place: string; readonly digest: string }>
  /** Documents that were made of it. */
  readonly documents: ReadonlyArray<string>
  /** Every run that holds it, the latest first, with where. */
  readonly runs: ReadonlyArray<{ readonly run: string; readonly pipeline: string; readonly at: string }>
}

const unknownPlace = "(data)"

const describe = ({ origins, outputs, record, step }: StepOfRun): LineageStep => {
  const key = record === undefined ? undefined : keyRecordOf(record)
  return {
    step,
    node: record?.node ?? "collected",
    madeBy: record?.run,
    finished: record?.finishedAt,
    durationMs: record?.durationMs,
    code: key?.code,
    seed: key?.seed,
    params: key?.params,
    inputs: Object.fromEntries(
      origins.map((origin) => [
        origin.input,
        origin._tag === "Artifact" ? `${origin.step}.${origin.port}` : origin.place ?? unknownPlace
      ])
    ),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([port, digest]) => {
        const { kind = "collected", summary = "" } = record?.outputs[port] ?? {}
        return [port, { kind, digest, summary }]
      })
    ),
    isMapped: record?.family !== undefined
  }
}

/** Steps that are reached from some by going on as `next` says; without those one starts from. */
const reach = (from: Iterable<string>, next: (step: string) => Iterable<string>): ReadonlySet<string> => {
  const reached = new Set<string>()
  const waiting = [...from]
  while (waiting.length > 0) {
    for (const step of next(waiting.pop()!)) {
      if (reached.has(step)) continue
      reached.add(step)
      waiting.push(step)
    }
  }
  return reached
}

const readersIn = (steps: ReadonlyMap<string, StepOfRun>) => {
  const readers = new Map<string, Array<{ readonly step: string; readonly port: string }>>()
  for (const { origins, step } of steps.values()) {
    for (const origin of origins) {
      if (origin._tag === "Artifact") {
        readers.set(origin.step, [...readers.get(origin.step) ?? [], { step, port: origin.port }])
      }
    }
  }
  return (step: string, port?: string): ReadonlyArray<string> =>
    (readers.get(step) ?? []).flatMap((reader) => port === undefined || reader.port === port ? [reader.step] : [])
}

/** Where a run holds something: "hard:train/weights", "hard:figures/map/map.svg", "hard:ingest reads a/b.wav". */
export const placeOf = (holder: Holder): string => {
  const { pipeline } = holder.run
  if (holder._tag === "Input") return `${pipeline}:${holder.step} reads ${holder.path}`
  return `${pipeline}:${holder.step}/${holder.port}${holder.path === undefined ? "" : `/${holder.path}`}`
}

/**
 * The lineage of what the first of some holders holds, in its run.
 *
 * @example
 * ```ts
 * const { upstream } = lineageOf(store, holdersOf(store, store.runs(), digest))!
 * ```
 */
export const lineageOf = (store: Store, holders: ReadonlyArray<Holder>): Lineage | undefined => {
  const [holder] = holders
  if (holder === undefined) return undefined
  const steps = stepsOfRun(store, holder.run)
  const origins = (step: string) => steps.get(step)?.origins ?? []
  const readers = readersIn(steps)
  const makers = (step: string) => origins(step).flatMap((origin) => origin._tag === "Artifact" ? [origin.step] : [])
  const here = holders.filter(({ run }) => run === holder.run)
  const own = new Set(here.map(({ step }) => step))
  const isMade = holder._tag === "Output"
  const above = isMade ? reach(own, makers) : new Set<string>()
  const next = isMade ? here.flatMap((each) => each._tag === "Output" ? readers(each.step, each.port) : []) : [...own]
  const below = new Set([...next, ...reach(next, (step) => readers(step))])
  const named = (names: ReadonlySet<string>) => [...steps.values()].filter(({ step }) => names.has(step)).map(describe)
  const upstream = named(isMade ? new Set([...above, ...own]) : above)
  const downstream = named(below)
  const data = (isMade ? upstream.flatMap(({ step }) => origins(step)) : [])
    .flatMap((origin) => origin._tag === "Data" ? [{ place: origin.place ?? unknownPlace, digest: origin.digest }] : [])
  return {
    holder,
    upstream,
    downstream,
    data: [...new Map(data.map((each) => [`${each.place} ${each.digest}`, each])).values()],
    documents: downstream.flatMap(({ outputs, step }) =>
      Object.entries(outputs).flatMap(([port, { kind }]) => kind === "document" ? [`${step}/${port}`] : [])
    ),
    runs: [...new Map(holders.map((each) => [each.run.run, each])).values()].map((each) => ({
      run: each.run.run,
      pipeline: each.run.pipeline,
      at: placeOf(each)
    }))
  }
}

/** The holders of an output that is named by run, step and port: of a step's every output without a port. */
export const holdersNamed = (
  run: RunRecord,
  step: string,
  port: string | undefined
): ReadonlyArray<Holder> =>
  Object.keys(run.steps[step]?.outputs ?? {})
    .filter((each) => port === undefined || each === port)
    .map((each) => ({ _tag: "Output", run, step, port: each }))
