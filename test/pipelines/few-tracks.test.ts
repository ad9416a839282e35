import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { tinyWav } from "../music/ingest/fixtures/tiny-wav.ts"
import { EasyRuns } from "./easy-runs.ts"

let runs: EasyRuns
beforeAll(() => {
  runs = new EasyRuns()
})
afterAll(() => runs[Symbol.dispose]())

const columns = Array.from({ length: 6 }, (_, j) => `f${j}`)

const table = (count: number): string => {
  const file = path.join(runs.folder, `of-${count}.csv`)
  const rows = Array.from(
    { length: count },
    (_, i) =>
      [`song${i}`, ...columns.map((_, j) => Math.sin(1 + i * (j + 3)) + 3 * (i % 3)), i % 2 ? "pop" : "rock"].join(",")
  )
  fs.writeFileSync(file, [`filename,${columns.join(",")},label`, ...rows].join("\n"))
  return file
}

const folder = (count: number): string => {
  const place = path.join(runs.folder, `folder-of-${count}`)
  fs.mkdirSync(place)
  for (let i = 0; i < count; i++) fs.writeFileSync(path.join(place, `song${i}.wav`), tinyWav(i))
  return place
}

const told = async (pipeline: string, data: string) => {
  const { failures, ran } = await runs.runOf(pipeline, { data, set: {} })
  return { ran, said: failures.map(({ failure, node }) => `${node}: ${failure.message}`) }
}

describe("few tracks", () => {
  it.each([1, 2, 3])(
    "of a table are too few for Easy, which says so before anything is computed: %i",
    async (count) => {
      expect(await told("easy", table(count))).toEqual({
        ran: [],
        said: [
          `read-feature-table: of-${count}.csv has ${count} track${count === 1 ? "" : "s"} that can be used; ` +
          "this pipeline needs at least 4."
        ]
      })
    }
  )

  it.each([1, 2, 3])("of a folder are not measured before Easy says so: %i", async (count) => {
    const { ran, said } = await told("easy", folder(count))

    expect(ran).toEqual([])
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(`scan-folder: folder-of-${count} has ${count} track`)
  })

  it("of which too few can be measured end in one sentence", async () => {
    const place = folder(7)
    for (let i = 2; i < 7; i++) fs.writeFileSync(path.join(place, `song${i}.wav`), "no sound")

    const { said } = await told("easy", place)

    expect(said).toContain("enough-measured: 2 of 7 tracks could be measured; this pipeline needs at least 4.")
  })

  it("are enough for a report of Easy from five on", async () => {
    const { failures } = await runs.run({ data: table(5) })

    expect(failures).toEqual([])
    expect(fs.readFileSync(runs.artifact("report.md", "easy@of-5"), "utf8")).toContain("5")
  })

  it("stop Medium and Hard before anything is computed", async () => {
    for (const pipeline of ["medium", "hard"]) {
      const { ran, said } = await told(pipeline, path.join(runs.folder, "of-5.csv"))

      expect(ran).toEqual([])
      expect(said).toEqual([
        "read-feature-table: of-5.csv has 5 tracks that can be used; this pipeline needs at least 12."
      ])
    }
  })
})
