import * as Effect from "effect/Effect"
import { afterEach, describe, expect, it } from "vitest"
import { fixEnvironment, givenVariable } from "../../../src/dataflow/plan/given-environment.ts"
import { variableDigest } from "../../../src/dataflow/plan/surroundings.ts"

const names = ["TZ", "LANGUAGE", "LC_ALL", "LANG"]
const before = names.map((name) => [name, process.env[name]] as const)

describe("the environment of a process while it runs steps", () => {
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })

  it("keys a declared TZ by what was given, whether or not a run is on", () => {
    process.env["TZ"] = "Asia/Tokyo"
    const digest = variableDigest("TZ")

    const during = Effect.runSync(Effect.scoped(
      Effect.map(fixEnvironment, () => [variableDigest("TZ"), givenVariable("TZ"), process.env["TZ"]])
    ))

    expect(during).toEqual([digest, "Asia/Tokyo", "UTC"])
  })

  it("is given back when the last of two runs ends, and what was not set is not set again", () => {
    process.env["TZ"] = "Asia/Tokyo"
    process.env["LANGUAGE"] = "sv"
    delete process.env["LC_ALL"]
    const seen = () => [process.env["TZ"], process.env["LANGUAGE"], process.env["LC_ALL"]]
    const run = Effect.flatMap(fixEnvironment, () => Effect.sync(seen))

    const [outer, inner, between] = Effect.runSync(Effect.scoped(
      Effect.flatMap(run, (first) => Effect.map(Effect.scoped(run), (second) => [first, second, seen()] as const))
    ))

    expect([outer, inner, between]).toEqual([1, 2, 3].map(() => ["UTC", undefined, "C.UTF-8"]))
    expect(seen()).toEqual(["Asia/Tokyo", "sv", undefined])
  })
})
