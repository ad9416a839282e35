/**
 * How long does `pipeline verify` take per 200 MB, as a whole process? The bar is a second.
 *
 * `node bench/storms/verify-speed.ts --seed 1 --megabytes 400 --count 3`: objects as small and large as a run leaves
 * them, each named by a record; the least of `count` rounds.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Store } from "../../src/dataflow/store/store.ts"
import { canonicalJson } from "../../src/format/canonical-json.ts"
import { digestOf } from "../../src/format/digest.ts"
import { conclude, numbers, randomOf, StormProject, temporaryFolder } from "./storm.ts"

const asked = numbers({ seed: 1, megabytes: 400, count: 3 })
const random = randomOf(asked.seed)
const project = new StormProject(temporaryFolder())
const store = Store.open(path.join(project.root, "cache"), { fsync: false })
const block = new Uint8Array(1 << 22)
for (let i = 0; i < block.length; i += 4) new DataView(block.buffer).setUint32(i, random.int(2 ** 32))

let bytes = 0
for (let i = 0; bytes < asked.megabytes * 1e6; i++) {
  const size = Math.round(1_000 * 4_000 ** random.uniform()) // 1 kB to 4 MB, evenly by the logarithm
  new DataView(block.buffer).setUint32(0, i)
  const keyRecord = { node: `node${i}` }
  const outputs = { out: { kind: "json", ...store.putBytes(block.subarray(0, size)), summary: "" } }
  const rest = { metrics: {}, summary: "", durationMs: 1, run: "r", finishedAt: "2026-01-01T00:00:00.000Z" }
  store.publish({ key: digestOf(canonicalJson(keyRecord)), node: keyRecord.node, keyRecord, outputs, ...rest })
  bytes += size
}
store.close()

const rounds = Array.from({ length: asked.count }, () => {
  const { code, ms, text } = project.pipeline("verify")
  if (code !== 0) throw new Error(text)
  return ms
}).sort((a, b) => a - b)
const objects = fs.readdirSync(path.join(project.root, "cache", "objects"), { recursive: true }).length
const msPer200 = Math.round(rounds[0]! * 200e6 / bytes)
conclude(
  "verify-speed",
  { MB: Math.round(bytes / 1e6), "objects and folders": objects, "ms per 200 MB": msPer200 },
  msPer200 < 1_000
)
