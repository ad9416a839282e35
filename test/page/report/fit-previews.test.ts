import { expect, it } from "vitest"
import { fitPreviews } from "../../../src/page/report/fit-previews.ts"

const point = (id: string, cluster: string, bytes: number) => ({
  id,
  x: 0,
  y: 0,
  title: id,
  cluster,
  ...(bytes === 0 ? {} : { preview: "x".repeat(bytes) })
})

const points = [
  point("a1", "A", 10),
  point("a2", "A", 10),
  point("b1", "B", 10),
  point("b2", "B", 0),
  point("b3", "B", 10)
]
const near = (name: string, ...ids: ReadonlyArray<string>) => ({
  name,
  exemplars: ids.map((id) => ({ id, title: id }))
})
const heard = (excess: number) =>
  fitPreviews(points, [near("A", "a2"), near("B", "b2", "b3")], excess)
    .flatMap(({ id, preview }) => preview === undefined ? [] : [id])

it("leaves out as many previews as a page is too large by, those near a centre last", () => {
  expect(heard(0)).toEqual(["a1", "a2", "b1", "b3"])
  expect(heard(1)).toEqual(["a1", "a2", "b3"])
  expect(heard(10)).toEqual(["a1", "a2", "b3"])
  expect(heard(11)).toEqual(["a2", "b3"])
  expect(heard(99)).toEqual([])
})
