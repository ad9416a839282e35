import { describe, expect, it } from "vitest"
import { centresOf, placeTracks } from "../../../src/app/library/place-tracks.ts"

const matrix = (rows: ReadonlyArray<ReadonlyArray<number>>) => ({
  rows: rows.length,
  cols: rows[0]!.length,
  data: Float64Array.from(rows.flat())
})

// two clusters around (1, 0) and (9, 0), and a track of noise between them
const library = {
  points: matrix([[0, 0], [2, 0], [8, 0], [10, 0], [5, 0.5]]),
  labels: Int32Array.from([0, 0, 2, 2, -1])
}
const byCentre = { rule: { by: "centre" }, count: 2 } as const

describe("placeTracks", () => {
  it("takes the nearest centre, 1 − d₁ / d₂ as confidence, and the nearest tracks in order", () => {
    const [placed] = placeTracks(matrix([[3, 0]]), library, byCentre)

    expect(placed).toEqual({
      cluster: 0,
      confidence: 1 - 2 / 6,
      distance: 2,
      near: [{ row: 1, distance: 1 }, { row: 4, distance: Math.sqrt(4.25) }],
      isKnown: false
    })
  })

  it("keeps a library track in its cluster where another centre is nearer, and says that it is not sure", () => {
    const stretched = { points: matrix([[0, 0], [7, 0], [8, 0], [10, 0]]), labels: Int32Array.from([0, 0, 2, 2]) }

    const [placed] = placeTracks(matrix([[7, 0]]), stretched, byCentre)

    expect(placed).toMatchObject({ cluster: 0, confidence: 0, distance: 3.5, isKnown: true })
  })

  it("counts noise among the voters, and gives a track beyond reach to noise", () => {
    const vote = (x: number, reach: number) =>
      placeTracks(matrix([[x, 0]]), library, { rule: { by: "neighbours", neighbours: 3, reach }, count: 1 })[0]!.cluster

    expect([vote(9, Infinity), vote(9, 2), vote(30, 2), vote(30, Infinity)]).toEqual([2, 2, -1, 2])
  })

  it("takes the likeliest component of a mixture, which need not be the nearest", () => {
    const components = {
      covariance: "spherical",
      weights: Float64Array.from([0.5, 0, 0.5]),
      means: matrix([[0, 0], [0, 0], [9, 0]]),
      covariances: matrix([[16], [1], [0.01]])
    } as const

    const [placed] = placeTracks(matrix([[7, 0]]), library, { rule: { by: "mixture", components }, count: 1 })

    expect(placed).toMatchObject({ cluster: 0, distance: 7, isKnown: false })
    expect(placed!.confidence).toBeCloseTo(1, 10)
  })

  it("keeps a library track that is noise noise", () => {
    const [placed] = placeTracks(matrix([[5, 0.5]]), library, byCentre)

    expect(placed).toMatchObject({ cluster: -1, confidence: 0, isKnown: true })
  })

  it("takes no tracks, and fails on points of other axes", () => {
    expect(placeTracks({ rows: 0, cols: 2, data: new Float64Array() }, library, byCentre)).toEqual([])
    expect(() => placeTracks(matrix([[1, 2, 3]]), library, byCentre)).toThrow(RangeError)
  })
})

describe("centresOf", () => {
  it("leaves noise out and keeps the numbers of the clusters", () => {
    const { centres, numbers } = centresOf(library)

    expect(numbers).toEqual([0, 2])
    expect(Array.from(centres.data)).toEqual([1, 0, 9, 0])
  })
})
