/** A process that uses a store while others do. First argument: what to do; second: the cache folder. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import type { ActionRecord } from "../../../src/dataflow/store/action.ts"
import { Store } from "../../../src/dataflow/store/store.ts"
import { canonicalJson } from "../../../src/format/canonical-json.ts"
import { digestOf } from "../../../src/format/digest.ts"

const [task, root = "", ...rest] = process.argv.slice(2)
const store = Store.open(root, { fsync: false })
const say = (text: string) => fs.writeSync(1, `${text}\n`)

/** The record of `name`, computed by one process at a time; each execution gives other bytes and leaves a trace. */
const computeOnce = (name: string, durationMs: number) => {
  const keyRecord = { node: name }
  const key = digestOf(canonicalJson(keyRecord))
  const compute = Effect.gen(function*() {
    const known = store.lookup(key)
    if (known._tag === "Hit") return known.record
    yield* Effect.sleep(durationMs)
    const out = {
      kind: "json",
      ...store.putBytes(Buffer.from(`${name} ${crypto.randomUUID()}`.repeat(500))),
      summary: ""
    }
    const finishedAt = "2026-01-01T00:00:00.000Z"
    const record: ActionRecord = {
      key,
      node: name,
      keyRecord,
      outputs: { out },
      metrics: {},
      summary: "",
      durationMs,
      run: "r",
      finishedAt
    }
    store.trace({ run: String(process.pid), finishedAt, name })
    return store.publish(record)
  })
  return store.withLock(key, compute, { onWait: (holder) => say(`waiting for ${holder}`) })
}

const once = ([name = ""]: ReadonlyArray<string>) =>
  Effect.map(computeOnce(name, 1_500), (record) => say(`result ${record.outputs["out"]!.digest}`))

const hold = ([name = ""]: ReadonlyArray<string>) =>
  store.withLock(name, Effect.andThen(Effect.sync(() => say("held")), Effect.sleep("1 hour")), {
    onWait: () => undefined
  })

/** Computes `count` results beginning at a place of its own, reads each back at once, and all again; `rounds` times. */
const stress = ([count = "0", offset = "0", rounds = "1"]: ReadonlyArray<string>) =>
  Effect.scoped(Effect.gen(function*() {
    yield* store.lease(`child-${process.pid}`)
    say("began")
    const digests: Record<string, string> = {}
    for (let i = 0; i < Number(count) * Number(rounds); i++) {
      const name = `node${(i + Number(offset)) % Number(count)}`
      const { digest } = (yield* computeOnce(name, 8)).outputs["out"]!
      if (digestOf(store.readObject(digest)) !== digest) say(`bad ${name}`)
      digests[name] = digest
    }
    for (const [name, digest] of Object.entries(digests)) {
      if (digestOf(fs.readFileSync(store.objectPath(digest))) !== digest) say(`bad ${name}`)
    }
    say(`digests ${canonicalJson(digests)}`)
  }))

const tasks = { once, hold, stress }
await Effect.runPromise(tasks[task as keyof typeof tasks](rest))
store.close()
