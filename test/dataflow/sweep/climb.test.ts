import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { json } from "../../../src/dataflow/kind/json.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { float } from "../../../src/dataflow/sweep/space.ts"
import { runSweep, type Setting, type SweepEvent, type SweepOptions } from "../../../src/dataflow/sweep/sweep.ts"
import { Rig } from "../rig.ts"

/** A descent that a rate takes down to (rate − 0.3)², slowly where it is small; it fails at rates above 0.9. */
const descent: Readonly<Record<string, string>> = {
  "nodes/descend.ts": `import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const descend = Node.fn("descend", {
  params: { rate: Schema.Finite, epochs: Schema.Int, isFixed: Schema.Boolean },
  outputs: { loss: json(Schema.Finite) },
  continues: { along: "epochs", when: ({ isFixed }) => !isFixed },
  run: ({ checkpoint, params: { epochs, rate }, report }) => {
    if (rate > 0.9) throw new Error("too fast")
    const earlier = checkpoint.earlier()
    let { epoch, gap } = earlier === undefined ? { epoch: 0, gap: 1 } : JSON.parse(new TextDecoder().decode(earlier))
    while (epoch < epochs) {
      epoch++
      gap *= 1 - rate / 2
      report.progress("epoch", epoch, epochs)
    }
    checkpoint.keep(() => new TextEncoder().encode(JSON.stringify({ epoch, gap })))
    const loss = (rate - 0.3) ** 2 + gap
    report.metric("loss", { value: loss, better: "lower" })
    return { loss }
  }
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { descend } from "../nodes/descend.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { loss } = yield* descend({}, { rate: 0.5, epochs: 9, isFixed: false })
  return { loss }
})
`
}

const options: SweepOptions = {
  set: {},
  space: { "descend.rate": float(0, 1) },
  strategy: "tpe",
  objectives: [{ metric: "descend.loss", direction: "min" }],
  fidelity: { path: "descend.epochs", least: 1, most: 9, reduction: 3, prune: "asha" },
  budget: 12,
  seeds: 1,
  jobs: 2
}

const lossAt = (rate: number, epochs: number): number => {
  let gap = 1
  for (let epoch = 0; epoch < epochs; epoch++) gap *= 1 - rate / 2
  return (rate - 0.3) ** 2 + gap
}

/** What a sweep answers, without the names of its runs. */
const tableOf = (settings: ReadonlyArray<Setting>) =>
  settings.map(({ losses, point, rungs }) => ({
    point,
    losses,
    rungs: rungs!.map(({ trials }) => trials.map(({ metrics, outcome, rung }) => ({ metrics, outcome, rung })))
  }))

const sweep = (rig: Rig, more: Partial<SweepOptions> = {}, onEvent: (event: SweepEvent) => void = () => {}) =>
  Effect.runPromise(runSweep(rig.project, rig.store(), "p", { ...options, ...more }, onEvent))

/** Epochs that each trial computed, in order. */
const epochsIn = (events: ReadonlyArray<SweepEvent>) => {
  const found: Record<number, Array<number>> = {}
  for (const each of events) {
    if (each._tag !== "TrialEvent" || each.event._tag !== "NodeProgress") continue
    ;(found[each.trial] ??= []).push(each.event.done)
  }
  return found
}

it("a node goes on along a parameter of its own, and not item by item", () => {
  const run = () => ({ loss: 1 })
  const params = { epochs: Schema.Int }
  const outputs = { loss: json(Schema.Finite) }
  const over = { over: "rows", inputs: { rows: table({ id: Schema.String }) } } as const
  const naming = { itemKey: () => 1, itemName: () => "one" }

  expect(() => Node.fn("train", { params, outputs, continues: { along: "epoch" as "epochs" }, run })).toThrow(
    `node "train" continues along "epoch", which is none of its parameters`
  )
  expect(() => Node.mapFn("train", { ...over, ...naming, params, outputs, continues: { along: "epochs" }, run }))
    .toThrow(`node "train" continues along "epochs", which only nodes can that run once and by their own code`)
})

describe("a sweep on rungs", () => {
  it("goes on where a trial was, to the losses of one that began anew, and stops all but the best", async () => {
    using rig = new Rig(descent)
    const events: Array<SweepEvent> = []
    const settings = await sweep(rig, {}, (event) => events.push(event))
    const epochs = epochsIn(events)

    const ok = settings.filter(({ losses }) => losses !== undefined)
    expect(ok.length).toBeGreaterThan(8)
    for (const { losses, point, resource = 0, trial } of ok) {
      expect(losses![0]).toBe(lossAt(point["descend.rate"] as number, resource))
      expect(epochs[trial + 1]).toEqual(Array.from({ length: resource }, (_, i) => i + 1))
    }
    const ended = ok.filter(({ resource }) => resource === 9)
    expect(ended.length).toBeGreaterThan(0)
    expect(ended.length).toBeLessThanOrEqual(3)
    const spent = ok.flatMap(({ rungs }) => rungs!.map(({ trials }) => trials[0]!.rung!.spent))
    expect(spent.reduce((a, b) => a + b)).toBe(Object.values(epochs).flat().length)
  })

  it("ends the same with one core as with four, after it was interrupted, and where a kept state is damaged", async () => {
    using alone = new Rig(descent)
    using other = new Rig(descent)
    const table = tableOf(await sweep(alone, { jobs: 1 }))

    let ended = 0
    const halfWay = Effect.runFork(
      runSweep(other.project, other.store(), "p", { ...options, jobs: 4 }, (event) => {
        if (event._tag === "TrialEnded" && ++ended === 6) halfWay.interruptUnsafe()
      })
    )
    await Effect.runPromise(Fiber.await(halfWay))
    const kept = path.join(other.project.cacheRoot, "checkpoints")
    const names = fs.readdirSync(kept)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) fs.appendFileSync(path.join(kept, name), "!")
    const resumed = tableOf(await sweep(other, { jobs: 4 }))

    expect(ended).toBeLessThan(table.flatMap(({ rungs }) => rungs).length)
    expect(resumed).toEqual(table)
  })

  it("begins anew on each rung where the node says that it cannot go on, and counts that", async () => {
    using rig = new Rig(descent)
    const events: Array<SweepEvent> = []
    const fixed = { set: { "descend.isFixed": "true" }, budget: 4, strategy: "random" } as const
    const settings = await sweep(rig, fixed, (event) => events.push(event))

    const promoted = settings.find(({ rungs }) => rungs!.length === 2)!
    expect(epochsIn(events)[promoted.trial + 1]).toEqual([1, 1, 2, 3])
    expect(promoted.rungs!.map(({ trials }) => trials[0]!.rung!.spent)).toEqual([1, 3])
  })
})
