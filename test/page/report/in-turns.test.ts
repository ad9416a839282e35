import { expect, it } from "vitest"
import { inTurns } from "../../../src/page/report/in-turns.ts"

it("takes one of each queue in turn until enough are taken, passing over those that are used up", () => {
  const queues = [["a1", "a2", "a3"], ["b1"], ["c1", "c2"]]

  expect(inTurns(queues, 4)).toEqual(["a1", "b1", "c1", "a2"])
  expect(inTurns(queues, 99)).toEqual(["a1", "b1", "c1", "a2", "c2", "a3"])
  expect([inTurns(queues, 0), inTurns([], 3)]).toEqual([[], []])
})
