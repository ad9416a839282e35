/**
 * How long do the verbs of the history take in a cache of 1,000 runs? Whole processes, over the records of a pipeline of
 * hard's size: 40 steps with 6 parameters each, of which a run shares 28 with all others and makes 12 of its own.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import type { RunRecord } from "../src/dataflow/store/run-record.ts"
import { Store } from "../src/dataflow/store/store.ts"
import { canonicalJson } from "../src/format/canonical-json.ts"
import { digestOf } from "../src/format/digest.ts"

const runCount = 1_000
const stepCount = 40
const ownFrom = 28 // steps from here on depend on what a trial sets
const repeats = 5
const barMs = 300

const launcher = path.join(import.meta.dirname, "..", "bin", "pipeline.js")
const project = fs.mkdtempSync(path.join(os.tmpdir(), "partita-history-"))
fs.mkdirSync(path.join(project, "pipelines"))

const paramsOf = (step: number, run: number) => ({
  beta: step < ownFrom ? 1 : 1 + run / 100,
  epochs: 40,
  latent: 16,
  rate: 0.001,
  kind: `vae-${step}`,
  widths: [128, 64, 32]
})

const hourMs = 3_600_000
const epochMs = Date.UTC(2026, 0, 1)
const at = (run: number, ms = 0): string => new Date(epochMs + run * hourMs + ms).toISOString()
const runId = (run: number): string => digestOf(`run ${run}`).slice(0, 12)

const store = Store.open(path.join(project, "cache"), { fsync: false })
const publish = (step: number, run: number) => {
  const params = paramsOf(step, run)
  const keyRecord = {
    version: 1,
    node: `node${step}`,
    code: digestOf(`code ${step}`),
    params,
    inputs: { tracks: digestOf(`in ${step}`), features: digestOf(`in 2 ${step}`) },
    seed: 7,
    runtime: "node 24 x64"
  }
  const key = digestOf(canonicalJson(keyRecord))
  const known = store.peek(key)
  if (known !== undefined) return known
  const outputs = Object.fromEntries(
    ["table", "scores"].map((port) => [
      port,
      {
        kind: "json",
        ...store.putBytes(new TextEncoder().encode(`{"port":"${port}","of":"${key}"}`)),
        summary: "6 rows"
      }
    ])
  )
  const metrics = {
    [`score ${step}`]: { value: Math.sin(run + step), better: "higher" as const, isHeadline: step === stepCount - 1 },
    [`loss ${step}`]: { value: Math.cos(run + step), better: "lower" as const }
  }
  const record = { key, node: `node${step}`, keyRecord, outputs, metrics, summary: "2,000 tracks × 57 features" }
  return store.publish({ ...record, durationMs: 100 * step, run: runId(run), finishedAt: at(run, step) })
}

for (let run = 0; run < runCount; run++) {
  const made = Array.from({ length: stepCount }, (_, step) => publish(step, run))
  const record: RunRecord = {
    version: 1,
    pipeline: "hard",
    run: runId(run),
    seed: 7,
    status: "succeeded",
    startedAt: at(run),
    finishedAt: at(run, 90_000),
    durationMs: 90_000,
    dataset: { name: "songs", source: "/music/songs", digest: digestOf("songs") },
    params: Object.fromEntries(
      made.flatMap((_, step) =>
        Object.entries(paramsOf(step, run)).map(([name, value]) => [`step${step}.${name}`, value])
      )
    ),
    overrides: { "step28.beta": String(1 + run / 100) },
    selection: {},
    trial: { sweep: "0123456789ab", trial: run + 1 },
    commit: { hash: "a".repeat(40), branch: "main", isDirty: false },
    counts: { planned: stepCount, ran: 12, cached: 28, failed: 0, skipped: 0 },
    failures: {},
    metrics: Object.fromEntries(made.map(({ metrics }, step) => [`step${step}`, metrics])),
    steps: Object.fromEntries(
      made.map(({ key, outputs }, step) => [
        `step${step}`,
        { key, outputs: Object.fromEntries(Object.entries(outputs).map(([port, { digest }]) => [port, digest])) }
      ])
    )
  }
  store.recordRun(record)
}
store.close()

const verbs: ReadonlyArray<ReadonlyArray<string>> = [
  ["--version"],
  ["runs"],
  ["runs", "--limit", "20"],
  ["runs", "--where", "step28.beta>=5", "--sort", "score 39"],
  ["show", runId(1)],
  ["show", runId(1), "--command"],
  ["metrics", "diff", runId(1), runId(900)],
  ["metrics", "show", runId(1)],
  ["params", "diff", runId(1), runId(900)],
  ["query", "select pipeline, count(*) from runs group by all"],
  ["query", "select run, value from metrics where name = 'score 39' order by value desc limit 10"],
  [
    "query",
    "select p.number, m.value from params p join metrics m using (run) where p.path = 'step28.beta' and m.name = 'score 39'"
  ]
]

/** Has a process tell its own processor time, in user and system mode together, once it ends. */
const telling = `process.on("exit", () => {
  const { user, system } = process.cpuUsage()
  require("node:fs").writeSync(3, String((user + system) / 1000))
})`
const preload = path.join(project, "telling.cjs")
fs.writeFileSync(preload, telling)

const timed = (args: ReadonlyArray<string>): { readonly wallMs: number; readonly cpuMs: number } => {
  const began = performance.now()
  const { output, status, stderr } = spawnSync(process.execPath, ["-r", preload, launcher, ...args, "-C", project], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe", "pipe"]
  })
  if (status !== 0) throw new Error(stderr)
  return { wallMs: performance.now() - began, cpuMs: Number(output[3]) }
}

const median = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

console.log("wall ms: min  median  cpu ms    bar   verb")
for (const args of verbs) {
  timed(args) // the first after the cache was filled
  const times = Array.from({ length: repeats }, () => timed(args))
  const walls = times.map(({ wallMs }) => wallMs)
  const cells = [Math.min(...walls), median(walls), median(times.map(({ cpuMs }) => cpuMs)), barMs]
  console.log(`${cells.map((ms) => ms.toFixed(0).padStart(7)).join(" ")}   ${args.join(" ")}`)
}
if (process.argv.includes("--keep")) console.log(project)
else fs.rmSync(project, { recursive: true })
