import * as fs from "node:fs"
import { expect, it } from "vitest"
import { chain, Rig } from "../rig.ts"

it.each<readonly [string, (file: string) => void]>([
  ["altered", (file) => fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("7654321", "1234567"))],
  ["cut short", (file) => fs.truncateSync(file, 100)],
  ["emptied", (file) => fs.writeFileSync(file, "")],
  ["removed", (file) => fs.rmSync(file)]
])("compiled code that was %s is written anew, and never run", async (_, damage) => {
  using rig = new Rig(chain)
  rig.edit("nodes/a.ts", "n: params.start", "n: params.start + 7654321")
  const load = async () => (await rig.load("p")).compiled.code.entry
  const first = await load()
  const intact = fs.readFileSync(first, "utf8")
  damage(first)

  const again = await load()

  expect(intact).toContain("7654321")
  expect(again).toBe(first)
  expect((await rig.run()).ran).toEqual(["a", "b", "c"])
  expect(fs.readFileSync(first, "utf8")).toBe(intact)
})
