/**
 * A search of 40 trials by TPE on the embedded tracks, from an empty cache: how often was each step executed, and does one
 * that is killed half-way end in the same table? Run: node bench/sweep-killed.ts
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as readline from "node:readline"

const root = path.join(import.meta.dirname, "..")
const trials = 40
const args = [
  "bin/pipeline.js sweep train -C bench/search --progress json --json -j 4",
  "--space train.learningRate=log:0.0001..0.03 --space train.latents=2,4,8,12 --set train.epochs=30",
  `--strategy tpe --objective held-out.loss:min --budget ${trials}`
].join(" ").split(" ")

interface Said {
  readonly event: string
  readonly node?: string
}

/** Runs the search in a cache, up to SIGKILL after so many trials; its table without names of runs, and what it executed. */
const searched = async (cache: string, killedAfter = Infinity) => {
  const executed: Record<string, number> = {}
  let ended = 0
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PIPELINE_CACHE: cache },
    stdio: ["ignore", "pipe", "pipe"]
  })
  let stdout = ""
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (stdout += text))
  for await (const line of readline.createInterface({ input: child.stderr })) {
    const { event, node }: Said = line.startsWith("{") ? JSON.parse(line) : { event: line }
    if (event === "NodeFinished" && node !== undefined) executed[node] = (executed[node] ?? 0) + 1
    if (event === "trial-ended" && ++ended >= killedAfter) child.kill("SIGKILL")
  }
  if (killedAfter < Infinity) return { executed, table: "" }
  const answer: { readonly trials: ReadonlyArray<object> } = JSON.parse(stdout)
  const table = answer.trials.map((trial) => ({ ...trial, run: undefined, ran: undefined, executedItems: undefined }))
  return { executed, table: JSON.stringify(table) }
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sweep-"))
const whole = await searched(path.join(folder, "whole"))
console.log("executed, not killed:   ", JSON.stringify(whole.executed))
const killed = await searched(path.join(folder, "killed"), trials / 2)
console.log(`executed, killed at ${trials / 2}:  `, JSON.stringify(killed.executed))
const resumed = await searched(path.join(folder, "killed"))
console.log("executed, resumed:      ", JSON.stringify(resumed.executed))
const isOnce = [whole.executed["extract"], (killed.executed["extract"] ?? 0) + (resumed.executed["extract"] ?? 0)]
  .every((times) => times === 1)
console.log(`features once: ${isOnce}; same table: ${resumed.table === whole.table}`)
fs.rmSync(folder, { recursive: true })
process.exitCode = isOnce && resumed.table === whole.table ? 0 : 1
