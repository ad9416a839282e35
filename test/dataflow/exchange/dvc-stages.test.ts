import { describe, expect, it } from "vitest"
import { readDvcFile } from "../../../src/dataflow/exchange/dvc-stages.ts"
import { strangers } from "./strangers.ts"

const read = (text: string, files: Readonly<Record<string, string>> = {}) =>
  readDvcFile({ file: "dvc.yaml", read: (file) => file === "dvc.yaml" ? text : files[file] })

describe("every stage is what DVC makes of it:", () => {
  it.each(strangers)("$name", ({ dvc, files, resolved }) => {
    const { stages } = readDvcFile({ file: dvc, read: (file) => files[file] })

    const ours = stages.map(({ deps, folder, isFrozen, lines, name, outs, params }) => ({
      name,
      cmd: lines.map((pieces) => pieces.map((piece) => typeof piece === "string" ? piece : piece.text).join("")),
      folder,
      deps: deps.toSorted(),
      outs: outs.map((out) => out.path).toSorted(),
      params: Object.fromEntries(params.map(({ file, names }) => [file, names.toSorted()])),
      frozen: isFrozen
    }))
    expect(ours.toSorted((a, b) => a.name < b.name ? -1 : 1)).toEqual(resolved)
  })
})

describe("what DVC refuses is refused, with its place:", () => {
  it.each([
    ["a field nobody knows", "stages: {a: {cmd: b, oust: [c]}}", `stage "a" has a field "oust"`],
    ["a section nobody knows", "stage: {a: {cmd: b}}", `a section "stage"`],
    ["no command", "stages: {a: {deps: [b]}}", `stage "a" has no cmd`],
    ["a name without a value", "stages: {a: {cmd: 'b ${c.d}'}}", "${c.d} is nothing"],
    ["a map in a path", "vars: [{c: {d: 1}}]\nstages: {a: {cmd: b, outs: ['x${c}']}}", "${c} is a map"],
    ["a value said twice", "vars: [{c: 1}, {c: 2}]\nstages: {}", "c is defined twice"],
    ["vars of a file that is not there", "vars: [no.yaml]\nstages: {}", "there is no no.yaml"],
    ["vars of a program", "vars: [params.py]\nstages: {}", "neither YAML nor JSON"],
    ["a foreach over a word", "stages: {a: {foreach: b, do: {cmd: c}}}", "neither a list nor a map"],
    ["broken YAML", "stages: [", "dvc.yaml: "],
    ["a folder outside", "stages: {a: {cmd: b, wdir: ../..}}", "outside of the project"]
  ])("%s", (_, text, problem) => {
    expect(() => read(text)).toThrow(problem)
  })
})

it("a field of a value that is a text of its own is no part of the template", () => {
  const { stages } = read("stages: {a: {cmd: 'echo ${v} \\${HOME}'}}", { "params.yaml": "v: '${w}'" })

  expect(stages[0]!.lines).toEqual([["echo ", {
    text: "${w}",
    value: "${w}",
    from: { file: "params.yaml", path: ["v"] }
  }, " ${HOME}"]])
})
