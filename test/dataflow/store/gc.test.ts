import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import type { ActionRecord } from "../../../src/dataflow/store/action.ts"
import { collectGarbage } from "../../../src/dataflow/store/gc.ts"
import { processName } from "../../../src/dataflow/store/heartbeat.ts"
import { sweepLeftovers } from "../../../src/dataflow/store/leftovers.ts"
import { ownIdentity } from "../../../src/dataflow/store/process-identity.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { writeManifest } from "../../../src/format/manifest.ts"
import { bytesOf, putText, recordOf, reopen, temporaryStore } from "./temporary-store.ts"

/** A process of this very space that is no more. */
const dead = { ...ownIdentity(), pid: 2 ** 22 + 1, start: "1" }

const collect = (store: Store, keepRuns = 1) => collectGarbage(store, { keepRuns, isDryRun: false })

/** Records a run of pipeline "p" that left these actions. */
const remember = (store: Store, day: number, records: ReadonlyArray<ActionRecord>): void => {
  const steps = Object.fromEntries(records.map((record) => [record.node, {
    key: record.key,
    outputs: Object.fromEntries(Object.entries(record.outputs).map(([port, { digest }]) => [port, digest]))
  }]))
  store.recordRun({ pipeline: "p", run: `r${day}`, seed: 1, finishedAt: `2026-01-0${day}T00:00:00.000Z`, steps })
}

/** Makes everything stored so far look an hour older. */
const age = (store: Store): void => {
  const files = fs.readdirSync(store.root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  for (const file of files) {
    const full = path.join(file.parentPath, file.name)
    const seconds = fs.statSync(full).mtimeMs / 1000 - 3600
    fs.utimesSync(full, seconds, seconds)
  }
}

it("what only an old run needs is removed, what a kept run needs stays", () => {
  const store = temporaryStore()
  const shared = putText(store, "shared")
  const old = store.publish(recordOf("old", { out: putText(store, "old"), shared }))
  const current = store.publish(recordOf("current", { out: putText(store, "current"), shared }))
  remember(store, 1, [old])
  remember(store, 2, [current])

  const collected = collect(store)

  expect(collected).toMatchObject({ objects: 1, bytes: 3, actions: 1, runs: 1, isPartial: false })
  expect([old, current].map(({ key }) => reopen(store.root).lookup(key)._tag)).toEqual(["Miss", "Hit"])
  expect(store.lookup(old.key)._tag).toBe("Miss")
  expect(store.runs().map((run) => run.run)).toEqual(["r2"])
})

it("a dry run counts the same and removes nothing", () => {
  const store = temporaryStore()
  const old = store.publish(recordOf("old", { out: putText(store, "old") }))
  remember(store, 1, [old])
  remember(store, 2, [])

  const counted = collectGarbage(store, { keepRuns: 1, isDryRun: true })

  expect(store.lookup(old.key)._tag).toBe("Hit")
  expect(collect(store)).toEqual(counted)
})

it("the files of a kept file set and the batches of a kept mapped node stay", () => {
  const store = temporaryStore()
  const member = store.putBytes(bytesOf("<svg/>"))
  const manifest = {
    kind: "figure",
    ...store.putBytes(writeManifest({ entries: [{ path: "a.svg", ...member }] })),
    summary: ""
  }
  const batched = store.putBytes(bytesOf("wav"))
  const batch = store.putBytes(bytesOf(`{"digest":"${batched.digest}"}`)).digest
  const [kept, dropped] = ["a".repeat(64), "b".repeat(64)]
  for (const family of [kept, dropped]) {
    const outcome = { _tag: "Done", batch: { out: batch }, start: { out: 0 }, end: { out: 1 } } as const
    store.publishItems(family, [{ itemKey: "i", outcome }])
  }
  const record = store.publish({ ...recordOf("a", { chart: manifest }), family: kept })
  remember(store, 1, [record])

  const collected = collect(store)

  expect(collected).toMatchObject({ objects: 0, actions: 1 })
  expect(store.lookup(record.key)._tag).toBe("Hit")
  expect([kept, dropped].map((family) => store.items(family).size)).toEqual([1, 0])
})

it("while a run lives, whatever is published stays, and of the rest only what is older than the run goes", async () => {
  const store = temporaryStore()
  const orphan = store.putBytes(bytesOf("left by a killed run")).digest
  const published = store.publish(recordOf("a", { out: putText(store, "1") }))
  age(store)

  const collected = await Effect.runPromise(Effect.scoped(Effect.gen(function*() {
    yield* store.lease("r1")
    const fresh = store.putBytes(bytesOf("not yet published")).digest
    return { fresh, ...collect(store) }
  })))

  expect(collected).toMatchObject({ isPartial: true, objects: 1, actions: 0 })
  expect([collected.fresh, orphan].map((digest) => store.check(digest))).toEqual(["intact", "missing"])
  expect(store.lookup(published.key)._tag).toBe("Hit")
})

it("an old object that a living run has stored again stays", async () => {
  const store = temporaryStore()
  const { digest } = store.putBytes(bytesOf("same bytes"))
  age(store)

  await Effect.runPromise(Effect.scoped(Effect.gen(function*() {
    yield* store.lease("r1")
    store.putBytes(bytesOf("same bytes"))
    collect(store)
  })))

  expect(store.check(digest)).toBe("intact")
})

it("the lease of a process that died protects nothing", () => {
  const store = temporaryStore()
  const { digest } = store.putBytes(bytesOf("orphan"))
  store.files.write("leases/dead.json", dead)

  const { isPartial } = collect(store)

  expect(isPartial).toBe(false)
  expect(store.check(digest)).toBe("missing")
  expect(fs.readdirSync(path.join(store.root, "leases"))).toEqual([])
})

it("scratch folders and locks of dead processes are removed, those of living ones stay", () => {
  const store = temporaryStore()
  const living = store.scratch()
  const left = path.join(store.root, "tmp", `${processName(dead)}.a`)
  fs.mkdirSync(left)
  fs.writeFileSync(path.join(left, "half.parquet"), "rows")
  store.files.write("locks/a.lock", { ...dead, token: "t" })

  collect(store)

  const beat = `${processName(ownIdentity())}.beat`
  expect(new Set(fs.readdirSync(path.join(store.root, "tmp")))).toEqual(new Set([path.basename(living), beat]))
  expect(fs.readdirSync(path.join(store.root, "locks"))).toEqual([])
})

it("files of its own that were written in part are swept from a cache's root after an hour, anybody else's stay", () => {
  const store = temporaryStore()
  const ours = ["VERSION", "SIGNED"].map((name) => `${name}.004f7c9e-5454-40f3-a02d-cb6fa87fbfce.tmp`)
  const theirs = ["VERSION.old.tmp", "thesis.004f7c9e-5454-40f3-a02d-cb6fa87fbfce.tmp"]
  for (const name of [...ours, ...theirs]) fs.writeFileSync(path.join(store.root, name), "")
  const { ctimeMs } = fs.statSync(path.join(store.root, ours[0]!))
  const left = () => fs.readdirSync(store.root).filter((name) => name.endsWith(".tmp")).sort()

  sweepLeftovers(store.files, ctimeMs + 60_000)
  expect(left()).toEqual([...ours, ...theirs].sort())

  sweepLeftovers(store.files, ctimeMs + 2 * 3600_000)
  expect(left()).toEqual(theirs.sort())
})
