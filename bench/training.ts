/**
 * Milliseconds per training step of ours and of PyTorch, batches and noise drawn as in real use, each measurement in a
 * process of its own and all of a case interleaved. PyTorch is tried with plain and fused Adam and, for pictures, in
 * channels-last order too; its fastest counts. Needs PyTorch in `python3` or $PYTHON.
 * Run: node bench/training.ts [seconds per measurement] [rounds] [only cases with this in their name]
 */
import { spawnSync } from "node:child_process"
import { cpus, loadavg } from "node:os"
import { type TrainingCase, trainingCases } from "./training-cases.ts"

const [seconds = "3", rounds = "3", filter = ""] = process.argv.slice(2)

interface Measurement {
  readonly medianMs: number
  readonly bestMs: number
  readonly firstStepMs: number
  readonly peakMb: number
  readonly version?: string
}

const pathOf = (file: string): string => new URL(file, import.meta.url).pathname

const measure = (program: string, args: ReadonlyArray<string>, threads: number): Measurement => {
  const startedAt = performance.timeOrigin + performance.now()
  // without these PyTorch takes more threads than there are cores
  const env = { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: String(threads) }
  const { error, status, stderr, stdout } = spawnSync(program, [...args, String(startedAt)], { env, encoding: "utf8" })
  if (status !== 0) throw new Error(`${program} ${args[0]} failed`, { cause: error ?? stderr })
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Measurement
}

const ours = (about: TrainingCase, batch: number, threads: number): Measurement =>
  measure(process.execPath, [
    pathOf("training-process.ts"),
    JSON.stringify(about),
    String(batch),
    String(threads),
    seconds,
    "ort"
  ], threads)

const theirs = (about: TrainingCase, batch: number, threads: number, variant: string): Measurement =>
  measure(process.env["PYTHON"] ?? "python3", [
    pathOf("peers/training.py"),
    JSON.stringify(about),
    String(batch),
    String(threads),
    seconds,
    variant
  ], threads)

const variantsOf = ({ kind }: TrainingCase): ReadonlyArray<string> =>
  kind === "conv" ? ["fused", "fused channels_last"] : ["plain", "fused"]

const median = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** The rounds of one contender as one: median of the medians, best of the best, largest peak. */
const joined = (found: ReadonlyArray<Measurement>): Measurement => ({
  medianMs: median(found.map(({ medianMs }) => medianMs)),
  bestMs: Math.min(...found.map(({ bestMs }) => bestMs)),
  firstStepMs: Math.min(...found.map(({ firstStepMs }) => firstStepMs)),
  peakMb: Math.max(...found.map(({ peakMb }) => peakMb)),
  ...(found[0]!.version === undefined ? {} : { version: found[0]!.version })
})

const ms = (value: number): string => value.toFixed(value < 10 ? 3 : 1)

const columns = [
  "network, batch, threads",
  "ours ms (best)",
  "PyTorch ms (best)",
  "ratio (of best)",
  "first step ms",
  "peak MB"
]
console.log(`${cpus().length} × ${cpus()[0]?.model}, node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`)
console.log(`${rounds} interleaved rounds of ${seconds} s, medians; first step from the start of the process`)
console.log(`| ${columns.join(" | ")} |\n|${columns.map((_, i) => i === 0 ? "---" : "--:").join("|")}|`)
for (const about of trainingCases.filter(({ name }) => name.includes(filter))) {
  for (const batch of [32, 64]) {
    const found = new Map<string, Array<Measurement>>()
    const note = (name: string, value: Measurement) => found.set(name, [...found.get(name) ?? [], value])
    for (let round = 0; round < Number(rounds); round++) {
      for (const threads of [1, 2]) {
        note(`ours ${threads}`, ours(about, batch, threads))
        for (const variant of variantsOf(about)) note(`${variant} ${threads}`, theirs(about, batch, threads, variant))
      }
    }
    for (const threads of [1, 2]) {
      const own = joined(found.get(`ours ${threads}`)!)
      const peers = variantsOf(about).map((variant) => ({ variant, ...joined(found.get(`${variant} ${threads}`)!) }))
      const peer = peers.toSorted((a, b) => a.medianMs - b.medianMs)[0]!
      const peerBest = Math.min(...peers.map(({ bestMs }) => bestMs))
      const cells = [
        `${about.name}, ${batch}, ×${threads}`,
        `${ms(own.medianMs)} (${ms(own.bestMs)})`,
        `${ms(peer.medianMs)} (${ms(peerBest)}) ${peer.version} ${peer.variant}`,
        `${(peer.medianMs / own.medianMs).toFixed(2)} (${(peerBest / own.bestMs).toFixed(2)})`,
        `${own.firstStepMs.toFixed(0)} / ${peer.firstStepMs.toFixed(0)}`,
        `${own.peakMb.toFixed(0)} / ${peer.peakMb.toFixed(0)}`
      ]
      console.log(`| ${cells.join(" | ")} |`)
    }
  }
}
