/** Runs of the real studies, small, on a store of their own. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { findProject } from "../../src/dataflow/code/project.ts"
import { loadPipeline } from "../../src/dataflow/plan/load.ts"
import type { RunEvent } from "../../src/dataflow/run/event.ts"
import { runPipeline } from "../../src/dataflow/run/run.ts"
import { Store } from "../../src/dataflow/store/store.ts"
import { readManifest } from "../../src/format/manifest.ts"
import { withCompiled } from "./compiled.ts"
import { fewDraws } from "./easy-runs.ts"

const root = path.join(import.meta.dirname, "..", "..")

/** One study as far as `targets`, with the parameters `set`. */
export interface StudyRun {
  readonly study: string
  readonly targets: ReadonlyArray<string>
  readonly set: Readonly<Record<string, string>>
  readonly data?: string
}

/** A folder that removes itself, with a store in it. */
export class StudyRuns implements Disposable {
  readonly folder = path.join(root, "test", ".rig", crypto.randomUUID())
  constructor() {
    fs.mkdirSync(this.folder, { recursive: true })
  }

  /** The failures of a run, and its metrics as `<step>.<metric>`. */
  async run({ data, set, study, targets }: StudyRun) {
    const project = {
      ...Effect.runSync(findProject(root)),
      cacheRoot: path.join(this.folder, "cache"),
      artifactRoot: path.join(this.folder, "artifacts")
    }
    const store = Store.open(project.cacheRoot, { fsync: false })
    const events: Array<RunEvent> = []
    const asked = data === undefined ? {} : { data }
    const load = (more: Readonly<Record<string, string>>) =>
      Effect.runPromise(loadPipeline(project, store, study, { ...asked, set: more }))
    const { steps } = await withCompiled(project.cacheRoot, () => load(set))
    const loaded = await load({ ...fewDraws(steps), ...set })
    const options = { targets, force: [], jobs: 1, keepGoing: true, check: false, materialize: false }
    const result = await Effect.runPromise(
      runPipeline(project, store, loaded, options, (event) => events.push(event))
    )
    const filesOf = (step: string, port: string): ReadonlyArray<string> => {
      const output = result.records.get(step)?.outputs[port]
      return output === undefined
        ? []
        : readManifest(store.readObject(output.digest)).entries.map((entry) => entry.path)
    }
    const report = filesOf("study-page", "report")
    store.close()
    const metrics = new Map<string, number>(
      [...result.records].flatMap(([step, record]) =>
        Object.entries(record.metrics).map(([name, { value }]) => [`${step}.${name}`, value] as const)
      )
    )
    return {
      failures: events.flatMap((event) => event._tag === "NodeFailed" ? [event.failure.message] : []),
      /** Paths of the report's files, where it was asked for. */
      report,
      summaries: new Map([...result.records].map(([step, { summary }]) => [step, summary])),
      metric: (name: string): number => metrics.get(name) ?? Number.NaN
    }
  }

  [Symbol.dispose](): void {
    fs.rmSync(this.folder, { recursive: true, force: true })
  }
}
