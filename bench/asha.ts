/**
 * What ASHA spends on easy's training, and how near it comes to the best of the same settings trained to the end: the loss
 * of held-out tracks after its 100 epochs, 40 settings by each seed. Run: node bench/asha.ts [--seeds 5] [--prune asha]
 * [--eta 2] [--least 12]
 */
import { parseArgs } from "node:util"
import { pruningNames } from "../src/dataflow/sweep/fidelity.ts"
import { choice, log, logInt } from "../src/dataflow/sweep/space.ts"
import type { Setting, SweepEvent, SweepOptions } from "../src/dataflow/sweep/sweep.ts"
import { search } from "./search/open.ts"

const { values: given } = parseArgs({
  options: {
    seeds: { type: "string", default: "5" },
    prune: { type: "string", default: "asha" },
    eta: { type: "string", default: "2" },
    least: { type: "string", default: "12" }
  }
})
const prune = pruningNames.find((name) => name === given.prune) ?? "asha"
const most = 100

const asked = (seed: number): SweepOptions => ({
  seed,
  set: { "train.epochs": `${most}` },
  space: {
    "train.learningRate": log(1e-4, 3e-2),
    "train.batchSize": logInt(8, 128),
    "train.latents": choice([2, 4, 8, 12]),
    "train.weightDecay": log(1e-6, 1e-1)
  },
  strategy: "random",
  objectives: [{ metric: "held-out.loss", direction: "min" }],
  budget: 40,
  seeds: 1,
  jobs: 2
})

const bestOf = (settings: ReadonlyArray<Setting>): number =>
  Math.min(...settings.filter(({ resource = most }) => resource === most).map(({ losses }) => losses?.[0] ?? Infinity))

/** Epochs that a sweep computed, as its trainings told. */
const counting = () => {
  const count = { epochs: 0 }
  const onEvent = (event: SweepEvent) => {
    if (event._tag === "TrialEvent" && event.event._tag === "NodeProgress" && event.event.unit === "epoch") {
      count.epochs++
    }
  }
  return { count, onEvent }
}

console.log(
  "| seed | epochs | computed now | of | share | best | best of all | apart |\n|--:|--:|--:|--:|--:|--:|--:|--:|"
)
for (let seed = 1; seed <= Number(given.seeds); seed++) {
  const fidelity = { path: "train.epochs", least: Number(given.least), most, reduction: Number(given.eta), prune }
  const { count, onEvent } = counting()
  const climbed = await search({ ...asked(seed), fidelity }, onEvent)
  const spent = climbed.flatMap(({ rungs = [] }) => rungs.flatMap(({ trials }) => trials[0]!.rung!.spent))
    .reduce((a, b) => a + b, 0)
  const whole = await search(asked(seed))
  const [found, least] = [bestOf(climbed), bestOf(whole)]
  const full = 40 * most
  console.log(
    `| ${seed} | ${spent} | ${count.epochs} | ${full} | ${(100 * spent / full).toFixed(0)} % | ${found.toFixed(3)} | ${
      least.toFixed(3)
    } | ${(100 * (found / least - 1)).toFixed(2)} % |`
  )
}
