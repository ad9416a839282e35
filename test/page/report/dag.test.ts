import { readFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { bundledFonts } from "../../../nodes/row/bundled-fonts.ts"
import { condenseDag } from "../../../src/page/report/condense-dag.ts"
import { lanes } from "../../../src/page/report/dag-lanes.ts"
import { dagSvg } from "../../../src/page/report/dag-svg.ts"
import { dot, mermaid } from "../../../src/page/report/dag-text.ts"
import { type Dag, listed } from "../../../src/page/report/dag.ts"
import { renderPng } from "../../../src/page/report/render-png.ts"
import { sampleDag } from "./sample-dag.ts"

const graph = (reads: Readonly<Record<string, ReadonlyArray<string>>>): Dag => ({
  nodes: Object.keys(reads).map((name) => ({ name, kind: name, group: "g", status: "cached" })),
  edges: Object.entries(reads).flatMap(([to, sources]) => sources.map((from) => ({ from, to, label: "" })))
})

const drawing = (dag: Dag): ReadonlyArray<string> =>
  lanes(dag).map((line) => line.replace(/ +\S+ +g +cached$/, "").trimEnd())

const hostile: Dag = {
  nodes: [
    { name: "a\"]; evil[\"x", kind: "a", group: "g\"<b>", status: "ran" },
    { name: "</script>&বাউল\\", kind: "b", group: "end", status: "stale" }
  ],
  edges: [{ from: "a\"]; evil[\"x", to: "</script>&বাউল\\", label: "\"|weights|\"" }]
}

it("25 nodes have the approved drawing", async () => {
  const golden = await readFile(new URL("../../golden/chart/lanes-25.txt", import.meta.url), "utf8")

  expect(`${lanes(sampleDag).join("\n")}\n`).toBe(golden)
})

it("a chain needs one lane", () => {
  expect(drawing(graph({ a: [], b: ["a"], c: ["b"] }))).toEqual(["◌", "◌", "◌"])
})

it("a diamond opens a lane and closes it again", () => {
  expect(drawing(graph({ a: [], b: ["a"], c: ["a"], d: ["b", "c"] }))).toEqual(["◌", "├─◌", "◌ │", "◌─╯"])
})

it("a branch passes under a lane that it does not read", () => {
  const crossing = graph({ a: [], b: ["a"], c: ["a"], d: ["a", "b", "c"] })

  expect(drawing(crossing)[2]).toBe("├─╪─◌")
})

it("as a list every step stands in its group once, with what it reads, each once", () => {
  const twice = graph({ a: [], b: ["a", "a"], c: ["b", "a"] })

  expect(listed(twice)).toEqual([{
    group: "g",
    steps: [{ name: "a", reads: [] }, { name: "b", reads: ["a"] }, { name: "c", reads: ["b", "a"] }]
  }])
})

it("an edge against the order of the nodes is refused by name", () => {
  const backwards = { ...graph({ a: [], b: [] }), edges: [{ from: "b", to: "a", label: "" }] }

  expect(() => lanes(backwards)).toThrow("\"a\" reads \"b\", which is no earlier node")
})

it("an edge to an unknown node is refused by name", () => {
  const dangling = { ...graph({ a: [] }), edges: [{ from: "a", to: "ghost", label: "" }] }

  expect(() => dot(dangling)).toThrow("\"ghost\"")
  expect(() => mermaid(dangling)).toThrow("\"ghost\"")
})

it("Mermaid text holds no quote, bracket or tag from a name", () => {
  const text = mermaid(hostile)

  expect(text).toContain("n0[\"a#34;]#59; evil[#34;x\"]:::ran")
  expect(text).toContain("n1[\"#60;/script#62;#38;বাউল#92;\"]:::stale")
})

it("hostile names stay one node each in Graphviz, and the picture is well-formed", async () => {
  const svg = await dagSvg(hostile)
  const painted = await renderPng(svg, 0.5, bundledFonts())

  expect(svg.match(/class="node"/g)).toHaveLength(2)
  expect(svg).not.toContain("</script>")
  expect(painted.length).toBeGreaterThan(100)
})

it("the graph picture has the same bytes on a second drawing", async () => {
  expect(await dagSvg(sampleDag)).toBe(await dagSvg(sampleDag))
})

describe("a pipeline of many steps", () => {
  const steps: Dag = {
    nodes: [
      { name: "load", kind: "load", group: "ingest", status: "cached" },
      { name: "train", kind: "train", group: "train", status: "ran" },
      { name: "train-1", kind: "train", group: "train", status: "failed" },
      { name: "tune", kind: "tune", group: "train", status: "pending" }
    ],
    edges: [
      { from: "load", to: "train", label: "x" },
      { from: "load", to: "train-1", label: "x" },
      { from: "train", to: "train-1", label: "weights" },
      { from: "train-1", to: "tune", label: "weights" },
      { from: "load", to: "tune", label: "x" }
    ]
  }

  it("has one box per node, the worst status among its steps, and no arrow that others imply", () => {
    expect(condenseDag(steps, 3)).toEqual({
      nodes: [
        { name: "load", kind: "load", group: "ingest", status: "cached" },
        { name: "train ×2", kind: "train", group: "train", status: "failed" },
        { name: "tune", kind: "tune", group: "train", status: "pending" }
      ],
      edges: [{ from: "load", to: "train ×2", label: "" }, { from: "train ×2", to: "tune", label: "" }]
    })
  })

  it("is drawn step by step where it is small enough", () => {
    expect(condenseDag(steps, 4)).toBe(steps)
  })
})
