/** Runs of the real pipelines, small, on stores of their own. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { findProject, type Project } from "../../src/dataflow/code/project.ts"
import { loadPipeline } from "../../src/dataflow/plan/load.ts"
import type { LoadOptions } from "../../src/dataflow/plan/loaded.ts"
import type { RunEvent } from "../../src/dataflow/run/event.ts"
import { runPipeline } from "../../src/dataflow/run/run.ts"
import { Store } from "../../src/dataflow/store/store.ts"
import { withCompiled } from "./compiled.ts"

const root = path.join(import.meta.dirname, "..", "..")

/** Sizes that keep one run within seconds. */
export const small: Readonly<Record<string, string>> = {
  "train.epochs": "4",
  "cluster.kMax": "4",
  "cluster-pca.kMax": "4",
  "t-sne.iterations": "60",
  "score.permutations": "19",
  "score-pca.permutations": "19"
}

/** A step as a pipeline holds it. */
interface Step {
  readonly name: string
  readonly params: unknown
}

/** Few draws wherever a step draws at random to judge what was found: what is found stays what it is. */
export const fewDraws = (steps: ReadonlyArray<Step>): Readonly<Record<string, string>> => {
  const few: Readonly<Record<string, string>> = {
    permutations: "19",
    resamples: "40",
    repetitions: "2",
    references: "2"
  }
  return Object.fromEntries(
    steps.flatMap(({ name, params }) =>
      Object.keys(params as object).filter((param) => param in few).map((param) => [`${name}.${param}`, few[param]!])
    )
  )
}

/** Epochs, draws and layers that keep a whole run of Medium or Hard within seconds: parameters of steps that it has. */
export const quick = (steps: ReadonlyArray<Step>): Readonly<Record<string, string>> => {
  const set: Record<string, string> = { ...fewDraws(steps) }
  for (const { name } of steps) {
    if (name.startsWith("train-")) set[`${name}.epochs`] = "2"
    if (name.startsWith("train-conv")) set[`${name}.channels`] = "[4,8,16]"
    if (/^(traverse|choose-latent|interpolate)$/.test(name)) set[`${name}.steps`] = "3"
    if (name.startsWith("hear")) set[`${name}.iterations`] = "1"
    if (name === "t-sne") set["t-sne.iterations"] = "50"
    if (name === "cluster-stability") set["cluster-stability.repeats"] = "2"
    if (name === "choose-previews") set["choose-previews.most"] = "2"
    if (name === "choose-heard") set["choose-heard.count"] = "1"
  }
  return set
}

/** A store and an artifacts folder that remove themselves. */
export class EasyRuns implements Disposable {
  readonly folder = path.join(root, "test", ".rig", crypto.randomUUID())
  readonly project: Project
  private readonly jobs: number
  /** `jobs`: how many steps at a time. One is least work: each worker loads what draws, reads tables and trains. */
  constructor(jobs = 1) {
    this.jobs = jobs
    fs.mkdirSync(this.folder, { recursive: true })
    const project = Effect.runSync(findProject(root))
    this.project = {
      ...project,
      cacheRoot: path.join(this.folder, "cache"),
      artifactRoot: path.join(this.folder, "artifacts")
    }
  }

  /** One run of Easy with its events, as far as `targets` where these are named; `set` comes on top of `small`. */
  run(options: Partial<LoadOptions> = {}, targets: ReadonlyArray<string> = []) {
    const heard = options.data?.endsWith(".csv") === true ? {} : { "choose-previews.most": "2" }
    return this.runOf("easy", { ...options, set: { ...small, ...heard, ...options.set } }, targets)
  }

  /** One run of any pipeline with its events, as far as `targets` where these are named. */
  async runOf(pipeline: string, options: LoadOptions, targets: ReadonlyArray<string> = []) {
    const store = Store.open(this.project.cacheRoot, { fsync: false })
    const events: Array<RunEvent> = []
    const { cacheRoot } = this.project
    const load = () => Effect.runPromise(loadPipeline(this.project, store, pipeline, options))
    const loaded = await withCompiled(cacheRoot, load)
    const run = { targets, force: [], jobs: this.jobs, keepGoing: true, check: false, materialize: true }
    const result = await Effect.runPromise(
      runPipeline(this.project, store, loaded, run, (event) => events.push(event))
    )
    store.close()
    return {
      result,
      events,
      failures: events.flatMap((event) => event._tag === "NodeFailed" ? [event] : []),
      setAside: events.flatMap((event) => event._tag === "ItemQuarantined" ? [`${event.item}: ${event.reason}`] : []),
      ran: events.flatMap((event) => event._tag === "NodeFinished" ? [event.node] : []),
      items: Object.fromEntries(
        events.flatMap((event) => event._tag === "NodeFinished" ? [[event.node, event.executedItems ?? 0]] : [])
      )
    }
  }

  /** A pipeline as it would run, for the names of its steps. */
  load(pipeline: string, data?: string) {
    const store = Store.open(this.project.cacheRoot, { fsync: false })
    const asked = { set: {}, ...(data === undefined ? {} : { data }) }
    const load = () => Effect.runPromise(loadPipeline(this.project, store, pipeline, asked))
    return withCompiled(this.project.cacheRoot, load)
  }

  artifact(name: string, pipeline = "easy"): string {
    return path.join(this.project.artifactRoot, pipeline, name)
  }

  [Symbol.dispose](): void {
    fs.rmSync(this.folder, { recursive: true, force: true })
  }
}
