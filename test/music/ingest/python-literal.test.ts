import { describe, expect, it } from "vitest"
import { listOf, parsePython } from "../../../src/music/ingest/reader/python-literal.ts"

describe("values in Python's notation", () => {
  it.each([
    ["[1, -2.5, 3e-05, 1E+3]", [1, -2.5, 3e-5, 1000]],
    ["[\"it's\", 'it\\'s', 'a\\nb', 'é\\\\']", ["it's", "it's", "a\nb", "é\\"]],
    ["[[1.0, 2.0], [3.0, 4.0]]", [[1, 2], [3, 4]]],
    ["(1, 'a', None, True, False,)", [1, "a", null, true, false]],
    ["[{'id': '3ade', 'name': 'Zé'}, {}]", [{ id: "3ade", name: "Zé" }, {}]],
    ["  [ ]  ", []],
    ["[nan, inf, -inf]", [Number.NaN, Infinity, -Infinity]]
  ])("%s is read", (text, value) => {
    expect(parsePython(text)).toEqual(value)
  })

  it.each([
    ["[1, 2", "the list is cut off at character 6"],
    ["['a", "the text is cut off at character 4"],
    ["", "the value is cut off at character 1"],
    ["[1 2]", "no comma at character 4"],
    ["[1] x", "text follows the value at character 5"],
    ["[__import__('os')]", "neither a value nor a list at character 2"],
    ["{'a' 1}", "no colon at character 6"]
  ])("%s is refused with its place", (text, message) => {
    expect(() => parsePython(text)).toThrow(message)
  })

  it("takes a list for itself, and nothing for an empty one", () => {
    expect([listOf([1]), listOf("['a']"), listOf(null), listOf("")]).toEqual([[1], ["a"], [], []])
    expect(() => listOf("3")).toThrow("not a list")
    expect(() => listOf(3)).toThrow("neither a list nor the text of one")
  })
})
