/**
 * What a sweep adds to its trials: 100 of 0.3 s that only wait, four at once, by random points and by TPE. They would take
 * 7.5 s by themselves; the bar is 12. Run: node bench/sweep-overhead.ts
 */
import * as Effect from "effect/Effect"
import * as path from "node:path"
import { Store } from "../src/dataflow/store/store.ts"
import { float } from "../src/dataflow/sweep/space.ts"
import { runSweep, type SweepOptions } from "../src/dataflow/sweep/sweep.ts"
import { Rig } from "../src/dataflow/testing.ts"

const trials = 100
const source = "../../../../src/dataflow"
const files = {
  "nodes/nap.ts": `import * as Schema from "effect/Schema"
import { json } from "${source}/kind/json.ts"
import * as Node from "${source}/dsl/node.ts"
export const nap = Node.fn("nap", {
  params: { x: Schema.Finite },
  outputs: { loss: json(Schema.Finite) },
  run: async ({ params: { x }, report }) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    report.metric("loss", { value: (x - 0.3) ** 2, better: "lower" })
    return { loss: x }
  }
})
`,
  "pipelines/p.ts": `import * as Pipeline from "${source}/dsl/pipeline.ts"
import { nap } from "../nodes/nap.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { loss } = yield* nap({}, { x: 0.5 })
  return { loss }
})
`
}

console.log("| strategy | s | of them computing | s, all cached |\n|---|--:|--:|--:|")
for (const strategy of ["random", "tpe"] as const) {
  using rig = new Rig(files, path.join(import.meta.dirname, "..", "test", ".rig"))
  const store = Store.open(rig.project.cacheRoot)
  const asked: SweepOptions = {
    set: {},
    space: { "nap.x": float(0, 1) },
    strategy,
    budget: trials,
    seeds: 1,
    jobs: 4,
    objectives: [{ metric: "nap.loss", direction: "min" }]
  }
  const timed = async () => {
    const [began, cpu] = [performance.now(), process.cpuUsage()]
    const settings = await Effect.runPromise(runSweep(rig.project, store, "p", asked, () => {}))
    if (settings.length !== trials) throw new Error(`${settings.length} trials`)
    const used = process.cpuUsage(cpu)
    return { s: (performance.now() - began) / 1000, cpuS: (used.user + used.system) / 1e6 }
  }
  const [first, again] = [await timed(), await timed()]
  console.log(`| ${strategy} | ${first.s.toFixed(1)} | ${first.cpuS.toFixed(1)} | ${again.s.toFixed(2)} |`)
  store.close()
}
