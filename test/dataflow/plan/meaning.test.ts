import { expect, it } from "vitest"
import { stepMeanings, stillMeant } from "../../../src/dataflow/plan/meaning.ts"
import { chain, Rig } from "../rig.ts"

it("a change leaves the meaning of steps that do not depend on it, whether their inputs are known or not", async () => {
  using rig = new Rig(chain)
  const meanings = async () => stepMeanings(rig.store(), await rig.load(), await rig.plan())
  const first = await meanings()
  const kept = async () => [...stillMeant(first, await meanings())]

  rig.edit("pipelines/p.ts", "add: 1", "add: 2")
  const afterParameter = await kept()
  rig.edit("pipelines/p.ts", "add: 2", "add: 1")
  rig.edit("nodes/maths/constant.ts", "factor = 2", "factor = 3")
  const afterConstant = await kept()
  rig.edit("nodes/maths/constant.ts", "factor = 3", "factor = 2")
  rig.edit("nodes/maths/double.ts", "/** Doubles. */", "/** Twice. */")

  expect(afterParameter).toEqual(["a", "b"])
  expect(afterConstant).toEqual(["a"])
  expect(await kept()).toEqual(["a", "b", "c"])
})

it("a step that is wired to another port means something else", async () => {
  using rig = new Rig(chain)
  const before = stepMeanings(rig.store(), await rig.load(), await rig.plan())

  rig.edit("pipelines/p.ts", "c({ n: doubled.n }", "c({ n }")
  const after = stepMeanings(rig.store(), await rig.load(), await rig.plan())

  expect([...stillMeant(before, after)]).toEqual(["a", "b"])
})
