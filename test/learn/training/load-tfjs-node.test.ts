import { describe, expect, it } from "vitest"
import { restoreUtil, settleThreads } from "../../../src/learn/training/load-tfjs-node.ts"

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

describe("the number of threads of libtensorflow", () => {
  it("is set by the main thread and kept", () => {
    const environment: Record<string, string | undefined> = {}

    settleThreads(environment, true, 2)

    expect(environment).toEqual({ TF_NUM_INTRAOP_THREADS: "2" })
  })

  it("cannot be another one than the environment says", () => {
    expect(() => settleThreads({ TF_NUM_INTRAOP_THREADS: "2" }, true, 1)).toThrow(
      "it would compute with 2 threads, not with the 1 asked for: set TF_NUM_INTRAOP_THREADS=1 in the environment"
    )
  })

  it("cannot be set by a worker, which may only find it set", () => {
    expect(() => settleThreads({}, false, 1)).toThrow("it would compute with any number of threads")
    expect(() => settleThreads({ TF_NUM_INTRAOP_THREADS: "1" }, false, 1)).not.toThrow()
  })
})
