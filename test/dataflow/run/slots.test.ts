/** What running nodes share. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { describe, expect, it } from "vitest"
import type { Resources } from "../../../src/dataflow/dsl/node.ts"
import { makeSlots } from "../../../src/dataflow/run/slots.ts"

/** Work that says when it starts and goes on until it is let go. */
const works = (slots: ReturnType<typeof makeSlots>) => {
  const started: Array<string> = []
  const begin = Effect.fnUntraced(function*(name: string, resources: Resources) {
    const gate = yield* Deferred.make<void>()
    const work = Effect.andThen(Effect.sync(() => started.push(name)), Deferred.await(gate))
    const fiber = yield* Effect.forkChild(slots.hold(resources)(work))
    yield* Effect.yieldNow
    yield* Effect.yieldNow
    const end = Effect.andThen(Deferred.succeed(gate, undefined), Fiber.await(fiber))
    return { fiber, end: Effect.andThen(end, Effect.yieldNow) }
  })
  return { started, begin }
}

const run = <A>(effect: Effect.Effect<A, unknown>) => Effect.runPromise(effect)

describe("resources", () => {
  it("are counted, each by itself", () =>
    run(Effect.gen(function*() {
      const { begin, started } = works(makeSlots(8, { gpu: 2, licence: 1 }))

      const a = yield* begin("a", { cpu: 1, gpu: 1 })
      yield* begin("b", { cpu: 1, gpu: 1, licence: 1 })
      yield* begin("c", { cpu: 1, gpu: 1 })
      yield* begin("d", { cpu: 1, licence: 1 })
      yield* begin("e", { cpu: 1 })
      const before = [...started]
      yield* a.end

      expect(before).toEqual(["a", "b", "e"])
      expect(started).toEqual(["a", "b", "e", "c"])
    })))

  it("asked for beyond what there is are all there is", () =>
    run(Effect.gen(function*() {
      const slots = makeSlots(2, { gpu: 1, memoryMb: 1_000 })
      const { begin, started } = works(slots)

      const big = yield* begin("big", { cpu: 64, gpu: 8, memoryMb: 4_000 })
      yield* begin("small", { cpu: 1 })
      const before = [...started]
      yield* big.end

      expect(before).toEqual(["big"])
      expect(started).toEqual(["big", "small"])
      expect(slots.beyond({ cpu: 64, gpu: 8, memoryMb: 4_000 })).toEqual([
        { resource: "gpu", asked: 8, given: 1 },
        { resource: "memoryMb", asked: 4_000, given: 1_000 }
      ])
    })))

  it("are taken all at once, so that two nodes never hold what the other waits for", () =>
    run(Effect.gen(function*() {
      const { begin, started } = works(makeSlots(1, { gpu: 1 }))

      const cores = yield* begin("cores", { cpu: 1 })
      yield* begin("both", { cpu: 1, gpu: 1 })
      yield* begin("gpu", { cpu: 1, gpu: 1 })
      yield* cores.end

      expect(started).toEqual(["cores", "both"])
    })))

  it("are not given past a node that waits longer for them", () =>
    run(Effect.gen(function*() {
      const { begin, started } = works(makeSlots(2, {}))

      const first = yield* begin("first", { cpu: 1 })
      yield* begin("wide", { cpu: 2 })
      yield* begin("narrow", { cpu: 1 })
      const before = [...started]
      yield* first.end

      expect(before).toEqual(["first"])
      expect(started).toEqual(["first", "wide"])
    })))

  it("are free again when who waits, or works, is interrupted", () =>
    run(Effect.gen(function*() {
      const { begin, started } = works(makeSlots(1, {}))

      const working = yield* begin("working", { cpu: 1 })
      const waiting = yield* begin("waiting", { cpu: 1 })
      yield* Fiber.interrupt(waiting.fiber)
      yield* Fiber.interrupt(working.fiber)
      yield* begin("next", { cpu: 1 })

      expect(started).toEqual(["working", "next"])
    })))

  it("tell which cores they gave, the lowest that are free, and until when", () =>
    run(Effect.gen(function*() {
      const slots = makeSlots(4, {})
      const told: Array<ReadonlyArray<number>> = []
      const hold = (cpu: number) => slots.hold({ cpu }, ({ cores }) => void told.push(cores))
      const gate = yield* Deferred.make<void>()

      const wide = yield* Effect.forkChild(hold(2)(Deferred.await(gate)))
      yield* Effect.yieldNow
      yield* hold(1)(Effect.void)
      yield* Deferred.succeed(gate, undefined)
      yield* Fiber.await(wide)
      yield* hold(8)(Effect.void)

      expect(told).toEqual([[2], [0, 1], [0, 1, 2, 3]])
    })))
})
