import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { circles, strayArrows, unlistedFolders, withheldImports } from "../scripts/house/breaches.ts"
import { allImports, type Import, importsOf, sourceFiles } from "../scripts/house/imports.ts"
import { mermaidRooms, roomArrows } from "../scripts/house/rooms-drawing.ts"
import { house, type Room } from "../scripts/house/rooms.ts"
import { tableOfRooms } from "../scripts/house/table-of-rooms.ts"

const root = path.join(import.meta.dirname, "..")
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8")
const sources = sourceFiles(root)
const imports = allImports(root)

/** Made-up imports, written "from → to", with "type" in front where only a type crosses. */
const made = (...lines: ReadonlyArray<string>): ReadonlyArray<Import> =>
  lines.map((line) => {
    const [from, to] = line.replace(/^type /, "").split(" → ") as [string, string]
    return { from, to, isType: line.startsWith("type "), isLazy: false }
  })

describe("the walk", () => {
  it("sees types, re-exports, lazy imports and types by address, and tells them apart", () => {
    const text = `
      import type { A } from "./a.ts"
      import { type B } from "./b.ts"
      import { type C, c } from "../c.ts"
      export type { D } from "./d.ts"
      export * from "./e.ts"
      import "./f.ts"
      const g = await import("./g.ts")
      type H = import("./h.ts").H
      const i: typeof import("./i.ts").i = "import './text.ts'" // import("./comment.ts")
    `

    const seen = importsOf("src/x/y.ts", text).map(({ isLazy, isType, to }) =>
      `${to}${isType ? " type" : ""}${isLazy ? " lazy" : ""}`
    )

    expect(seen.sort()).toEqual([
      "src/c.ts",
      "src/x/a.ts type",
      "src/x/b.ts type",
      "src/x/d.ts type",
      "src/x/e.ts",
      "src/x/f.ts",
      "src/x/g.ts lazy",
      "src/x/h.ts type lazy",
      "src/x/i.ts type lazy"
    ])
  })

  it("refuses a file it cannot read", () => {
    expect(() => importsOf("src/x.ts", "import {")).toThrow("src/x.ts")
  })
})

describe("arrows", () => {
  it("are those of the house", () => {
    expect(strayArrows(imports)).toEqual([])
  })

  it("are broken by a type as by a value", () => {
    const found = strayArrows(made(
      "type src/learn/model/vae.ts → src/dataflow/dsl/node.ts",
      "src/page/chart/scatter.ts → src/music/audio/wav.ts",
      "src/dataflow/store/store.ts → src/dataflow/plan/plan.ts",
      "nodes/train/vae.ts → pipelines/parts/spaces.ts",
      "nodes/train/vae.ts → nodes/embed/encode.ts",
      "nodes/train/vae.ts → src/learn/model/vae.ts"
    ))

    expect(found).toEqual([
      "src/learn/model/vae.ts → src/dataflow/dsl/node.ts (type)",
      "src/page/chart/scatter.ts → src/music/audio/wav.ts",
      "src/dataflow/store/store.ts → src/dataflow/plan/plan.ts",
      "nodes/train/vae.ts → pipelines/parts/spaces.ts",
      "nodes/train/vae.ts → nodes/embed/encode.ts"
    ])
  })

  it("neither begin nor end in a room nobody listed", () => {
    const found = strayArrows(made("src/attic/box.ts → src/math/matrix.ts", "src/math/matrix.ts → src/attic/box.ts"))

    expect(found).toEqual([
      "src/attic/box.ts is in no room",
      "src/math/matrix.ts → src/attic/box.ts, which is in no room"
    ])
  })

  it("lead from plain functions neither to effect nor to the file system", () => {
    expect(withheldImports(imports)).toEqual([])
    expect(withheldImports(made(
      "type src/learn/model/vae.ts → effect/Effect",
      "src/page/report/page.ts → node:fs/promises",
      "src/dataflow/store/store.ts → node:fs"
    ))).toEqual(["src/learn/model/vae.ts → effect/Effect", "src/page/report/page.ts → node:fs/promises"])
  })

  it("make no circle, among files or rooms, at any depth", () => {
    expect(circles(imports)).toEqual([])
  })

  it("make a circle when two rooms need each other through different files, types included", () => {
    const found = circles(made(
      "src/learn/cluster/a.ts → src/learn/model/b.ts",
      "type src/learn/model/c.ts → src/learn/cluster/d.ts",
      "src/music/text/a.ts → src/music/text/b.ts",
      "src/music/text/b.ts → src/music/text/c.ts",
      "src/music/text/c.ts → src/music/text/a.ts",
      "src/math/a.ts → src/format/a.ts",
      "type src/format/b.ts → src/math/b.ts"
    ))

    expect(found).toEqual([
      "learn: cluster, model",
      "music/text: a.ts, b.ts, c.ts",
      "the house: format, math"
    ])
  })
})

describe("rooms", () => {
  it("are those of the table, and no others", () => {
    expect(unlistedFolders(sources)).toEqual([])
  })

  it("are missed on either side", () => {
    const rooms: ReadonlyArray<Room> = [{ path: "src/math", holds: "", mayImport: [], inner: ["vault"] }]

    expect(unlistedFolders(["src/math/matrix.ts", "src/attic/box.ts"], rooms)).toEqual([
      "src/attic is not in the table",
      "src/math/vault is in the table only"
    ])
  })

  it("stand in CONTRIBUTING as they are in the table", () => {
    expect(read("CONTRIBUTING.md")).toContain(tableOfRooms(house))
  })
})

describe("the drawing", () => {
  it("is of the imports as they are; npm run rooms draws it anew", () => {
    expect(read("docs/images/rooms.mmd")).toBe(mermaidRooms(imports))
  })

  it("leaves out arrows that a longer way implies, and the ground", () => {
    const arrows = roomArrows(made(
      "nodes/report/report.ts → src/page/report/page.ts",
      "nodes/report/report.ts → src/page/chart/scatter.ts",
      "src/page/report/page.ts → src/page/chart/theme.ts",
      "src/page/chart/theme.ts → src/math/quantile.ts"
    ))

    expect([...arrows.get("nodes/report")!]).toEqual(["src/page/report"])
    expect([...arrows.get("src/page/report")!]).toEqual(["src/page/chart"])
    expect([...arrows.get("src/page/chart")!]).toEqual([])
  })
})

describe("files", () => {
  it("are at most 300 lines long", () => {
    expect(sources.filter((file) => read(file).trimEnd().split("\n").length > 300)).toEqual([])
  })

  it("are named after what they hold", () => {
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc)\.ts$/.test(file))).toEqual([])
  })

  it("take no clock and no chance of their own, and swallow nothing", () => {
    const banned = /Math\.random|Date\.now|: any\b|\bas any\b|catch\s*(\([^)]*\))?\s*\{\s*\}/
    expect(sources.filter((file) => banned.test(read(file)))).toEqual([])
  })

  it("load heavy packages only when they are needed", () => {
    const heavy = /^(@duckdb|@tensorflow|vega|sharp|@viz-js|audio-decode|@audio|meyda|esbuild|onnxruntime)/
    const eager = imports.filter(({ isLazy, isType, to }) => !isLazy && !isType && heavy.test(to))
    expect(eager.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })
})
