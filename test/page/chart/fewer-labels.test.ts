import { expect, it } from "vitest"
import { fewerLabels } from "../../../src/page/chart/fewer-labels.ts"

const cells = [
  { cluster: "0", label: "a", count: 1 },
  { cluster: "0", label: "b", count: 5 },
  { cluster: "0", label: "c", count: 2 },
  { cluster: "1", label: "c", count: 4 },
  { cluster: "1", label: "d", count: 3 },
  { cluster: "1", label: "a", count: 1 }
]

it("of more labels than can be read the rarest are counted together, cluster by cluster", () => {
  const { cells: few, labels } = fewerLabels(cells, ["a", "b", "c", "d"], 3)

  expect(labels).toEqual(["b", "c", "2 others"])
  expect(few).toEqual([
    { cluster: "0", label: "b", count: 5 },
    { cluster: "0", label: "c", count: 2 },
    { cluster: "1", label: "c", count: 4 },
    { cluster: "0", label: "2 others", count: 1 },
    { cluster: "1", label: "2 others", count: 4 }
  ])
})

it("as many labels as can be read stay as they are", () => {
  expect(fewerLabels(cells, ["a", "b", "c", "d"], 4)).toEqual({ cells, labels: ["a", "b", "c", "d"] })
})
