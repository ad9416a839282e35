/**
 * How near our TPE comes to a known minimum beside Optuna's: regrets after 20, 40 and 60 trials over 30 seeds.
 * Run: PYTHON=VENV/bin/python node bench/tpe.ts [--alone] [--seeds 90]
 */
import { spawnSync } from "node:child_process"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { randomDesign } from "../src/dataflow/sweep/design.ts"
import { float, type Point } from "../src/dataflow/sweep/space.ts"
import { tpe } from "../src/dataflow/sweep/tpe.ts"
import type { Ask, Told } from "../src/dataflow/sweep/trial.ts"
import { quantile } from "../src/math/quantile.ts"
import { type TestFunction, testFunctions } from "./search-functions.ts"

const { values: { alone, seeds: given } } = parseArgs({
  options: { alone: { type: "boolean", default: false }, seeds: { type: "string", default: "30" } }
})
const seeds = Number(given)
const trials = 60
const moments = [20, 40, 60]

/** The best so far, [seed][trial]. */
type Curves = ReadonlyArray<ReadonlyArray<number>>

const curveOf = ({ at, bounds }: TestFunction, ask: Ask): ReadonlyArray<number> => {
  const told: Array<Told> = []
  let best = Infinity
  return Array.from({ length: trials }, (_, trial) => {
    const point: Point = ask(trial, told, [])!
    const loss = at(bounds.map((_, i) => point[`f.x${i}`] as number))
    told.push({ trial, point, losses: [loss] })
    return best = Math.min(best, loss)
  })
}

const curvesOf = (
  one: TestFunction,
  strategy: (space: Record<string, ReturnType<typeof float>>, seed: number) => Ask
) => {
  const space = Object.fromEntries(one.bounds.map(([low, high], i) => [`f.x${i}`, float(low, high)]))
  return Array.from({ length: seeds }, (_, seed) => curveOf(one, strategy(space, seed)))
}

const optuna = (): { readonly version: string; readonly found: Readonly<Record<string, Curves>> } | undefined => {
  if (alone) return undefined
  const script = path.join(import.meta.dirname, "peers", "optuna_tpe.py")
  const { status, stdout } = spawnSync(process.env["PYTHON"] ?? "python3", [script, `${seeds}`, `${trials}`], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 2 ** 26
  })
  return status === 0 ? JSON.parse(stdout) : undefined
}

const shown = (value: number): string => value.toPrecision(3)

/** Medians at the moments, and the quartiles at the last. */
const cells = (curves: Curves | undefined, minimum: number): ReadonlyArray<string> => {
  if (curves === undefined) return moments.map(() => "–")
  const at = (moment: number, share: number) =>
    quantile(curves.map((curve) => curve[moment - 1]! - minimum).sort((a, b) => a - b), share)
  const last = moments.at(-1)!
  return moments.map((moment) => {
    const median = shown(at(moment, 0.5))
    return moment === last ? `${median} (${shown(at(moment, 0.25))} to ${shown(at(moment, 0.75))})` : median
  })
}

const peer = optuna()
console.log(
  `Regret, medians of ${seeds} seeds after ${moments.join(", ")} trials (quartiles at the last); ${
    peer === undefined ? "no Optuna found" : `Optuna ${peer.version}`
  }\n`
)
console.log(
  `| function, dimensions | ${
    ["ours", "Optuna", "random"].flatMap((who) => moments.map((m) => `${who} ${m}`)).join(" | ")
  } |`
)
console.log(`|---|${"--:|".repeat(3 * moments.length)}`)
for (const one of testFunctions) {
  const random = curvesOf(one, (space, seed) => randomDesign(space, seed))
  const row = [curvesOf(one, tpe), peer?.found[one.name], random].flatMap((curves) => cells(curves, one.minimum))
  console.log(`| ${one.name} | ${row.join(" | ")} |`)
}
