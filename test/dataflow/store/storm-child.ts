/**
 * A process that uses a store without rest until it is killed, or for some rounds: publishes, reads back, packs items,
 * appends to the logs, replaces references and checkpoints, collects. What a name's result holds follows from the name,
 * so that every byte that is handed on can be judged. Arguments: cache folder, seed, rounds (0: for ever), share of
 * rounds that collect, in per cent. Says "bad …" for wrong bytes and "lost …" for what was there and then was not.
 */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import type { ActionRecord } from "../../../src/dataflow/store/action.ts"
import { collectGarbage } from "../../../src/dataflow/store/gc.ts"
import { Store } from "../../../src/dataflow/store/store.ts"
import { canonicalJson } from "../../../src/format/canonical-json.ts"
import { digestOf } from "../../../src/format/digest.ts"
import { Random } from "../../../src/math/random.ts"

const [root = "", seed = "1", rounds = "0", collecting = "5"] = process.argv.slice(2)
const say = (text: string) => fs.writeSync(1, `${text}\n`)
const names = 40
const finishedAt = "2026-01-01T00:00:00.000Z"

const contentOf = (name: string): Uint8Array => Buffer.from(`${name} `.repeat(1 + digestOf(name).charCodeAt(0) * 9))
const isRight = (name: string, bytes: Uint8Array): boolean => Buffer.from(bytes).equals(contentOf(name))

const keyRecordOf = (name: string) => ({ node: name })
const keyOf = (name: string): string => digestOf(canonicalJson(keyRecordOf(name)))
const familyOf = (name: string): string => digestOf(`family ${name.length}`)

/** What happens to an object between a look and a reading is no wrong byte, but must not be while a lease is held. */
const judge = (store: Store, name: string, digest: string): void => {
  try {
    if (!isRight(name, store.readObject(digest))) say(`bad ${name}`)
  } catch (error) {
    if ((error as { readonly _tag?: string })._tag !== "ObjectLost") throw error
    say(`lost ${name}`)
  }
}

const result = (store: Store, name: string): ActionRecord => {
  const known = store.lookup(keyOf(name))
  if (known._tag === "Hit") return known.record
  const outputs = { out: { kind: "json", ...store.putBytes(contentOf(name)), summary: "" } }
  const keyRecord = keyRecordOf(name)
  const rest = { metrics: {}, summary: "", durationMs: 1, run: "r", finishedAt, family: familyOf(name) }
  return store.publish({ key: keyOf(name), node: name, keyRecord, outputs, ...rest })
}

const items = (store: Store, name: string): void => {
  const family = familyOf(name)
  for (const [key, outcome] of store.items(family)) {
    if (outcome._tag === "Done") judge(store, key, outcome.batch["out"]!)
    else if (outcome.reason !== `no ${key}`) say(`bad item ${key}`)
  }
  const batch = { out: store.putBytes(contentOf(name)).digest }
  store.publishItems(family, [
    { itemKey: name, outcome: { _tag: "Done", batch, start: { out: 0 }, end: { out: 1 } } },
    { itemKey: `${name}?`, outcome: { _tag: "Quarantined", reason: `no ${name}?` } }
  ])
}

const round = (store: Store, random: Random): void => {
  const name = `node${random.int(names)}`
  const record = result(store, name)
  const { digest } = record.outputs["out"]!
  judge(store, name, digest)
  if (random.int(4) === 0) items(store, name)
  if (random.int(4) === 0) {
    const state = store.loadCheckpoint(name)
    if (state !== undefined && !isRight(name, state)) say(`bad checkpoint ${name}`)
    store.saveCheckpoint(name, contentOf(name))
  }
  if (random.int(4) === 0) {
    const pipeline = `p${random.int(3)}`
    store.ref(pipeline)
    const steps = { [name]: { key: record.key, outputs: { out: digest } } }
    store.recordRun({ pipeline, run: `r${random.int(20)}`, seed: 1, finishedAt, steps })
  }
  if (random.int(3) === 0) store.flush()
  if (random.int(100) < Number(collecting)) collectGarbage(store, { keepRuns: 2, isDryRun: false })
}

const random = new Random(Number(seed))
const work = Effect.scoped(Effect.gen(function*() {
  const store = Store.open(root, { fsync: false, warn: () => undefined })
  yield* store.lease(`storm-${process.pid}`)
  say("began")
  for (let i = 0; rounds === "0" || i < Number(rounds); i++) {
    round(store, random)
    if (i % 20 === 0) yield* Effect.sleep(0)
  }
  for (let i = 0; i < names && rounds !== "0"; i++) {
    judge(store, `node${i}`, result(store, `node${i}`).outputs["out"]!.digest)
  }
  store.close()
}))
await Effect.runPromise(work)
say("done")
