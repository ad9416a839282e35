import { afterAll, beforeAll, expect, it } from "vitest"
import { Studio } from "../studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.pipeline(["run", "demo", "-q"])
}, 60_000)
afterAll(() => studio[Symbol.dispose]())

it.each([
  [0, ["status", "demo"]],
  [2, ["rnu", "demo"]],
  [3, ["status", "demo", "--check", "--set", "train.beta=3"]]
])("says and ends with %i as a process of its own does", (code, args) => {
  const told = studio.pipeline(args)

  expect(told.code).toBe(code)
  expect(told).toEqual(studio.program(args))
})

it("gives each command its own environment, and none that of the one before", () => {
  const coloured = studio.pipeline(["status", "demo"], { FORCE_COLOR: "1" })

  expect(coloured.stdout).toContain("\u001b")
  expect(studio.pipeline(["status", "demo"]).stdout).not.toContain("\u001b")
})

it("tells of code that ends the process, and has another for the next command", () => {
  studio.edit("nodes/make/numbers.ts", "export const numbers", "process.exit(0)\nexport const numbers")
  const ended = studio.pipeline(["status", "demo"])
  studio.edit("nodes/make/numbers.ts", "process.exit(0)\n", "")

  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("error[ended]") as string })
  expect(studio.pipeline(["status", "demo"]).code).toBe(0)
})
