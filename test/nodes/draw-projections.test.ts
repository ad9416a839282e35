import { expect, it } from "vitest"
import { drawProjections } from "../../nodes/report/draw-projections.ts"
import { largestGroups } from "../../nodes/row/largest-groups.ts"
import { runNode } from "../../src/dataflow/testing.ts"
import { trackCalled } from "./track-called.ts"

const ids = ["a", "b", "c"]
const map = (x: ReadonlyArray<number>) => ({
  ids,
  names: ["x", "y"],
  matrix: { rows: 3, cols: 2, data: Float64Array.from(x.flatMap((each) => [each, 0])) }
})
const panel = { map: 1, by: "cluster", largest: null, title: "PCA", groupTitle: "Cluster" } as const
const inputs = {
  maps: [map([1, 2, 3]), map([4, 5, 6])],
  assignments: [
    ids.map((id) => ({ id, cluster: 0 })),
    [{ id: "c", cluster: -1 }, { id: "b", cluster: 1 }, { id: "a", cluster: 0 }]
  ],
  tracks: [
    trackCalled("c", { label: "rock" }),
    trackCalled("d", { label: "pop" }),
    trackCalled("a", { label: "folk" }),
    trackCalled("b", { label: "rock" })
  ]
}
const params = { title: "t-SNE", columns: 2 }

it("each panel shows its own map in its own clustering, tracks found by id", async () => {
  const { figure } = await runNode(drawProjections, {
    inputs,
    params: { ...params, panels: [panel, { ...panel, by: "label", largest: 1, title: "by genre" }] }
  })
  const spec = JSON.parse((figure as Record<string, string>)["projections.vl.json"]!)
  const points = (at: number) => spec.concat[at].layer[1].data.values

  expect(points(0)).toEqual([{ x: 6, y: 0, group: "noise" }, { x: 4, y: 0, group: "C1" }, { x: 5, y: 0, group: "C2" }])
  expect(points(1).map(({ group }: { group: string }) => group)).toEqual(["all others", "rock", "rock"])
})

it("a panel of a map that is not there is refused", async () => {
  const absent = { ...panel, map: 2, title: "UMAP" }

  await expect(runNode(drawProjections, { inputs, params: { ...params, panels: [absent] } })).rejects.toThrow(
    "Panel \"UMAP\" shows map 2 of 2"
  )
})

it("the most frequent labels keep their names, ties in the order of the alphabet", () => {
  const { groups, names } = largestGroups(["b", null, "c", "a", "c", "b", "d"], 2)

  expect(names).toEqual(["b", "unlabelled", "c", "all others", "c", "b", "all others"])
  expect(groups).toEqual(["b", "c", "all others", "unlabelled"])
})
