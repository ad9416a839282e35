import { execFileSync } from "node:child_process"
import { once } from "node:events"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { isMainThread, parentPort, Worker } from "node:worker_threads"
import { type Matrix, takeRows } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"

/** One size to measure. */
export interface RaceCase {
  readonly n: number
  readonly d: number
  readonly x: Matrix
}

/** `peer` is a script of this folder; `run` returns a value the peer should agree with. */
export interface Race {
  readonly title: string
  readonly peer: string
  readonly rounds: number
  readonly cases: ReadonlyArray<RaceCase>
  readonly run: (x: Matrix) => number
}

const warmUpMs = 500 // our compiler needs some runs; the peer was compiled before

interface Timed {
  readonly ms: number
  readonly value: number
}

/** What is measured in one round, ours and the peer's. */
interface Runner {
  readonly ours: () => Timed | Promise<Timed>
  readonly theirs: () => Timed
}

const median = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" }

/** Milliseconds and value of the peer on float64 data in a file; its start and its reading are not counted. */
const runPeer = (script: string, file: string, { d, n }: RaceCase): Timed => {
  const python = process.env["PYTHON"] ?? "python3"
  const args = [path.join(import.meta.dirname, script), file, String(n), String(d)]
  return JSON.parse(execFileSync(python, args, { encoding: "utf8", env: { ...process.env, ...oneThread } }))
}

const write = (file: string, { data }: Matrix): void =>
  fs.writeFileSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))

const inThisThread = ({ peer, run }: Race, one: RaceCase, folder: string): Runner => {
  const file = path.join(folder, "x.f64")
  write(file, one.x)
  const leastRuns = one.n > 10_000 ? 1 : 3
  const begin = performance.now()
  for (let runs = 0; runs < leastRuns || performance.now() - begin < warmUpMs; runs++) run(one.x)
  return {
    ours: () => {
      const start = performance.now()
      const value = run(one.x)
      return { ms: performance.now() - start, value }
    },
    theirs: () => runPeer(peer, file, one)
  }
}

const spaces = 4 // to share

/** Title of a race and one space; answered by the value. */
interface Job {
  readonly title: string
  readonly x: Matrix
}

/** Lets each worker take the next job when it is done; returns the first job's value. */
const share = async (workers: ReadonlyArray<Worker>, jobs: ReadonlyArray<Job>): Promise<number> => {
  const values: Array<number> = []
  let next = 0
  await Promise.all(workers.map(async (worker) => {
    for (let at = next++; at < jobs.length; at = next++) {
      worker.postMessage(jobs[at])
      const [value] = await once(worker, "message") as [number]
      values[at] = value
    }
  }))
  return values[0]!
}

/**
 * Several spaces, the same tracks in other orders: ours shared by warm workers, with the time to hand them over, the
 * peer's one after the other.
 */
const inWorkers = async (
  { peer, title }: Race,
  one: RaceCase,
  folder: string,
  workers: ReadonlyArray<Worker>
): Promise<Runner> => {
  const jobs = Array.from({ length: spaces }, (_, i) => ({
    title,
    x: takeRows(one.x, new Random(i).permutation(one.n))
  }))
  jobs.forEach(({ x }, i) => write(path.join(folder, `${i}.f64`), x))
  await share(workers, jobs)
  return {
    ours: async () => {
      const start = performance.now()
      const value = await share(workers, jobs)
      return { ms: performance.now() - start, value }
    },
    theirs: () => {
      const runs = jobs.map((_, i) => runPeer(peer, path.join(folder, `${i}.f64`), one))
      return { ms: runs.reduce((sum, { ms }) => sum + ms, 0), value: runs[0]!.value }
    }
  }
}

const compare = async (one: RaceCase, rounds: number, { ours, theirs }: Runner): Promise<void> => {
  const mine: Array<Timed> = []
  const its: Array<Timed> = []
  for (let round = 0; round < rounds; round++) {
    mine.push(await ours())
    its.push(theirs())
  }
  const [a, b] = [mine.map(({ ms }) => ms), its.map(({ ms }) => ms)]
  const best = [Math.min(...a), Math.min(...b)] as const
  const times = [...best.map((ms) => ms.toFixed(1)), (best[0] / best[1]).toFixed(2), (median(a) / median(b)).toFixed(2)]
  const values = [mine[0]!.value.toPrecision(8), its[0]!.value.toPrecision(8)]
  console.log(`| ${[one.n, one.d, ...times, ...values].join(" | ")} |`)
}

const answer = ({ run, title }: Race): void => {
  parentPort!.on("message", (job: Job) => {
    if (job.title === title) parentPort!.postMessage(run(job.x))
  })
}

/**
 * Prints a table of milliseconds, ours and the peer's in turn, the best of each and the ratio of the medians too: other
 * work on the machine disturbs both. PYTHON names an interpreter with scikit-learn.
 *
 * With the option `--workers` four spaces are shared by two worker threads, against the peer in one. `--size 10000,57`
 * leaves other sizes out.
 */
export const race = async (one: Race): Promise<void> => {
  if (!isMainThread) return answer(one)
  const isShared = process.argv.includes("--workers")
  const size = process.argv.includes("--size") ? process.argv[process.argv.indexOf("--size") + 1] : undefined
  const cases = one.cases.filter(({ d, n }) => size === undefined || size === `${n},${d}`)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "race-"))
  const workers = isShared ? [0, 1].map(() => new Worker(process.argv[1]!)) : []
  const how = isShared ? `, ${spaces} spaces shared by 2 workers` : ""
  console.log(
    `\n${one.title}${how}. Node ${process.version}, ${os.cpus()[0]?.model ?? "unknown CPU"}, best of ${one.rounds}.\n`
  )
  console.log("| n | d | ours ms | scikit-learn ms | ratio | of medians | our value | its value |")
  console.log("|--:|--:|--:|--:|--:|--:|--:|--:|")
  for (const each of cases) {
    const runner = isShared ? await inWorkers(one, each, folder, workers) : inThisThread(one, each, folder)
    await compare(each, one.rounds, runner)
  }
  await Promise.all(workers.map((worker) => worker.terminate()))
  fs.rmSync(folder, { recursive: true })
}
