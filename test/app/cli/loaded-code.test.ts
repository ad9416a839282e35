/** Code of a project that misbehaves while it is loaded, before any step runs. */
import { expect, it } from "vitest"
import { Studio } from "./studio.ts"

const numbers = "nodes/make/numbers.ts"

it.each<readonly [string, string, number, string]>([
  [
    "ends the process",
    "process.exit(0)",
    1,
    "error[ended]: Something that was loaded ended the process before its time."
  ],
  [
    "leaves a promise that fails",
    "void Promise.reject(new Error(\"in the background\"))",
    2,
    "error[project-code]: Code of this project failed outside of every step: in the background"
  ]
])("a node's file that %s makes the command fail with what happened", (_, line, expected, said) => {
  using project = new Studio()
  project.edit(numbers, "export const numbers", `${line}\nexport const numbers`)

  const { code, stderr } = project.program(["run", "demo", "--progress", "none"])

  expect(stderr).toContain(said)
  expect(stderr).not.toContain("bug")
  expect(code).toBe(expected)
})

it.each([
  ["() => { throw new Error(\"no folder\") }", `its source "words" fails: no folder`],
  ["() => undefined as never", `its source "words" gives undefined, no path`],
  ["\"words\" as never", `its source "words" is no function of its parameters`]
])("a source that is %s is named with its node and file", (source, said) => {
  using project = new Studio()
  project.edit(numbers, "inputs: {},", `inputs: {},\n  sources: { words: ${source} },`)

  const { code, stderr } = project.program(["status", "demo"])

  expect(stderr).toContain(`Pipeline "demo" cannot be loaded: node "numbers" (${numbers}): ${said}`)
  expect(code).toBe(2)
})

it("a seed that is no whole number is refused", () => {
  using project = new Studio()
  project.edit("pipelines/demo.ts", "seed: 7", "seed: Number.NaN")

  expect(project.program(["status", "demo"]).stderr).toContain("its seed is NaN, which is no whole number")
})
