import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { beforeEach, describe, expect, it } from "vitest"
import { type Collected, collectGarbage } from "../../../src/dataflow/store/gc.ts"
import { addTag, pinRun, readMarks } from "../../../src/dataflow/store/marks.ts"
import type { Retention } from "../../../src/dataflow/store/retention.ts"
import type { RunRecord } from "../../../src/dataflow/store/run-record.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { usageOf } from "../../../src/dataflow/store/usage.ts"
import { putText, recordOf, temporaryStore } from "./temporary-store.ts"

let store: Store

/** A run that leaves 1,000 bytes of its own, and as many that all runs of its pipeline share. */
const addRun = (day: number, fields: Partial<RunRecord> = {}): void => {
  const pipeline = fields.pipeline ?? "p"
  const own = store.publish(
    recordOf(`own ${pipeline} ${day}`, { out: putText(store, `${day}${pipeline}`.padEnd(1000)) })
  )
  const shared = store.publish(
    recordOf(`shared ${pipeline}`, { out: putText(store, `shared ${pipeline}`.padEnd(1000)) })
  )
  const left = ({ key, outputs }: typeof own) => ({ key, outputs: { out: outputs["out"]!.digest } })
  store.recordRun({
    pipeline,
    run: `${pipeline}${day}`,
    seed: 1,
    status: "succeeded",
    finishedAt: `2026-01-0${day}T00:00:00.000Z`,
    steps: { train: left(own), features: left(shared) },
    ...fields
  })
}

const bytesBelow = (folder: string): number =>
  fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    .reduce((sum, each) => sum + fs.statSync(path.join(each.parentPath, each.name)).size, 0)

const actionOf = (name: string): string => {
  const { key } = recordOf(name, {})
  return path.join(store.root, "actions", key.slice(0, 2), `${key}.json`)
}

const left = (retention: Retention): ReadonlyArray<string> => {
  const counted = collectGarbage(store, { ...retention, isDryRun: true })
  const objects = path.join(store.root, "objects")
  const before = bytesBelow(objects)
  const collected = collectGarbage(store, { ...retention, isDryRun: false })
  expect({ ...collected, leftBytes: 0 }).toEqual({ ...counted, leftBytes: 0 })
  expect(before - bytesBelow(objects)).toBe(collected.bytes)
  return store.runs().map(({ run }) => run)
}

beforeEach(() => {
  store = temporaryStore()
  for (const day of [1, 2, 3, 4]) addRun(day)
  addRun(5, { pipeline: "q" })
  addRun(6, { pipeline: "q" })
})

describe("a collection", () => {
  it("by age takes what is old, and leaves the latest of each pipeline whatever its age", () => {
    expect(left({ keepRuns: 1, olderThanMs: Date.parse("2026-01-03T12:00:00Z") })).toEqual(["p4", "q5", "q6"])
  })

  it("spares pinned and tagged runs with all that they reached, and forgets the marks of what goes", () => {
    pinRun(store.files, "p1", "2026-01-07T00:00:00Z")
    addTag(store.files, "p2", { tag: "paper", at: "2026-01-07T00:00:00Z" })
    addTag(store.files, "p3", { tag: "draft", at: "2026-01-07T00:00:00Z" })

    expect(left({ keepRuns: 1 })).toEqual(["p1", "p2", "p3", "p4", "q6"])
    expect(left({ keepRuns: 1, keepTags: ["paper"] })).toEqual(["p1", "p2", "p4", "q6"])
    expect(store.runs().flatMap(({ steps }) => Object.values(steps)).map(({ key }) => store.lookup(key)._tag))
      .toEqual(Array.from({ length: 8 }, () => "Hit"))
    expect([...readMarks(store.files).keys()]).toEqual(["p1", "p2"])
  })

  it("by size takes the oldest until the cache fits, and no more", () => {
    store.runs() // what it learns of the records is on the disk as well
    store.flush()
    const before = bytesBelow(store.root)
    const ofTwo = 2 * (1000 + fs.statSync(actionOf("own p 1")).size) // what the two oldest have for themselves

    expect(left({ keepRuns: 1, maxBytes: before })).toHaveLength(6)
    expect(left({ keepRuns: 1, maxBytes: before - ofTwo })).toEqual(["p3", "p4", "q5", "q6"])
    expect(bytesBelow(path.join(store.root, "objects"))).toBe(6_000)
  })

  it("takes nothing for the sake of size while a run lives, and nothing that a record names", async () => {
    const collected = await Effect.runPromise(Effect.scoped(Effect.gen(function*() {
      yield* store.lease("living")
      return collectGarbage(store, { keepRuns: 1, maxBytes: 1, isDryRun: false })
    })))

    expect(collected).toMatchObject({ isPartial: true, runs: 0, objects: 0, bytes: 0 })
    expect(store.runs()).toHaveLength(6)
  })

  it("by size that cannot be reached says how much is left", () => {
    const { leftBytes } = collectGarbage(store, { keepRuns: 1, maxBytes: 1, isDryRun: true })
    const collected = collectGarbage(store, { keepRuns: 1, maxBytes: 1, isDryRun: false })

    expect(store.runs().map(({ run }) => run)).toEqual(["p4", "q6"])
    expect(collected.leftBytes).toBe(leftBytes)
    expect(collected.bytes).toBe(4_000)
  })

  it("says beforehand who loses what: by pipeline, node and sweep, shared bytes once", () => {
    const told: Collected = collectGarbage(store, { keepRuns: 1, isDryRun: true })

    expect(told.bytes).toBe(4_000)
    expect(told.lost.map(({ bytes, run }) => [run.run, bytes])).toEqual([
      ["p1", 1000],
      ["p2", 1000],
      ["p3", 1000],
      ["q5", 1000]
    ])
    expect(told.pipelines).toEqual([
      { name: "p", runs: 3, bytes: 3000, onlyBytes: 3000 },
      { name: "q", runs: 1, bytes: 1000, onlyBytes: 1000 }
    ])
    expect(told.nodes.map(({ bytes, name }) => [name, bytes])).toEqual([["train", 4000], ["features", 0]])
    expect(told.sweeps).toEqual([])
  })
})

describe("sweeps", () => {
  it("count as one each with all their trials, and drive out no run", () => {
    addRun(7, { pipeline: "q", trial: { sweep: "s1", trial: 1 } })
    addRun(8, { pipeline: "q", trial: { sweep: "s2", trial: 1 } })
    addRun(9, { pipeline: "q", trial: { sweep: "s2", trial: 2 } })
    const { sweeps } = collectGarbage(store, { keepRuns: 1, isDryRun: true })

    expect(sweeps).toEqual([{ name: "s1", runs: 1, bytes: 1000, onlyBytes: 1000 }])
    expect(left({ keepRuns: 2 })).toEqual(["p3", "p4", "q5", "q6", "q7", "q8", "q9"])
    expect(left({ keepRuns: 1 })).toEqual(["p4", "q6", "q8", "q9"])
  })
})

describe("what takes the space", () => {
  it("is all there is on the disk, each object once, and who needs it alone or with others", () => {
    store.putBytes(new Uint8Array(500)) // no run's
    const also = store.runs()[0]!
    store.recordRun({ ...also, pipeline: "r", run: "r7", finishedAt: "2026-01-07T00:00:00.000Z" })

    const usage = usageOf(store, store.runs())

    expect(usage.bytes).toBe(bytesBelow(store.root))
    expect(usage.objectBytes).toBe(bytesBelow(path.join(store.root, "objects")))
    expect(usage).toMatchObject({ objectBytes: 8_500, unreachedBytes: 500, unreachedObjects: 1 })
    expect(usage.pipelines).toEqual([
      { name: "p", runs: 4, bytes: 5000, onlyBytes: 3000 },
      { name: "q", runs: 2, bytes: 3000, onlyBytes: 3000 },
      { name: "r", runs: 1, bytes: 2000, onlyBytes: 0 }
    ])
    expect(usage.sweeps).toEqual([])
    expect(usageOf(store, store.runs(), "r").nodes).toEqual([
      { name: "features", runs: 1, bytes: 1000, onlyBytes: 0 },
      { name: "train", runs: 1, bytes: 1000, onlyBytes: 0 }
    ])
  })
})
