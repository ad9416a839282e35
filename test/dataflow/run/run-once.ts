/** A process that runs pipeline "p" of a project once and prints what it executed, one JSON line. */
import * as Effect from "effect/Effect"
import { findProject } from "../../../src/dataflow/code/project.ts"
import { loadPipeline } from "../../../src/dataflow/plan/load.ts"
import { runPipeline } from "../../../src/dataflow/run/run.ts"
import { Store } from "../../../src/dataflow/store/store.ts"

const ran: Array<string> = []
const program = Effect.gen(function*() {
  const project = yield* findProject(process.argv[2]!)
  const store = Store.open(project.cacheRoot, { fsync: false })
  const loaded = yield* loadPipeline(project, store, "p", { set: {} })
  const options = { targets: [], force: [], jobs: 2, keepGoing: false, check: false, materialize: true }
  return yield* runPipeline(project, store, loaded, options, (event) => {
    if (event._tag === "NodeFinished") ran.push(event.node)
  })
})
const { executedItems, outcome } = await Effect.runPromise(program)
console.log(JSON.stringify({ ran, executedItems, outcome }))
