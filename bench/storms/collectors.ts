/**
 * Do eight processes on one store, two of which collect garbage without rest, ever lose what they hold or read a wrong
 * byte?
 *
 * `node bench/storms/collectors.ts --seed 1 --minutes 10 --count 8`.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import * as path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Store } from "../../src/dataflow/store/store.ts"
import { verifyStore } from "../../src/dataflow/store/verify.ts"
import { conclude, numbers, randomOf, temporaryFolder } from "./storm.ts"

const asked = numbers({ seed: 1, minutes: 1, count: 8 })
const random = randomOf(asked.seed)
const root = path.join(temporaryFolder(), "cache")
const child = path.join(import.meta.dirname, "..", "..", "test", "dataflow", "store", "storm-child.ts")

const counts = { "wrong reads": 0, losses: 0, errors: 0, damaged: 0 }

const start = (rounds: number, collecting: number): ChildProcess => {
  const args = [child, root, String(random.int(2 ** 31)), String(rounds), String(collecting)]
  const started = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] })
  started.stdout.on("data", (data: Buffer) => {
    for (const line of data.toString().split("\n")) {
      if (line.startsWith("bad")) counts["wrong reads"]++
      if (line.startsWith("lost")) counts.losses++
      if (/^(?:bad|lost)/.test(line)) console.log(line)
    }
  })
  started.stderr.on("data", (data: Buffer) => {
    counts.errors++
    console.log(data.toString())
  })
  return started
}

const children = Array.from({ length: asked.count }, (_, i) => start(0, i % 4 === 3 ? 100 : 1))
await sleep(asked.minutes * 60_000)
for (const each of children) {
  if (each.exitCode !== null) counts.errors++ // none ends by itself
  each.kill("SIGKILL")
}
await Promise.all(children.filter((each) => each.exitCode === null).map((each) => once(each, "close")))
await once(start(200, 5), "close")
counts.damaged = verifyStore(Store.open(root, { fsync: false }), { repair: false }).damaged.length
conclude(
  "collectors",
  { processes: asked.count, minutes: asked.minutes, ...counts },
  Object.values(counts).every((n) => n === 0)
)
