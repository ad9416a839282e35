import { expect, it } from "vitest"
import { canonicalJson } from "../../src/format/canonical-json.ts"
import { Random } from "../../src/math/random.ts"

const randomValue = (random: Random, depth: number): unknown => {
  switch (random.int(depth > 0 ? 7 : 5)) {
    case 0:
      return null
    case 1:
      return random.uniform() < 0.5
    case 2:
      return random.normal() * 10 ** (random.int(40) - 20)
    case 3:
      return random.int(1000)
    case 4:
      return String.fromCharCode(random.int(0x10000), random.int(0x80), random.int(0x10000))
    case 5:
      return Array.from({ length: random.int(4) }, () => randomValue(random, depth - 1))
    default:
      return Object.fromEntries(
        Array.from(
          { length: random.int(5) },
          () => [String.fromCharCode(random.int(0x3000)), randomValue(random, depth - 1)]
        )
      )
  }
}

const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).reverse().map(([key, each]) => [key, reversed(each)]))
    : value

it("spells a value the same whatever order its keys were added in", () => {
  const random = new Random(1)
  const values = Array.from({ length: 500 }, () => randomValue(random, 4))

  expect(values.map((value) => canonicalJson(reversed(value)))).toEqual(values.map(canonicalJson))
})

it("is JSON that parses back to the value and is its own canonical form", () => {
  const random = new Random(2)
  const values = Array.from({ length: 500 }, () => randomValue(random, 4))

  expect(values.map((value) => JSON.parse(canonicalJson(value)) as unknown)).toEqual(values)
  expect(values.map((value) => canonicalJson(JSON.parse(canonicalJson(value))))).toEqual(values.map(canonicalJson))
})

it("sorts keys by code unit, not by locale or number", () => {
  expect(canonicalJson({ b: 1, a: 2, B: 3, 10: 4, 9: 5, "ä": 6 })).toBe(
    "{\"10\":4,\"9\":5,\"B\":3,\"a\":2,\"b\":1,\"ä\":6}"
  )
})

it("leaves out undefined fields and tells minus zero from zero", () => {
  expect(canonicalJson({ a: undefined, b: [0, -0] })).toBe("{\"b\":[0,-0]}")
})

it.each([
  [Number.NaN],
  [Infinity],
  [-Infinity],
  [1n],
  [() => 1],
  [Symbol("s")],
  [[undefined]],
  [new Map([["a", 1]])],
  [new Set([1])],
  [new Date(0)],
  [new Float64Array(2)],
  [{ deep: { er: Number.NaN } }]
])("refuses %s, which JSON would spell like something else", (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError)
})
