import * as path from "node:path"
import { expect, it } from "vitest"
import { open } from "../../src/dataflow/index.ts"
import { chain, Rig } from "./rig.ts"

it("a failing step rejects with every failure, or none where one goes on", async () => {
  using rig = new Rig(chain)
  rig.edit("nodes/b.ts", "({ n: double(n) })", "{ throw new Error(`no luck with ${n}`) }")
  await using project = await open(rig.root)

  await expect(project.run("p")).rejects.toThrow("Pipeline \"p\" failed:\n  b: no luck with 3")
  const { cached, failed } = await project.run("p", { keepGoing: true })
  expect({ cached, failed }).toEqual({ cached: 1, failed: 1 })
})

it("an artifact says what it is not, and a missing step or port what there is", async () => {
  using rig = new Rig(chain)
  await using project = await open(path.join(rig.root, "nodes")) // from inside the project too
  const run = await project.run("p")
  const sum = run.artifact("c", "n")

  expect(await sum.value()).toBe(7) // 3 · 2 + 1
  await expect(sum.rows()).rejects.toThrow("c.n is json, so it has no rows")
  expect(() => run.artifact("d", "n")).toThrow("no step \"d\" of \"p\" is up to date; these are: a, b, c")
  expect(() => run.artifact("c", "m")).toThrow("step \"c\" has no output \"m\"; it has n")
})

it("an unknown pipeline rejects before anything runs", async () => {
  using rig = new Rig(chain)
  await using project = await open(rig.root)

  await expect(project.run("q")).rejects.toThrow("There is no pipeline \"q\" in pipelines/.")
})
