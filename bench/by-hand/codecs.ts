/** Small formats we read and write ourselves, and locks, beside packages that do. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { ownIdentity } from "../../src/dataflow/store/process-identity.ts"
import { sealed } from "../../src/dataflow/store/seal.ts"
import { Store } from "../../src/dataflow/store/store.ts"
import { ProtobufMessage } from "../../src/learn/training/compile/protobuf.ts"
import { parseCsv } from "../../src/music/ingest/reader/csv.ts"
import { parseLrc } from "../../src/music/ingest/reader/lrc.ts"
import { parsePython } from "../../src/music/ingest/reader/python-literal.ts"
import { least, peer, report } from "./least.ts"

const csv = Array.from(
  { length: 20_000 },
  (_, i) => `${i},"song ${i}, part ""two""",artist ${i % 97},${(i * 1.1).toFixed(3)},${"la ".repeat(20)}`
)
const table = ["id,title,artist,bpm,lyrics", ...csv].join("\n")
const csvParse = (await peer("csv-parse/sync"))["parse"] as (text: string) => ReadonlyArray<unknown>
const loadedPapa = await peer("papaparse")
const papa = (loadedPapa["default"] ?? loadedPapa) as { parse(text: string): { readonly data: ReadonlyArray<unknown> } }
report(
  `CSV, ${(table.length / 1e6).toFixed(1)} MB`,
  await least(7, {
    ours: () => parseCsv(table, "table"),
    "csv-parse": () => csvParse(table),
    papaparse: () => papa.parse(table)
  })
)

const loadedProtobuf = await peer("protobufjs/minimal.js")
interface ProtobufWriter {
  uint32(value: number): ProtobufWriter
  string(value: string): ProtobufWriter
  bytes(value: Uint8Array): ProtobufWriter
  int64(value: number): ProtobufWriter
  finish(): Uint8Array
}
const { Writer } = (loadedProtobuf["default"] ?? loadedProtobuf) as { readonly Writer: { create(): ProtobufWriter } }
const weights = new Uint8Array(400_000)
const names = Array.from({ length: 2000 }, (_, i) => `node ${i}`)
const oursBytes = () => {
  const message = new ProtobufMessage()
  for (const [i, name] of names.entries()) message.text(1, name).int(3, i)
  return message.bytes(9, weights).finish()
}
const theirBytes = () => {
  const writer = Writer.create()
  for (const [i, name] of names.entries()) writer.uint32(10).string(name).uint32(24).int64(i)
  return writer.uint32(74).bytes(weights).finish()
}
console.log(`  protobuf, the same bytes: ${Buffer.compare(oursBytes(), theirBytes()) === 0}`)
report("protobuf, 4,000 fields and 400 kB", await least(21, { ours: oursBytes, protobufjs: theirBytes }))

const song = Array.from(
  { length: 200 },
  (_, i) => `[0${i % 6}:${10 + i % 50}.50][05:${10 + i % 50}.00]line <00:01.00>${i}`
)
const lrc = ["[ti:A]", "[ar:B]", ...song].join("\n")
const { Lrc } = (await peer("lrc-kit")) as unknown as {
  readonly Lrc: { parse(text: string): { readonly lyrics: ReadonlyArray<unknown> } }
}
report("LRC, 200 lines twice", await least(51, { ours: () => parseLrc(lrc), "lrc-kit": () => Lrc.parse(lrc) }))

const literal = `[${
  Array.from({ length: 500 }, (_, i) => `{'id': ${i}, 'name': "O'Neil", 'score': None, 'on': True}`).join(", ")
}]`
const loadedJson5 = await peer("json5")
const json5 = (loadedJson5["default"] ?? loadedJson5) as { parse(text: string): unknown }
const asJson5 = literal.replaceAll("None", "null").replaceAll("True", "true") // json5 refuses Python's own words
report(
  "Python literals, 500 dictionaries",
  await least(21, { ours: () => parsePython(literal), json5: () => json5.parse(asJson5) })
)

const root = fs.mkdtempSync(path.join(os.tmpdir(), "locks-"))
const store = Store.open(root)
const file = path.join(root, "held")
fs.writeFileSync(file, "")
const loadedLockfile = await peer("proper-lockfile")
const lockfile = (loadedLockfile["default"] ?? loadedLockfile) as { lock(file: string): Promise<() => Promise<void>> }
const turns = 50
const held = (name: string) => store.withLock(name, Effect.void, { onWait: () => {} })
report(
  `${turns} locks taken and given back`,
  await least(7, {
    ours: () => Effect.runPromise(Effect.forEach(Array.from({ length: turns }), () => held("one"), { discard: true })),
    "proper-lockfile": async () => {
      for (let turn = 0; turn < turns; turn++) await (await lockfile.lock(file))()
    }
  })
)
const killed = { ...ownIdentity(), pid: 2 ** 22 - 1, token: "left" } // no process has this number
fs.writeFileSync(path.join(root, "locks", "left.lock"), sealed("locks/left.lock", killed))
const begin = performance.now()
await Effect.runPromise(held("left"))
console.log(`  a killed holder's lock: ours ${(performance.now() - begin).toFixed(1)} ms`)
fs.mkdirSync(`${file}.lock`) // what a killed holder of proper-lockfile leaves
const start = performance.now()
for (let isHeld = true; isHeld;) {
  isHeld = await lockfile.lock(file).then((release) => release().then(() => false), () => true)
  if (isHeld) await new Promise((resolve) => setTimeout(resolve, 50))
}
console.log(`  a killed holder's lock: proper-lockfile ${(performance.now() - start).toFixed(0)} ms`)
fs.rmSync(root, { recursive: true })
