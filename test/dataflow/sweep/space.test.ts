import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import * as Param from "../../../src/dataflow/dsl/param.ts"
import * as Pipeline from "../../../src/dataflow/dsl/pipeline.ts"
import { settingOf } from "../../../src/dataflow/plan/setting.ts"
import { gridPoints } from "../../../src/dataflow/sweep/design.ts"
import { parseSpace } from "../../../src/dataflow/sweep/parse-space.ts"
import { cellOf, countOf, shareOf, valueAt } from "../../../src/dataflow/sweep/scale.ts"
import { faultOf, sizeOf, SpaceFault, spaceText } from "../../../src/dataflow/sweep/space-fault.ts"
import { parseSpaceFile } from "../../../src/dataflow/sweep/space-file.ts"
import { choice, float, int, log, logInt, type Space, space, when } from "../../../src/dataflow/sweep/space.ts"

const train = Node.make("train", {
  params: Schema.Struct({ rate: Schema.Finite, epochs: Schema.Int, kind: Schema.Literals(["a", "b"]) }),
  inputs: {},
  outputs: {},
  run: () => Effect.succeed({})
})
const pipeline = Pipeline.gen("p", { seed: 1, params: { k: Param.count }, defaults: { k: 2 } }, function*() {
  yield* train({}, { rate: 1, epochs: 2, kind: "a" })
  return {}
})

const conditional = {
  "m.kind": choice(["none", "k-means", "mixture"]),
  "m.k": when("m.kind", ["k-means", "mixture"], int(2, 4)),
  "m.shape": when("m.kind", ["mixture"], choice(["full", "tied"]))
}

const faultIn = (entries: ReadonlyArray<string>) => {
  const found = parseSpace(entries)
  return found instanceof SpaceFault ? [found.message, found.given, found.word, found.hint] : found
}

describe("a space in code", () => {
  it("is what it is made of, and the compiler refuses what the pipeline does not have", () => {
    const right = space(pipeline, {
      "train.rate": log(0.1, 10),
      "train.kind": choice(["a", "b"]),
      "train.epochs": when("train.kind", ["a"], int(1, 9)),
      "pipeline.k": choice([2, 3])
    })
    // @ts-expect-error a path that names nothing
    space(pipeline, { "train.rat": log(0.1, 10) })
    // @ts-expect-error a range for words
    space(pipeline, { "train.kind": float(0, 1) })
    // @ts-expect-error a value that the parameter cannot have
    space(pipeline, { "train.kind": choice(["a", "c"]) })
    // @ts-expect-error a condition on what is not searched
    space(pipeline, { "train.rate": when("train.kind", ["a"], log(0.1, 10)) })
    // @ts-expect-error a condition on a value that is not there
    space(pipeline, { "train.kind": choice(["a", "b"]), "train.rate": when("train.kind", ["c"], log(0.1, 10)) })

    expect(faultOf(right)).toBeUndefined()
    expect(right["train.epochs"].when).toEqual({ path: "train.kind", is: ["a"] })
  })

  it("has as many points as its grid, each with the dimensions whose condition holds", () => {
    const points = [...gridPoints(conditional)]

    expect(points).toHaveLength(1 + 3 + 3 * 2)
    expect(sizeOf(conditional)).toBe(10)
    expect(points[0]).toEqual({ "m.kind": "none" })
    expect(points[1]).toEqual({ "m.kind": "k-means", "m.k": 2 })
    expect(points.at(-1)).toEqual({ "m.kind": "mixture", "m.k": 4, "m.shape": "tied" })
    expect(sizeOf({ ...conditional, "m.tol": log(1e-6, 1) })).toBe(Infinity)
  })

  it("without conditions has every value with every other, the last path fastest", () => {
    const points = [...gridPoints({ "a.x": choice(["1", "2"]), "b.y": choice(["u", "v"]) })]

    expect(points).toEqual([
      { "a.x": "1", "b.y": "u" },
      { "a.x": "1", "b.y": "v" },
      { "a.x": "2", "b.y": "u" },
      { "a.x": "2", "b.y": "v" }
    ])
  })
})

describe("the scale of a dimension", () => {
  it("gives real numbers evenly, their logarithms evenly, and never leaves the bounds", () => {
    expect(valueAt(float(-1, 3), 0.25)).toBe(0)
    expect(valueAt(log(0.01, 100), 0.75)).toBe(10)
    expect(valueAt(log(0.1, 10), 0)).toBe(0.1)
    expect(valueAt(float(0, 1), 1 - 2 ** -53)).toBe(1)
    expect(valueAt(float(0, 1), 1 / 3)).toBe(0.333333) // a million parts are told apart
  })

  it("gives steps and whole numbers cells of one width, and shrinking ones on a logarithm", () => {
    expect([0, 0.32, 0.34, 0.99].map((share) => valueAt(float(0.1, 0.3, 0.1), share))).toEqual([0.1, 0.1, 0.2, 0.3])
    expect([0, 0.199, 0.2, 0.999].map((share) => valueAt(int(8, 12), share))).toEqual([8, 8, 9, 12])
    expect(countOf(logInt(1, 4))).toBe(4)
    const cells = [1, 2, 3, 4].map((value) => cellOf(logInt(1, 4), value)!)
    expect(cells[0]).toEqual({ from: 0, to: Math.log(3) / Math.log(9) })
    expect(cells[3]!.to).toBe(1)
  })

  it.each([float(-1, 3), log(1e-4, 10), int(2, 9), int(8, 64, 8), logInt(8, 512), choice(["x", 2, true, null])])(
    "gives a value back from the middle of its cell: %j",
    (dimension) => {
      const values = [0, 0.2, 0.5, 0.8, 0.999].map((share) => valueAt(dimension, share))

      expect(values.map((value) => valueAt(dimension, shareOf(dimension, value)!))).toEqual(values)
    }
  )

  it("has no place for a value that the dimension does not have", () => {
    expect([shareOf(int(1, 3), 4), shareOf(choice(["a"]), "b"), shareOf(log(1, 2), "1")]).toEqual([
      undefined,
      undefined,
      undefined
    ])
  })
})

describe("a space on the command line", () => {
  it("has ranges, logarithms, whole numbers, steps, lists and conditions", () => {
    const parsed = parseSpace([
      "train.beta=log:0.1..10",
      "train.dropout=0..0.5",
      "train.depth=int:1..16",
      "train.width=log-int:8..512",
      "train.batch=int:16..128/16",
      "train.kind=k-means,mixture",
      "train.k=int:2..10@train.kind=k-means",
      "train.size=1,2.5,true,null"
    ])

    const expected: Space = {
      "train.beta": log(0.1, 10),
      "train.dropout": float(0, 0.5),
      "train.depth": int(1, 16),
      "train.width": logInt(8, 512),
      "train.batch": int(16, 128, 16),
      "train.kind": choice(["k-means", "mixture"]),
      "train.k": when("train.kind", ["k-means"], int(2, 10)),
      "train.size": choice([1, 2.5, true, null])
    }
    expect(parsed).toEqual(expected)
  })

  it("reads again what it writes", () => {
    const texts = ["a.b=log:0.1..10", "a.c=-1..1/0.5", "a.d=x,y", "a.e=log-int:2..9@a.d=x"]
    const parsed = parseSpace(texts) as Space

    expect(Object.entries(parsed).map(([path, dimension]) => spaceText(path, dimension))).toEqual(texts)
  })

  it("that is wrong says what, where and what next", () => {
    expect([
      faultIn(["beta=1,2"]),
      faultIn(["train.beta=log:0..10"]),
      faultIn(["train.beta=5..1"]),
      faultIn(["train.beta=lg:1..2"]),
      faultIn(["train.k=int:1..2.5"]),
      faultIn(["train.k=int:1..9/20"]),
      faultIn(["train.k=a,b,a"]),
      faultIn(["train.k=a,,b"]),
      faultIn(["train.k=1..2@train.kind=a"]),
      faultIn(["train.kind=a,b", "train.k=1..2@train.kind=c"]),
      faultIn(["a.b=1,2@a.c=1", "a.c=1,2@a.b=1"]),
      faultIn(["a.b=1,2", "a.b=3"]),
      faultIn([])
    ]).toMatchInlineSnapshot(`
      [
        [
          "A dimension is a parameter, =, and what it may be.",
          "beta=1,2",
          "beta=1,2",
          "train.k=log:0.1..10, 0.1..10, int:1..16, int:8..64/8, log-int:8..512
      or a,b,c; on a condition, train.k=int:2..10@train.kind=k-means",
        ],
        [
          "A logarithmic range begins above 0.",
          "train.beta=log:0..10",
          "log:0..10",
          "log:0.01..10, or 0..10",
        ],
        [
          "The range of train.beta does not rise.",
          "train.beta=5..1",
          "5..1",
          "0.1..10, the lower bound first",
        ],
        [
          ""lg:1..2" is neither a range nor a list.",
          "train.beta=lg:1..2",
          "lg:1..2",
          "train.k=log:0.1..10, 0.1..10, int:1..16, int:8..64/8, log-int:8..512
      or a,b,c; on a condition, train.k=int:2..10@train.kind=k-means",
        ],
        [
          "Whole numbers lie between whole bounds.",
          "train.k=int:1..2.5",
          "int:1..2.5",
          "1..2.5 for real numbers",
        ],
        [
          "No step of 20 fits into 1..9.",
          "train.k=int:1..9/20",
          "int:1..9/20",
          "8,16,32,64 names the values themselves",
        ],
        [
          "train.k has the value a twice.",
          "train.k=a,b,a",
          "a",
          "write every value once",
        ],
        [
          ""a,,b" is neither a range nor a list.",
          "train.k=a,,b",
          "a,,b",
          "train.k=log:0.1..10, 0.1..10, int:1..16, int:8..64/8, log-int:8..512
      or a,b,c; on a condition, train.k=int:2..10@train.kind=k-means",
        ],
        [
          "The condition looks at train.kind, which the space does not have.",
          "train.k=1..2@train.kind=a",
          "train.kind",
          "add train.kind=…, or set it with --set and drop the condition",
        ],
        [
          "train.kind is never c.",
          "train.k=1..2@train.kind=c",
          "train.kind",
          "it is one of a,b",
        ],
        [
          "The condition of a.b leads back to a.b itself.",
          "a.b=1,2@a.c=1",
          "a.c",
          "drop one condition",
        ],
        [
          "a.b is given twice.",
          "a.b=3",
          "a.b",
          "one entry for every parameter",
        ],
        [
          "The space has no dimension.",
          "",
          "",
          "train.beta=log:0.1..10",
        ],
      ]
    `)
  })
})

describe("a space in a file", () => {
  it("is the same as on the command line", () => {
    const text = JSON.stringify({
      "train.beta": { log: [0.1, 10] },
      "train.rate": "log:0.1..10",
      "train.kind": ["a", "b"],
      "train.k": { int: [2, 10], step: 2, when: { "train.kind": "a" } }
    })

    expect(parseSpaceFile(text, "space.json")).toEqual(parseSpace([
      "train.beta=log:0.1..10",
      "train.rate=log:0.1..10",
      "train.kind=a,b",
      "train.k=int:2..10/2@train.kind=a"
    ]))
  })

  it("that is wrong names the file and the entry", () => {
    const faults = [
      "{",
      "[]",
      `{"a.b":{"lg":[1,2]}}`,
      `{"a":[1]}`,
      `{"a.b":{"log":[0,2]}}`,
      `{"a.b":{"int":[1,2],"when":{}}}`
    ]
      .map((text) => parseSpaceFile(text, "space.json") as SpaceFault)

    expect(faults.map(({ message, word }) => [message, word])).toMatchInlineSnapshot(`
      [
        [
          "space.json is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2).",
          "space.json",
        ],
        [
          "space.json is not an object of dimensions by parameter.",
          "space.json",
        ],
        [
          "space.json says what a.b may be in no known form.",
          "a.b",
        ],
        [
          ""a" is no parameter of a node, such as train.beta.",
          "a",
        ],
        [
          "A logarithmic range begins above 0.",
          "log:0..2",
        ],
        [
          "space.json says what a.b may be in no known form.",
          "a.b",
        ],
      ]
    `)
  })
})

it("a value's setting is read as that value", () => {
  expect(["k-means", "4", "true", 4, true, null, [1, "a"]].map(settingOf)).toEqual([
    "k-means",
    "\"4\"",
    "\"true\"",
    "4",
    "true",
    "null",
    "[1,\"a\"]"
  ])
})
