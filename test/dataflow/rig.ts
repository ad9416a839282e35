/** A throw-away project on disk: write it, run it, change one thing, see which nodes ran and why. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { findProject, type Project } from "../../src/dataflow/code/project.ts"
import { type Loaded, type LoadOptions, loadPipeline } from "../../src/dataflow/plan/load.ts"
import { planRun } from "../../src/dataflow/plan/plan.ts"
import type { Reason, RunEvent } from "../../src/dataflow/run/event.ts"
import { type RunOptions, runPipeline } from "../../src/dataflow/run/run.ts"
import { Store } from "../../src/dataflow/store/store.ts"

const rigFolder = path.join(import.meta.dirname, "..", ".rig")

/** What one run did. */
export interface RunReport {
  readonly ran: ReadonlyArray<string>
  readonly cached: ReadonlyArray<string>
  readonly failed: ReadonlyArray<string>
  readonly skipped: ReadonlyArray<string>
  readonly reasons: Readonly<Record<string, ReadonlyArray<Reason>>>
  readonly items: Readonly<Record<string, number>>
  readonly events: ReadonlyArray<RunEvent>
  readonly digests: Readonly<Record<string, string>>
}

const defaults: RunOptions = { targets: [], force: [], jobs: 2, keepGoing: false, check: false, materialize: true }

/** A project folder that removes itself. In file contents, `@src` stands for the path to src/. */
export class Rig implements Disposable {
  readonly root: string
  readonly project: Project
  constructor(files: Readonly<Record<string, string>>) {
    this.root = path.join(rigFolder, crypto.randomUUID())
    for (const [file, content] of Object.entries(files)) this.write(file, content)
    this.project = Effect.runSync(findProject(this.root))
  }

  write(file: string, content: string): void {
    const full = path.join(this.root, file)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    const up = path.relative(path.dirname(full), path.join(import.meta.dirname, "..", "..", "src"))
    fs.writeFileSync(full, content.replaceAll("@src", up))
  }

  edit(file: string, from: string, to: string): void {
    const full = path.join(this.root, file)
    const before = fs.readFileSync(full, "utf8")
    if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`)
    fs.writeFileSync(full, before.replace(from, to))
  }

  store(): Store {
    return Store.open(this.project.cacheRoot, { fsync: false })
  }

  load(name = "p", options: Partial<LoadOptions> = {}): Promise<Loaded> {
    return Effect.runPromise(loadPipeline(this.project, this.store(), name, { set: {}, ...options }))
  }

  async plan(name = "p", options: Partial<LoadOptions> = {}) {
    const loaded = await this.load(name, options)
    return Effect.runPromise(planRun(this.store(), loaded, defaults))
  }

  async run(options: Partial<RunOptions & LoadOptions> & { readonly name?: string } = {}): Promise<RunReport> {
    const loaded = await this.load(options.name ?? "p", options)
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

  [Symbol.dispose](): void {
    fs.rmSync(this.root, { recursive: true, force: true })
  }
}

/** a → b → c over numbers, with `double` two imports away from b. */
export const chain: Readonly<Record<string, string>> = {
  "nodes/maths/constant.ts": `export const factor = 2\nexport const unused = 1\n`,
  "nodes/maths/double.ts":
    `import { factor } from "./constant.ts"\n/** Doubles. */\nexport const double = (x: number): number => x * factor\n` +
    `export const idle = (x: number): number => x - 1\n`,
  "nodes/a.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const a = /*#__PURE__*/ Node.make("a", {
  params: Schema.Struct({ start: Schema.Int, noise: Schema.Int }),
  inputs: {},
  outputs: { n: json(Schema.Finite) },
  run: ({ params }) => Effect.succeed({ n: params.start })
})
`,
  "nodes/b.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
import { double } from "./maths/double.ts"
export const b = /*#__PURE__*/ Node.make("b", {
  params: Schema.Struct({}),
  inputs: { n: json(Schema.Finite) },
  outputs: { n: json(Schema.Finite) },
  run: ({ inputs }) => Effect.map(inputs.n.value, (n) => ({ n: double(n) }))
})
`,
  "nodes/c.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const c = /*#__PURE__*/ Node.make("c", {
  params: Schema.Struct({ add: Schema.Finite.check(Schema.isGreaterThan(0)) }),
  inputs: { n: json(Schema.Finite) },
  outputs: { n: json(Schema.Finite) },
  run: ({ inputs, params }) => Effect.map(inputs.n.value, (n) => ({ n: n + params.add }))
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { a } from "../nodes/a.ts"
import { b } from "../nodes/b.ts"
import { c } from "../nodes/c.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { n } = yield* a({}, { start: 3, noise: 0 })
  const doubled = yield* b({ n }, {})
  const sum = yield* c({ n: doubled.n }, { add: 1 })
  return { sum: sum.n }
})
`
}
