import { describe, expect, it } from "vitest"
import { pipelineText } from "../../../src/dataflow/exchange/dvc-pipeline.ts"
import { readDvcFile } from "../../../src/dataflow/exchange/dvc-stages.ts"
import { wiredStages } from "../../../src/dataflow/exchange/dvc-wires.ts"
import { strangers } from "./strangers.ts"

const imported = (files: Readonly<Record<string, string>>, file = "dvc.yaml") => {
  const read = (place: string): string | undefined => files[place]
  const isFolder = (place: string) => Object.keys(files).some((each) => each.startsWith(`${place}/`))
  const wired = wiredStages(readDvcFile({ file, read }), {
    read,
    kind: (place) => place in files ? "file" : isFolder(place) ? "folder" : undefined,
    names: (folder) => [
      ...new Set(
        Object.keys(files).filter((each) => folder === "." || each.startsWith(`${folder}/`))
          .map((each) => (folder === "." ? each : each.slice(folder.length + 1)).split("/")[0]!)
      )
    ]
  })
  const about = { name: "p", file, framework: "partita", shell: "sh", isThere: () => false }
  return { ...wired, text: () => pipelineText(wired.stages, { ...about, left: wired.left }) }
}

const ofStranger = (name: string) => {
  const { dvc, files } = strangers.find((each) => each.name === name)!
  return imported(files, dvc)
}

describe("what cannot be taken over is said:", () => {
  it("remotes, persistence, frozen stages, Python's parameters, sections of DVC's", () => {
    const { left } = imported({
      "dvc.yaml": `
plots: [a]
datasets: []
stages:
  fetch: {cmd: f, deps: ["https://a/b", /data/x], outs: [a, "s3://b/c"]}
  fit: {cmd: g, deps: [a], params: [{p.py: [k]}], outs: [{m: {persist: true}}]}
  old: {cmd: h, frozen: true, outs: [o]}
  new: {cmd: i, deps: [o, gone]}
`,
      "p.py": "k = 1",
      o: ""
    })

    expect(left).toEqual([
      `the section "datasets" is left out`,
      `the section "plots" is left out: its data are outputs, its axes and templates are DVC's`,
      `stage "fetch" depends on https://a/b, which nothing here looks at: fetch it in a stage`,
      `stage "fetch": the output s3://b/c lies outside of the project; it is left where the command puts it`,
      `stage "fit": m is to persist; a stage here never finds what it made before`,
      `stage "old" is frozen: what it made is read from disk as it is`,
      `stage "fetch" depends on /data/x, outside of the project, which nothing here looks at`,
      `stage "fit": a change of anything in p.py counts, as only YAML and JSON can be read by name`,
      `stage "new" reads gone, which is not there now: bring it before you run`
    ])
  })

  it("what stages read without saying so, which is taken for said", () => {
    const { left, stages } = ofStranger("careless")

    expect(left).toHaveLength(4)
    expect(stages[0]!.sources.map(({ path }) => path)).toEqual(["count.sh", "words.txt", "params.yaml"])
  })
})

it("a folder that stages write into is read by its parts: outputs as wires, the rest from disk", () => {
  const { stages } = imported({
    "dvc.yaml": "stages: {b: {cmd: x, deps: [d]}, a: {cmd: y, outs: [d/made]}}",
    "d/given.txt": "",
    "d/deep/er.txt": "",
    "d/made": "old"
  })

  expect(stages.map(({ inputs, sources, stage }) => [stage.name, inputs, sources.map(({ path }) => path)])).toEqual([
    ["a", [], []],
    ["b", [{ port: "made", path: "d/made", from: "a", output: "made" }], ["d/given.txt", "d/deep"]]
  ])
})

it.each([
  ["a circle", "stages: {a: {cmd: x, deps: [c], outs: [b]}, d: {cmd: y, deps: [b], outs: [c]}}", `depends on itself`],
  ["one output of two", "stages: {a: {cmd: x, outs: [b]}, d: {cmd: y, outs: [b]}}", `b is an output of "a" and of "d"`],
  ["outputs in one another", "stages: {a: {cmd: x, outs: [b]}, d: {cmd: y, outs: [b/c]}}", "lie within one another"],
  [
    "a parameter that is not there",
    "stages: {a: {cmd: x, params: [q]}}",
    `parameters in params.yaml, which is not there`
  ]
])("DVC would refuse it: %s", (_, text, problem) => {
  expect(() => imported({ "dvc.yaml": text })).toThrow(problem)
})

it("values of params.yaml stay parameters, also in command lines and with their point", () => {
  const text = imported({
    "dvc.yaml": "stages: {a: {cmd: 'fit --lr ${lr} --n ${n}', params: [lr], outs: [m]}}",
    "params.yaml": "lr: 1.0\nn: 3\nother: 9"
  }).text()

  expect(text).toContain("lines: [`fit --lr ${Node.decimal(params.params.lr)} --n ${params.params.n}`]")
  expect(text).toContain(`"params.yaml": { value: { lr: params.params.lr }, floats: ["lr"] }`)
  expect(text).toContain("const paramsFile = { lr: 1, n: 3 }")
})

it("texts of a stranger's mean themselves in TypeScript", () => {
  const text = ofStranger("odd").text()

  expect(text).not.toMatch(/^export const evil|\*\/ export const evil/m)
  expect(text).toContain("export const classStage = Node.command(\"class\"")
})

it("stages over paths get names that can be folders, and no variable hides another", () => {
  const text = imported({
    "dvc.yaml":
      "stages: {fit: {matrix: {on: [d/a, d-a]}, cmd: x, outs: ['o${key}']}, fitDAMade: {cmd: y, deps: [od/a]}}"
  }).text()
  const names = [...text.matchAll(/(?:export )?const (\w+) =/g)].map(([, name]) => name)

  expect([...text.matchAll(/Node\.command\("([^"]+)"/g)].map(([, name]) => name)).toEqual([
    "fit@d-a",
    "fit@d-a-2",
    "fitDAMade"
  ])
  expect(new Set(names).size).toBe(names.length)
})
