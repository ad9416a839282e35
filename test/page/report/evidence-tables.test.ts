import { describe, expect, it } from "vitest"
import {
  auditTable,
  criteriaTable,
  disentanglementTable,
  outOfSampleTable
} from "../../../src/page/report/evidence-tables.ts"

describe("the audit", () => {
  const same = (detail: string, i: number) => ({ kind: "same-features", count: 2, tracks: `a${i}, b${i}`, detail })

  it("names a few findings of a kind, each sort of them, and sums up the others without losing a track", () => {
    const rows = [
      ...Array.from({ length: 9 }, (_, i) => same("every feature is equal", i)),
      same("every feature is equal · label metal and rock", 9)
    ]

    const [table] = auditTable(rows)

    expect(table!.rows.map(([, detail, tracks]) => [detail, tracks])).toEqual([
      ["every feature is equal", "a0, b0"],
      ["every feature is equal · label metal and rock", "a9, b9"],
      ["every feature is equal", "a1, b1"],
      ["every feature is equal", "a2, b2"],
      ["6 more like these: audit-tracks, findings", "a3, b3, a4, b4, a5, b5, a6, b6, a7, b7, a8, b8"]
    ])
    expect(table!.rows.map(([, , , count]) => Number(count)).reduce((sum, count) => sum + count)).toBe(20)
    expect(table!.sentences).toEqual(["The audit found 10 things that may mislead results."])
  })

  it("has no table when nothing was found", () => {
    expect(auditTable([])).toEqual([])
  })
})

describe("the number of clusters", () => {
  const asked = [1, 2, 3, 4].map((k) => ({
    k,
    inertia: 100 / k,
    silhouette: k === 1 ? null : 0.1 * k,
    calinskiHarabasz: k === 1 ? null : 10 - k,
    gap: k,
    gapError: 0,
    stability: k === 1 ? null : 1 / k
  }))
  const candidates = [3, 4].map((k) => ({ k, silhouette: k === 3 ? 0.9 : 0.2, calinskiHarabasz: 50, inertia: 7 }))
  const picks = { elbow: 3, silhouette: 4, calinskiHarabasz: 2, gap: 4, stability: 2, most: 4 }

  it("shows the clusterings it was chosen from, and picks from what it shows", () => {
    const table = criteriaTable("VAE", { k: 3, rule: "the highest silhouette", candidates }, asked, picks)

    expect(table.tried).toBe(2)
    expect(table.rows[2]).toEqual({ k: 3, values: [0.9, 50, 7, 3, 1 / 3] })
    expect(table.rows[0]!.values).toEqual([undefined, undefined, 100, 1, undefined])
    expect(table.picks).toEqual([
      { criterion: "silhouette", k: 3 },
      { criterion: "Calinski–Harabasz", k: 3 },
      { criterion: "elbow of the inertia", k: 3 },
      { criterion: "gap statistic", k: 4 },
      { criterion: "subsample ARI", k: 2 }
    ])
  })
})

describe("disentanglement", () => {
  const row = { space: "VAE", isLabelConditioned: false, factors: "label", tracks: 9, reason: null } as const

  it("stands beside the median agreement of seeds, unmeasured numbers missing", () => {
    const [table] = disentanglementTable(
      [{ ...row, metric: "MIG", value: 0.25 }],
      [{ space: "VAE", udr: [0.1, 0.9, 0.4] }, { space: "β-VAE", udr: [] }]
    )

    expect(table!.rows).toEqual([
      ["VAE", 0.25, null, null, null, null, null, 0.4],
      ["β-VAE", null, null, null, null, null, null, null]
    ])
  })

  it("says why where no label can be a factor", () => {
    const [table] = disentanglementTable(
      [{ ...row, metric: "MIG", value: null, reason: "no label has two values" }],
      []
    )

    expect(table!.sentences.join(" ")).toContain("no label has two values")
  })
})

describe("unseen tracks", () => {
  it("marks what labels went into, and repeats why a number is missing", () => {
    const row = {
      space: "CVAE",
      isLabelConditioned: true,
      column: "label",
      clusters: 4,
      tracks: 20,
      labelled: 0,
      groups: 20,
      folds: 5,
      heldOutAri: null,
      heldOutNmi: null,
      inSampleAri: null,
      inSampleNmi: null,
      agreement: 0.8,
      foldDeviation: null,
      reason: "no track has a label"
    }

    const [table] = outOfSampleTable([row])

    expect(table!.rows).toEqual([["CVAE (label-conditioned)", "4", null, null, null, 0.8]])
    expect(table!.sentences).toContain("CVAE: no track has a label.")
    expect(outOfSampleTable([])).toEqual([])
  })
})
