import { expect, it } from "vitest"
import { dataLabels, dataNamed } from "../../../src/app/cli/data-labels.ts"

const run = (name: string, source?: string) => ({
  dataset: { name, digest: "0".repeat(64), ...(source === undefined ? {} : { source }) }
})
const runs = [
  run("embedded corpus"),
  run("songs", "/x/d1/songs"),
  run("songs", "/y/d1/songs"),
  run("songs", "/x/d2/songs"),
  run("a-b", "/m/a b"),
  run("a-b", "/m/a@b"),
  run("alone", "/m/alone")
]
const labelOf = dataLabels(runs)
const named = (word: string, source?: string) =>
  dataNamed(runs, { word, source, labelOf }).map((each) => each.source ?? each.name)

it("data sets of one name are told apart by as much of their paths as that takes", () => {
  expect(runs.map(({ dataset }) => labelOf(dataset))).toEqual([
    "embedded corpus",
    "x/d1/songs",
    "y/d1/songs",
    "x/d2/songs",
    "a b",
    "a@b",
    "alone"
  ])
})

it("a word names what it is the place or the label of, and otherwise all of that name", () => {
  expect(named("x/d1/songs")).toEqual(["/x/d1/songs"])
  expect(named("songs", "/x/d2/songs")).toEqual(["/x/d2/songs"])
  expect(named("a@b")).toEqual(["/m/a@b"])
  expect(named("songs")).toEqual(["/x/d1/songs", "/y/d1/songs", "/x/d2/songs"])
  expect(named("embedded corpus")).toEqual(["embedded corpus"])
  expect(named("nothing")).toEqual([])
})
