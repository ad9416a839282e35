import { beforeAll, describe, expect, it } from "vitest"
import { readTable, type Row } from "../../../src/format/parquet.ts"
import { Rig, type RunReport } from "../../dataflow/rig.ts"

const told = `
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"

export const told = /*#__PURE__*/ Node.make("told", {
  params: Schema.Struct({ kl: Schema.Array(Schema.Number) }), inputs: {},
  outputs: { collapse: json(Schema.Struct({ klPerDimension: Schema.Array(Schema.Number), kl: Schema.Number })) },
  run: ({ params }) => Effect.succeed({ collapse: { klPerDimension: params.kl, kl: 1 } })
})
`

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { told } from "../nodes/told.ts"
import { smallTracks } from "@src/../test/nodes/small-tracks.ts"
import { disentanglement } from "@src/../nodes/evaluate/disentanglement.ts"
import { seedAgreement } from "@src/../nodes/evaluate/seed-agreement.ts"

const measuring = {
  space: "features", bins: 10, lassoPenalty: 0.05, folds: 4, penalty: 1, maxIterations: 200, tolerance: 1e-5
}

const p = Pipeline.gen("p", { seed: 5 }, function*() {
  const { features, lyrics, tracks } = yield* smallTracks({}, { tracks: 40, poisoned: null })
  const { measures } = yield* disentanglement({ latents: features, tracks }, measuring)
  yield* disentanglement.as("too-few")({ latents: features, tracks }, { ...measuring, folds: 30 })
  const six = yield* told.as("six")({}, { kl: [1, 1, 1, 1, 1, 1] })
  const three = yield* told.as("three")({}, { kl: [0, 0, 0] })
  yield* seedAgreement({
    latents: [features, features, lyrics], collapse: [six.collapse, six.collapse, three.collapse]
  }, {})
  yield* seedAgreement.as("lonely")({ latents: [features], collapse: [six.collapse] }, {})
  return { measures }
})
export default p
`

describe("disentanglement in a pipeline", () => {
  let rig: Rig
  let report: RunReport
  beforeAll(async () => {
    rig = new Rig({ "nodes/told.ts": told, "pipelines/p.ts": pipeline })
    report = await rig.run({ keepGoing: true })
    return () => rig[Symbol.dispose]()
  }, 60_000)
  const rowsOf = (output: string): Promise<ReadonlyArray<Row>> =>
    readTable(rig.store().objectPath(report.digests[output]!))

  it("is measured over the labels that vary; modularity is null for one of them", async () => {
    const rows = await rowsOf("disentanglement.measures")
    const value = new Map(rows.map((row) => [row["metric"], row["value"]]))

    expect(rows).toHaveLength(7)
    expect(rows[0]).toMatchObject({ factors: "label", tracks: 40, isLabelConditioned: false })
    expect(value.get("explicitness")).toBe(1)
    expect(value.get("modularity")).toBeNull()
    expect(value.get("MIG")).toBeLessThan(0.5) // all six features tell the kind
  })

  it("is null with the reason where tracks are too few", async () => {
    expect((await rowsOf("too-few.measures"))[0]).toMatchObject({
      value: null,
      reason: "40 tracks with all of label are too few for 30 folds"
    })
  })

  it("of seeds is their agreement, 0 for a collapsed one, and takes two", async () => {
    const rows = await rowsOf("seed-agreement.agreement")

    expect(rows).toHaveLength(3)
    expect(rows[0]!["udr"]).toBe(rows[1]!["udr"])
    expect(rows[2]!["udr"]).toBe(0)
    expect(report.failed).toEqual(["lonely"])
    expect(JSON.stringify(report.events)).toContain("the latents and the collapse of each; there are 1 and 1")
  })
})
