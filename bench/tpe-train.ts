/**
 * How near our TPE comes to the best setting of easy's training beside Optuna's: the loss of held-out tracks over a grid
 * of 390 real trainings, looked up by both. Run: PYTHON=VENV/bin/python node bench/tpe-train.ts [--seeds 30] [--epochs 100]
 */
import { spawnSync } from "node:child_process"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { randomDesign } from "../src/dataflow/sweep/design.ts"
import { choice, int, type Point } from "../src/dataflow/sweep/space.ts"
import { tpe } from "../src/dataflow/sweep/tpe.ts"
import type { Ask, Told } from "../src/dataflow/sweep/trial.ts"
import { quantile } from "../src/math/quantile.ts"
import { search } from "./search/open.ts"

const { values: given } = parseArgs({
  options: { seeds: { type: "string", default: "30" }, epochs: { type: "string", default: "100" } }
})
const seeds = Number(given.seeds)
const trials = 60
const moments = [10, 20, 40, 60]

const axes = {
  "train.learningRate": Array.from({ length: 13 }, (_, i) => Number((10 ** (-4 + i / 5)).toPrecision(3))),
  "train.batchSize": [8, 16, 32, 64, 128],
  "train.latents": [2, 3, 4, 6, 8, 12]
}
const paths = Object.keys(axes) as Array<keyof typeof axes>
const nameAt = (point: Point): string => paths.map((at) => point[at]).join(",")

const began = performance.now()
const tried = await search({
  set: { "train.epochs": given.epochs },
  space: Object.fromEntries(paths.map((at) => [at, choice(axes[at])])),
  strategy: "grid",
  objectives: [{ metric: "held-out.loss", direction: "min" }],
  seeds: 1,
  jobs: 2
})
const losses = Object.fromEntries(tried.map(({ losses: found, point }) => [
  paths.map((at) => axes[at].indexOf(point[at] as never)).join(","),
  found?.[0] ?? Infinity
]))
const least = Math.min(...Object.values(losses))
console.log(`${tried.length} trainings in ${((performance.now() - began) / 1000).toFixed(0)} s; least loss ${least}\n`)

const curveOf = (ask: Ask): ReadonlyArray<number> => {
  const told: Array<Told> = []
  let best = Infinity
  return Array.from({ length: trials }, (_, trial) => {
    const point = ask(trial, told, [])!
    const loss = losses[nameAt(point)]!
    told.push({ trial, point, losses: [loss] })
    return best = Math.min(best, loss)
  })
}

const sizes = Object.fromEntries(paths.map((at) => [at, axes[at].length]))
const space = Object.fromEntries(paths.map((at) => [at, int(0, axes[at].length - 1)]))
const ours = Array.from({ length: seeds }, (_, seed) => curveOf(tpe(space, seed)))
const random = Array.from({ length: seeds }, (_, seed) => curveOf(randomDesign(space, seed)))
const peer = spawnSync(
  process.env["PYTHON"] ?? "python3",
  [path.join(import.meta.dirname, "peers", "optuna_table.py"), `${seeds}`, `${trials}`],
  { input: JSON.stringify({ sizes, losses }), encoding: "utf8", stdio: ["pipe", "pipe", "inherit"] }
)
const optuna: { version: string; found: ReadonlyArray<ReadonlyArray<number>> } = JSON.parse(peer.stdout)

const cell = (curves: ReadonlyArray<ReadonlyArray<number>>, moment: number): string => {
  const regrets = curves.map((curve) => curve[moment - 1]! - least).sort((a, b) => a - b)
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(regrets, share).toFixed(3))
  return `${median} (${low} to ${high})`
}
console.log(`Regret, medians and quartiles of ${seeds} seeds; Optuna ${optuna.version}\n`)
console.log("| trials | ours | Optuna | random |\n|--:|--:|--:|--:|")
for (const moment of moments) {
  console.log(`| ${moment} | ${[ours, optuna.found, random].map((curves) => cell(curves, moment)).join(" | ")} |`)
}
