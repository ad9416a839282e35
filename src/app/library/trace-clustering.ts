/**
 * The way back from a table of assignments: which vectors were clustered, of which tracks, and where their audio lies.
 * Digests say what went into what; no step is known by its name. Next: trace-encoder.ts.
 */
import type { OutputRecord } from "../../dataflow/store/action.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { type Made, type MadeStep, madeSteps, makersOf } from "./run-records.ts"
import { type EncoderTrace, type Lost, traceEncoder } from "./trace-encoder.ts"

/** A clustering of a run; `audio` are the library's files and who made them, null where features came from a table. */
export interface ClusteringTrace {
  readonly pipeline: string
  readonly run: string
  /** The data the run was on, where it was asked for some. */
  readonly source: string | undefined
  readonly clustering: MadeStep
  readonly assignments: OutputRecord
  readonly vectors: OutputRecord
  readonly tracks: OutputRecord
  readonly audio: Made | null
  /** How new audio gets among the vectors, or why it cannot. */
  readonly encoder: EncoderTrace | Lost
  /** What tells the lyrics of the clusters apart, where the run has looked. */
  readonly words: OutputRecord | null
  /** What was measured of the tracks, before anything was made of it. */
  readonly features: OutputRecord | null
  /** What listening to the whole of each track told, where it was measured here. */
  readonly sound: OutputRecord | null
}

const assignmentsOf = ({ outputs }: MadeStep): OutputRecord | undefined => outputs["assignments"]

const vectorsOf = (steps: ReadonlyArray<MadeStep>, { inputs }: MadeStep): Made | undefined =>
  makersOf(steps, inputs["vectors"] ?? inputs["latents"])[0]

/** The library's files: made by the step that listed the tracks, listed by it, or so for the tracks it kept some of. */
const audioOf = (steps: ReadonlyArray<MadeStep>, tracks: string, seen: ReadonlyArray<string> = []): Made | null => {
  for (const { by } of makersOf(steps, tracks).filter(({ by }) => !seen.includes(by.step))) {
    const own = Object.entries(by.outputs).find(([, { kind }]) => kind === "files")
    if (own !== undefined) return { by, port: own[0], output: own[1] }
    const listed = Object.values(by.inputs).flatMap((digest) => makersOf(steps, digest))
    const files = listed.find(({ output }) => output.kind === "files")
    if (files !== undefined) return files
    const before = by.inputs["tracks"] === undefined ? null : audioOf(steps, by.inputs["tracks"], [...seen, by.step])
    if (before !== null) return before
  }
  return null
}

/** The table of tracks that a clustering is about: what is read beside its assignments, or else what it came from. */
const tracksOf = (steps: ReadonlyArray<MadeStep>, clustering: MadeStep): OutputRecord | undefined => {
  const { digest } = assignmentsOf(clustering)!
  const beside = steps.find(({ inputs }) => Object.values(inputs).includes(digest) && "tracks" in inputs)
  for (const at of beside === undefined ? ancestorsOf(steps, clustering) : [beside]) {
    const found = makersOf(steps, at.inputs["tracks"])[0]
    if (found !== undefined) return found.output
  }
  return undefined
}

/** Steps whose outputs went into a step, the nearest first. */
const ancestorsOf = (steps: ReadonlyArray<MadeStep>, step: MadeStep): ReadonlyArray<MadeStep> => {
  const found = new Set([step])
  for (const at of found) { // grows while it is walked
    for (const digest of Object.values(at.inputs)) for (const { by } of makersOf(steps, digest)) found.add(by)
  }
  return [...found].slice(1)
}

/** The words that tell the clusters apart, where the run has looked for them. */
const wordsOf = (steps: ReadonlyArray<MadeStep>, assignments: string): OutputRecord | null =>
  steps.find(({ inputs, node }) => node === "describe-words" && inputs["assignments"] === assignments)
    ?.outputs["clusters"] ?? null

/** The step whose features nothing but tracks went into: among what a clustering came from, or else of the run. */
const measuredBy = (steps: ReadonlyArray<MadeStep>, clustering: MadeStep): MadeStep | undefined =>
  [...ancestorsOf(steps, clustering), ...steps].find(({ inputs, outputs }) =>
    outputs["features"]?.kind === "vectors" && inputs["features"] === undefined
  )

const traceOf = (
  store: Store,
  run: RunRecord,
  steps: ReadonlyArray<MadeStep>,
  clustering: MadeStep
): ClusteringTrace | Lost => {
  const assignments = assignmentsOf(clustering)!
  const vectors = vectorsOf(steps, clustering)
  if (vectors === undefined) return { lost: `what "${clustering.step}" clustered is no longer in the cache` }
  const encoder = traceEncoder(store, steps, vectors.by)
  const tracks = tracksOf(steps, clustering)
  const measured = measuredBy(steps, clustering)
  if (tracks === undefined) return { lost: `nothing says which tracks "${clustering.step}" clustered` }
  return {
    pipeline: run.pipeline,
    run: run.run,
    source: run.dataset?.source,
    clustering,
    assignments,
    vectors: vectors.output,
    tracks,
    audio: audioOf(steps, tracks.digest),
    encoder,
    words: wordsOf(steps, assignments.digest),
    features: measured?.outputs["features"] ?? null,
    sound: measured?.outputs["sound"] ?? null
  }
}

/** All clusterings of a run. `isShown` marks those a report is about. */
export const traceClusterings = (store: Store, run: RunRecord) => {
  const steps = madeSteps(store, run)
  const reports = steps.filter(({ outputs }) => Object.values(outputs).some(({ kind }) => kind === "document"))
  return steps
    .filter((step) => assignmentsOf(step)?.kind === "table" && ("vectors" in step.inputs || "latents" in step.inputs))
    .map((step) => ({
      step: step.step,
      isShown: reports.some(({ inputs }) => inputs["assignments"] === assignmentsOf(step)!.digest),
      trace: traceOf(store, run, steps, step)
    }))
}

/** Whether new audio can be put into the clusters of a traced clustering. */
export const takesAudio = (trace: ClusteringTrace | Lost): boolean => !("lost" in trace) && !("lost" in trace.encoder)
