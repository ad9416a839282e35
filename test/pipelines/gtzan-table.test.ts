import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import study from "../../pipelines/studies/gtzan-table.ts"
import { traceLabels } from "../../src/dataflow/dsl/labels.ts"
import { Random } from "../../src/math/random.ts"
import { StudyRuns } from "./study-runs.ts"

const { steps } = study.build({ _tag: "Embedded" })
const paramsOf = Object.fromEntries(steps.map(({ name, params }) => [name, params]))

describe("the study of GTZAN's table", () => {
  it("clusters every scaling with ten seeds into ten clusters", () => {
    const clusterings = steps.filter(({ name }) => /^k-means-(unscaled|z|robust|yeo-johnson|ranks)(-\d)?$/.test(name))

    expect(clusterings).toHaveLength(50)
    expect(clusterings.every(({ params }) => (params as { k: number }).k === 10)).toBe(true)
    expect(paramsOf["scale-none"]).toEqual({ method: "none" })
    expect(paramsOf["scale-quantile-normal"]).toEqual({ method: "quantile-normal" })
  })

  it("trains with β in units of the ELBO, of which a summed squared error is two", () => {
    expect(paramsOf["train-vae-1"]).toMatchObject({ beta: 2, latents: 16, reduction: "sum" })
    expect(paramsOf["train-vae-4-3"]).toMatchObject({ beta: 8 })
    expect(paramsOf["train-vae-0.1-4"]).toMatchObject({ beta: 0.2 })
  })

  it("tells the genre to the conditional model and to nothing else", () => {
    const told = [...Effect.runSync(traceLabels(study.name, steps))]
      .filter((step) => !/^(score|rank|draw|gather|write|compare|study|probe|audit|facts)/.test(step))

    expect(new Set(told.map((step) => step.replace(/-\d$/, "")))).toEqual(
      new Set(["one-hot", "tell", "train-cvae", "encode-cvae", "k-means-cvae16"])
    )
  })

  it("counts pairs of equal tracks, of which three alike are three, and clusters by average linkage", async () => {
    using runs = new StudyRuns()
    const file = path.join(runs.folder, "table.csv")
    const random = new Random(3)
    const rows = Array.from({ length: 40 }, (_, i) => [i % 4 === 0 ? 5 : 0, random.normal(), random.normal()])
    rows[7] = rows[3]!
    rows[9] = rows[11] = rows[13]!
    const lines = rows.map((row, i) => `t${i}.wav,${row.join(",")},${["blues", "jazz", "metal", "pop"][i % 4]}`)
    fs.writeFileSync(file, ["filename,a,b,c,label", ...lines].join("\n"))

    const found = await runs.run({
      study: study.name,
      targets: ["facts-as-scores", "score-average-linkage-z"],
      set: { "average-linkage-z.k": "2" },
      data: file
    })

    expect(found.failures).toEqual([])
    expect(found.summaries.get("facts-as-scores")).toBe("4 pairs of tracks with equal features")
    expect(found.summaries.get("average-linkage-z")).toMatch(/^(?=.*average linkage).*\b2 clusters/)
  })
})
