import { expect, it } from "vitest"
import { parseResources } from "../../../src/app/cli/machine-resources.ts"

it("amounts of resources are read by name, and what is none is quoted", () => {
  expect(parseResources("gpu=2, licence-a=3,memoryMb=1.5")).toEqual({ gpu: 2, "licence-a": 3, memoryMb: 1.5 })
  expect(parseResources("")).toEqual({})
  expect(() => parseResources("gpu=2,licence")).toThrow(/^licence$/)
  expect(() => parseResources("gpu=-1")).toThrow(/^gpu=-1$/)
})
