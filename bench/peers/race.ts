import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import type { Matrix } from "../../src/math/matrix.ts"

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

const median = (values: Array<number>): number => values.sort((a, b) => a - b)[values.length >> 1]!

const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" }

/** Milliseconds and value of the peer on float64 data in a file; its start and its reading are not counted. */
const runPeer = (script: string, file: string, { d, n }: RaceCase): { readonly ms: number; readonly value: number } => {
  const python = process.env["PYTHON"] ?? "python3"
  const args = [path.join(import.meta.dirname, script), file, String(n), String(d)]
  return JSON.parse(execFileSync(python, args, { encoding: "utf8", env: { ...process.env, ...oneThread } }))
}

/** Prints a table of median milliseconds, ours and the peer's in turn. PYTHON names an interpreter with scikit-learn. */
export const race = ({ cases, peer, rounds, run, title }: Race): void => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "race-"))
  const file = path.join(folder, "x.f64")
  console.log(`${title}. Node ${process.version}, ${os.cpus()[0]?.model ?? "unknown CPU"}, median of ${rounds}.\n`)
  console.log("| n | d | ours ms | scikit-learn ms | ratio | our value | its value |")
  console.log("|--:|--:|--:|--:|--:|--:|--:|")
  for (const one of cases) {
    fs.writeFileSync(file, new Uint8Array(one.x.data.buffer, one.x.data.byteOffset, one.x.data.byteLength))
    let value = 0
    for (let warmUp = 0; warmUp < 3; warmUp++) value = run(one.x)
    const ours: Array<number> = []
    const peers: Array<{ readonly ms: number; readonly value: number }> = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      value = run(one.x)
      ours.push(performance.now() - start)
      peers.push(runPeer(peer, file, one))
    }
    const [mine, its] = [median(ours), median(peers.map(({ ms }) => ms))]
    const cells = [one.n, one.d, mine.toFixed(1), its.toFixed(1), (mine / its).toFixed(2)]
    console.log(`| ${[...cells, value.toPrecision(8), peers[0]!.value.toPrecision(8)].join(" | ")} |`)
  }
  fs.rmSync(folder, { recursive: true })
}
