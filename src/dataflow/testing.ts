/**
 * The testing face (`partita/testing`): write a tiny project to a throw-away folder, run it, change one thing, and see
 * which nodes ran and why; or run one node on plain values, without a store.
 *
 * ```ts
 * using project = new Rig({ "nodes/a.ts": …, "pipelines/p.ts": … })
 * await project.run()
 * project.edit("nodes/a.ts", "+ 1", "+ 2")
 * const { ran, reasons } = await project.run()
 * expect(ran).toEqual(["a"])
 * expect(reasons["a"]).toMatchObject([{ _tag: "CodeChanged", file: "nodes/a.ts" }])
 * ```
 */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { findProject, type Project } from "./code/project.ts"
import { loadPipeline } from "./plan/load.ts"
import type { Loaded, LoadOptions } from "./plan/loaded.ts"
import { type Plan, planRun } from "./plan/plan.ts"
import type { Reason, RunEvent } from "./run/event.ts"
import { type RunOptions, runPipeline } from "./run/run.ts"
import { Store } from "./store/store.ts"

/** What one run did. */
export interface RunReport {
  readonly ran: ReadonlyArray<string>
  readonly cached: ReadonlyArray<string>
  readonly failed: ReadonlyArray<string>
  readonly skipped: ReadonlyArray<string>
  /** Why each node that ran did, by name. */
  readonly reasons: Readonly<Record<string, ReadonlyArray<Reason>>>
  /** How many items each node that ran had to execute. */
  readonly items: Readonly<Record<string, number>>
  readonly events: ReadonlyArray<RunEvent>
  /** Digests of all artifacts that are up to date, by "step.port". */
  readonly digests: Readonly<Record<string, string>>
}

/** What to ask of a pipeline and of its run; all may be left out. */
export type RigOptions = Partial<RunOptions & LoadOptions>

const defaults: RunOptions = { targets: [], force: [], jobs: 2, keepGoing: false, check: false, materialize: true }

/**
 * A project folder that removes itself. It is made below `below`, by default test/.rig of the working folder: inside your
 * own project, so that packages are found. Keep that folder out of Git.
 *
 * @example
 * ```ts
 * import { Rig } from "partita/testing"
 * export const ranAgain = async (files: Record<string, string>) => {
 *   using project = new Rig(files) // "nodes/a.ts", "pipelines/p.ts"
 *   await project.run()
 *   project.edit("nodes/a.ts", "+ 1", "+ 2")
 *   return (await project.run()).ran
 * }
 * ```
 */
export class Rig implements Disposable {
  readonly root: string
  readonly project: Project
  constructor(files: Readonly<Record<string, string>>, below = path.join(process.cwd(), "test", ".rig")) {
    this.root = path.join(below, crypto.randomUUID())
    for (const [file, content] of Object.entries(files)) this.write(file, content)
    this.project = Effect.runSync(findProject(this.root))
  }

  /** Writes a file, whatever was there. */
  write(file: string, content: string): void {
    const full = path.join(this.root, file)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    fs.writeFileSync(full, content)
  }

  /** Replaces the first `from` of a file. Throws where there is none. */
  edit(file: string, from: string, to: string): void {
    const full = path.join(this.root, file)
    const before = fs.readFileSync(full, "utf8")
    if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`)
    fs.writeFileSync(full, before.replace(from, to))
  }

  /** The project's store, opened anew. */
  store(): Store {
    return Store.open(this.project.cacheRoot, { fsync: false })
  }

  /** A pipeline as it would be planned. Rejects with what is wrong with it. */
  load(name = "p", options: RigOptions = {}): Promise<Loaded> {
    return Effect.runPromise(loadPipeline(this.project, this.store(), name, { set: {}, ...options }))
  }

  /** What a run would do. */
  async plan(name = "p", options: RigOptions = {}): Promise<Plan> {
    const loaded = await this.load(name, options)
    return Effect.runPromise(planRun(this.store(), loaded, { ...defaults, ...options }))
  }

  /** Runs a pipeline, "p" unless named. Rejects where it cannot be loaded; nodes that fail are in the report. */
  async run({ name = "p", ...options }: RigOptions & { readonly name?: string } = {}): Promise<RunReport> {
    return this.runLoaded(await this.load(name, options), options)
  }

  /** Runs a pipeline that was loaded before. */
  async runLoaded(loaded: Loaded, options: Partial<RunOptions> = {}): Promise<RunReport> {
    const events: Array<RunEvent> = []
    const result = await Effect.runPromise(
      runPipeline(this.project, this.store(), loaded, { ...defaults, ...options }, (event) => events.push(event))
    )
    const named = (tag: RunEvent["_tag"]) =>
      events.flatMap((event) => event._tag === tag && "node" in event ? [event.node] : [])
    return {
      ran: named("NodeFinished"),
      cached: named("NodeCached"),
      failed: named("NodeFailed"),
      skipped: named("NodeSkipped"),
      reasons: Object.fromEntries(
        events.flatMap((event) => event._tag === "NodeStarted" ? [[event.node, event.reasons]] : [])
      ),
      items: Object.fromEntries(
        events.flatMap((event) => event._tag === "NodeFinished" ? [[event.node, event.executedItems ?? 0]] : [])
      ),
      events,
      digests: Object.fromEntries(
        [...result.records].flatMap(([step, record]) =>
          Object.entries(record.outputs).map(([port, output]) => [`${step}.${port}`, output.digest])
        )
      )
    }
  }

  /** Removes the folder. */
  [Symbol.dispose](): void {
    fs.rmSync(this.root, { recursive: true, force: true })
  }
}

export { type NodeInputs, type PlainFiles, type PlainOf, runNode } from "./testing/run-node.ts"
