import { describe, expect, it } from "vitest"
import { parse } from "yaml"
import { readDvcFile } from "../../../src/dataflow/exchange/dvc-stages.ts"
import { dvcYaml, paramsYaml, shapeIn, shapeOf } from "../../../src/dataflow/exchange/dvc.ts"
import type { Loaded } from "../../../src/dataflow/plan/loaded.ts"

const caller = { program: ["node"], file: "bin/pipeline.js" }

/** A pipeline of steps that have these names, each with one output and reading the one before. */
const pipelineOf = (names: ReadonlyArray<string>, more: Partial<Loaded> = {}): Loaded => ({
  name: "p",
  seed: 7,
  asked: { set: {} },
  parameters: {},
  exports: {},
  compiled: { pipeline: { request: undefined }, project: { root: "/project" } },
  steps: names.map((name, i) => ({
    name,
    group: "room",
    encodedParams: { of: name },
    definition: { node: `node of ${name}`, outputs: { out: { extension: ".json" } }, sources: {} },
    wires: i === 0 ? {} : { before: { step: names[i - 1], port: "out" } }
  })),
  pending: undefined,
  ...more
} as unknown as Loaded)

const resolved = (pipeline: Loaded) => {
  const files: Readonly<Record<string, string>> = {
    "dvc/p/dvc.yaml": dvcYaml(pipeline, caller),
    "dvc/p/params.yaml": paramsYaml(pipeline)
  }
  return readDvcFile({ file: "dvc/p/dvc.yaml", read: (file) => files[file] }).stages
}

describe("names that YAML, DVC or a shell would read otherwise mean themselves:", () => {
  it.each([
    ["yes", "no"],
    ["a: b #c", "1.0"],
    ["it's", "$(rm)"],
    ["${run}", "~"],
    ["run", "shape"],
    ["item", "key"],
    ["β-vae", "*a"]
  ])("%s, %s", (...names) => {
    const stages = resolved(pipelineOf(names))

    const lines = stages.map(({ lines }) =>
      lines[0]!.map((piece) => typeof piece === "string" ? piece : piece.text).join("")
    )
    const word = (name: string) =>
      /^[\p{L}\p{N}-]+(?:\.\d+)?$/u.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`
    expect(lines.map((line) => line.split(" --into dvc/p/out ")[1])).toEqual(names.map(word))
    expect(stages.map(({ deps }) => deps)).toEqual([
      [`dvc/p/plan/${names[0]}`],
      [`dvc/p/plan/${names[1]}`, `dvc/p/out/${names[0]}/out.json`]
    ])
  })
})

it("params.yaml holds the seed, the data and every step's parameters", () => {
  const request = { initial: {} } as never
  const asking = pipelineOf(["a", "yes"], { parameters: { k: 4 }, compiled: { pipeline: { request } } as never })

  expect(parse(paramsYaml(asking, "../../music"))).toEqual({
    pipeline: { seed: 7, data: "../../music", k: 4 },
    a: { of: "a" },
    yes: { of: "yes" }
  })
})

it("a wire more is another shape, and the file says which shape it has", () => {
  const [two, three] = [pipelineOf(["a", "b"]), pipelineOf(["a", "b", "c"])]

  expect(shapeIn(dvcYaml(two, caller))).toBe(shapeOf(two))
  expect(shapeOf(three)).not.toBe(shapeOf(two))
})

it("what a pipeline decides later is said below its stages", () => {
  const pending = { step: "a", port: "n", at: 1 } as never

  expect(dvcYaml(pipelineOf(["a"], { pending }), caller).trimEnd().split("\n").at(-1)).toBe(
    "# and whatever a.n decides: run p, then export again"
  )
})
