import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { collectGarbage } from "../../../src/dataflow/store/gc.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { runChild } from "./run-child.ts"
import { temporaryStore } from "./temporary-store.ts"

const traces = (store: Store): ReadonlyArray<string> =>
  fs.readdirSync(path.join(store.root, "traces"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => fs.readFileSync(path.join(store.root, "traces", file), "utf8").trimEnd().split("\n"))

const take = (store: Store, name: string, onWait: (holder: string) => void = () => undefined) =>
  store.withLock(name, Effect.succeed("taken"), { onWait })

it("two processes that need one result execute it once, and the second says whom it waits for", async () => {
  const store = temporaryStore()

  const children = [runChild("once", store.root, "a"), runChild("once", store.root, "a")]
  const ends = await Promise.all(children.map((child) => child.ended))
  const said = children.flatMap((child) => child.lines)

  expect(ends.map((end) => end.code)).toEqual([0, 0])
  expect(traces(store)).toHaveLength(1)
  expect(new Set(said.filter((line) => line.startsWith("result"))).size).toBe(1)
  expect(said.filter((line) => line.startsWith("waiting for process "))).toHaveLength(1)
})

it("a lock whose holder was killed is taken over", async () => {
  const store = temporaryStore()
  const holder = runChild("hold", store.root, "a")
  await holder.said("held")
  holder.process.kill("SIGKILL")
  await holder.ended

  expect(await Effect.runPromise(take(store, "a"))).toBe("taken")
  expect(fs.readdirSync(path.join(store.root, "locks"))).toEqual([])
})

it("a lock whose holder lives is waited for, its holder is named once, and waiting can be interrupted", async () => {
  const store = temporaryStore()
  const holder = runChild("hold", store.root, "a")
  await holder.said("held")
  const heard: Array<string> = []

  const waiting = Effect.runFork(take(store, "a", (name) => heard.push(name)))
  await Effect.runPromise(Effect.sleep(150))
  await Effect.runPromise(Fiber.interrupt(waiting))
  holder.process.kill("SIGKILL")
  await holder.ended

  expect(heard).toEqual([expect.stringContaining(`process ${holder.process.pid} on `)])
})

it("a lock that is torn, or a folder, is moved aside and taken at once", async () => {
  const store = temporaryStore()
  const file = path.join(store.root, "locks", "a.lock")
  fs.writeFileSync(file, "{\"host\":")
  const torn = await Effect.runPromise(take(store, "a"))
  fs.mkdirSync(file)
  const folder = await Effect.runPromise(take(store, "a"))

  expect([torn, folder]).toEqual(["taken", "taken"])
  expect(fs.readdirSync(path.join(store.root, "damaged"))).toHaveLength(2)
})

it("a lock is free again after its effect fails or is interrupted", async () => {
  const store = temporaryStore()
  const options = { onWait: () => undefined }

  await Effect.runPromiseExit(store.withLock("a", Effect.fail("no"), options))
  const fiber = Effect.runFork(store.withLock("a", Effect.never, options))
  await Effect.runPromise(Fiber.interrupt(fiber))

  expect(await Effect.runPromise(take(store, "a"))).toBe("taken")
})

it("six processes, half of them killed, and a collector that never rests: no bad read, one result per node", async () => {
  const store = temporaryStore()
  const nodes = 60
  const start = (i: number, rounds = 1) => runChild("stress", store.root, String(nodes), String(i * 10), String(rounds))
  const collect = () => collectGarbage(store, { keepRuns: 1, isDryRun: false })
  const rounds: Array<boolean> = []
  const collector = setInterval(() => rounds.push(collect().isPartial), 40)
  const ran = Effect.gen(function*() {
    yield* store.lease("whole") // results of one round must live until the next
    const doomed = [0, 1, 2].map((i) => start(i, 1e9))
    const first = [3, 4, 5].map((i) => start(i))
    yield* Effect.forEach(doomed, (child, i) =>
      Effect.promise(() => child.said("began")).pipe(
        Effect.andThen(Effect.sleep(60 + 70 * i)),
        Effect.andThen(Effect.sync(() => child.process.kill("SIGKILL")))
      ), { concurrency: "unbounded" })
    const survivors = [...first, start(2), start(4)]
    const ends = yield* Effect.promise(() => Promise.all([...doomed, ...survivors].map((child) => child.ended)))
    return { ends, said: survivors.flatMap((child) => child.lines) }
  })
  const { ends, said } = await Effect.runPromise(Effect.scoped(ran))
  clearInterval(collector)
  const digests = said.filter((line) => line.startsWith("digests")).map((line) => line.slice("digests ".length))
  const last = collect()
  const left = ["objects", "actions", "locks", "leases"].flatMap((folder) =>
    fs.readdirSync(path.join(store.root, folder), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile()).map((each) => each.name)
  )

  expect(ends.map((end) => end.signal)).toEqual(["SIGKILL", "SIGKILL", "SIGKILL", null, null, null, null, null])
  expect(ends.slice(3)).toEqual(Array.from({ length: 5 }, () => ({ code: 0, signal: null, errors: "" })))
  expect(said.filter((line) => line.startsWith("bad"))).toEqual([])
  expect(digests).toHaveLength(5)
  expect(new Set(digests).size).toBe(1)
  expect(rounds.length).toBeGreaterThan(10)
  expect(last).toMatchObject({ isPartial: false, actions: nodes })
  expect(left).toEqual([])
  expect(fs.readdirSync(path.join(store.root, "tmp"))).toEqual([])
})
