/** How long does the store take per lookup of an unchanged action, and how fast does it take in bytes? */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { Store } from "../src/dataflow/store/store.ts"
import { canonicalJson } from "../src/format/canonical-json.ts"
import { digestOf } from "../src/format/digest.ts"

const actionCount = 10_000
const bigBytes = 256 * 2 ** 20
const manyBytes = 64 * 2 ** 10
const manyCount = 1_000

const timed = (act: () => void): number => {
  const from = performance.now()
  act()
  return performance.now() - from
}

const root = fs.mkdtempSync(path.join(os.tmpdir(), "partita-bench-"))
const rows: Array<{ readonly what: string; readonly value: string }> = []
const note = (what: string, value: number, unit: string) =>
  rows.push({ what, value: `${value.toPrecision(3)} ${unit}` })

const filled = Store.open(root, { fsync: false })
const keys: Array<string> = []
note(
  "put + publish, per action",
  timed(() => {
    for (let i = 0; i < actionCount; i++) {
      const keyRecord = {
        version: 1,
        node: `node${i % 50}`,
        code: digestOf(`code${i % 50}`),
        params: { index: i, beta: 4 },
        inputs: {}
      }
      const key = digestOf(canonicalJson(keyRecord))
      const outputs = {
        out: { kind: "json", ...filled.putBytes(new TextEncoder().encode(`{"value":${i}}`)), summary: "" }
      }
      const finishedAt = "2026-01-01T00:00:00.000Z"
      filled.publish({
        key,
        node: "node",
        keyRecord,
        outputs,
        metrics: {},
        summary: "",
        durationMs: 1,
        run: "r",
        finishedAt
      })
      keys.push(key)
    }
  }) * 1000 / actionCount,
  "µs"
)
filled.close()

const opened = Store.open(root, { fsync: false })
note("first lookup: loads the index and the stat cache", timed(() => void opened.lookup(keys[0]!)), "ms")
note("lookup, per action", timed(() => keys.forEach((key) => opened.lookup(key))) * 1000 / actionCount, "µs")
note("lookup again, per action", timed(() => keys.forEach((key) => opened.lookup(key))) * 1000 / actionCount, "µs")

for (const fsync of [false, true]) {
  const store = Store.open(root, { fsync })
  const big = new Uint8Array(bigBytes).fill(fsync ? 1 : 2)
  const suffix = fsync ? "with fsync" : "without fsync"
  note(`put one object of 256 MiB, ${suffix}`, bigBytes / 1e3 / timed(() => void store.putBytes(big)), "MB/s")
  const many = Array.from(
    { length: manyCount },
    (_, i) => new TextEncoder().encode(`${suffix} ${i}`.padEnd(manyBytes, "x"))
  )
  const ms = timed(() => many.forEach((bytes) => store.putBytes(bytes)))
  note(`put 1,000 objects of 64 KiB, ${suffix}`, manyBytes * manyCount / 1e3 / ms, "MB/s")
  store.close()
}
fs.rmSync(root, { recursive: true })
console.table(rows)
