import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { scalingMethods } from "../../src/learn/projection/scaling.ts"
import { StudyRuns } from "../pipelines/study-runs.ts"

const table = ["filename,a,b,label", ...[3, 1, 4, 1.5, 9, 2.6].map((a, i) => `t${i}.wav,${a},${a * a},x`)].join("\n")

const summaryUnder = async (method: string): Promise<string | undefined> => {
  using runs = new StudyRuns()
  const data = path.join(runs.folder, "table.csv")
  fs.writeFileSync(data, table)
  const found = await runs.run({ study: "easy", targets: ["standardize"], set: { "standardize.method": method }, data })
  return found.summaries.get("standardize")
}

it.each(scalingMethods.slice(1))("a pipeline scales by %s when told to", async (method) => {
  expect(await summaryUnder(method)).toBe(`2 features by ${method}`)
})

it("a pipeline leaves features as they are when told to", async () => {
  expect(await summaryUnder("none")).toBe("left as they are")
})

it("a method nobody knows is refused with those there are", async () => {
  await expect(summaryUnder("sideways")).rejects.toThrow(/yeo-johnson/)
})
