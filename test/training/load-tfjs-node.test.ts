import { expect, it } from "vitest"
import { restoreUtil } from "../../src/training/load-tfjs-node.ts"

it("gives tfjs-node back what Node 23 took out of util, and keeps Node from warning of the rest", () => {
  const util: { isNullOrUndefined?: (value: unknown) => boolean; isArray: (value: unknown) => boolean } = {
    isArray: () => {
      throw new Error("deprecated")
    }
  }

  restoreUtil(util)
  restoreUtil(util)

  expect([null, undefined, 0, ""].map((value) => util.isNullOrUndefined!(value))).toEqual([true, true, false, false])
  expect([[], {}].map((value) => util.isArray(value))).toEqual([true, false])
})
