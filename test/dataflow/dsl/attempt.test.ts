import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { describe, expect, it } from "vitest"
import { attempt } from "../../../src/dataflow/dsl/attempt.ts"

class Refused extends Error {
  readonly _tag = "Refused"
}

describe("plain code in a node", () => {
  it("gives its value, at once or later", async () => {
    expect(await Effect.runPromise(attempt(() => 7, Refused))).toBe(7)
    expect(await Effect.runPromise(attempt(async () => 8, Refused))).toBe(8)
  })

  it("fails with the error that was expected, thrown or rejected, or with what is made of it", async () => {
    const thrown = attempt(() => {
      throw new Refused("no")
    }, Refused)
    const rejected = attempt(() => Promise.reject(new Refused("never")), Refused, ({ message }) => `said ${message}`)

    expect(await Effect.runPromise(Effect.flip(thrown))).toBeInstanceOf(Refused)
    expect(await Effect.runPromise(Effect.flip(rejected))).toBe("said never")
  })

  it("dies of any other error, which is a bug", async () => {
    const bug = new TypeError("x is not a function")

    const exit = await Effect.runPromiseExit(attempt(() => {
      throw bug
    }, Refused))

    expect(Exit.isFailure(exit) && exit.cause.reasons.find(Cause.isDieReason)?.defect).toBe(bug)
  })
})
