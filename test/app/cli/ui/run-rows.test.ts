import { expect, it } from "vitest"
import { differingParams, shownParams } from "../../../../src/app/cli/ui/run-rows.ts"
import type { RunRecord } from "../../../../src/dataflow/store/run-record.ts"

const names = ["a.x", "b.x", "c.x", "d.x", "e.x"]

const runOf = (value: number, overrides: Readonly<Record<string, unknown>> = {}) =>
  ({
    pipeline: "easy",
    params: Object.fromEntries(names.map((name) => [name, value])),
    overrides
  }) as unknown as RunRecord

it("a table shows every parameter that somebody set, and three others that differ at most", () => {
  const unset = [runOf(1), runOf(2)]
  const set = [runOf(1), runOf(2, { "d.x": 2, "e.x": 2 })]

  expect(differingParams(unset)).toEqual(names)
  expect(shownParams(unset)).toEqual(["a.x", "b.x", "c.x"])
  expect(shownParams(set)).toEqual(["d.x", "e.x", "a.x"])
  expect(shownParams([runOf(1), runOf(2, Object.fromEntries(names.map((name) => [name, 2])))])).toEqual(names)
})
