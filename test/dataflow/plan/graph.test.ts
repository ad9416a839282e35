import { describe, expect, it } from "vitest"
import { gexf, graphml } from "../../../src/dataflow/exchange/graph-file.ts"
import { closure, findCycle, graphOf } from "../../../src/dataflow/plan/graph.ts"

const edge = (from: string, to: string, label = "") => ({ from, to, label })
const nodes = ["a", "b", "c", "d"].map((name) => ({ name, status: "fresh" }))

describe("the plan's graph", () => {
  it("knows what a step reads and what reads it, over any number of steps", async () => {
    const graph = await graphOf(nodes, [edge("a", "b"), edge("b", "c"), edge("a", "d")])

    expect([...closure(graph, ["b"], "out")]).toEqual(["b", "c"])
    expect([...closure(graph, ["c"], "in")]).toEqual(["c", "b", "a"])
  })

  it("names the steps of a cycle in order, and finds none where two ways meet", async () => {
    const cyclic = await graphOf(nodes, [edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("d", "b")])
    const diamond = await graphOf(nodes, [edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d")])

    expect(findCycle(cyclic)).toEqual(["b", "d", "c", "b"]) // each reads the next
    expect(findCycle(diamond)).toBeUndefined()
  })

  it("selects among 20,000 steps in a chain without stumbling over their number", async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => ({ name: `n${i}` }))
    const graph = await graphOf(names, names.slice(1).map(({ name }, i) => edge(`n${i}`, name)))

    expect(closure(graph, ["n0"], "out").size).toBe(20_000)
    expect(findCycle(graph)).toBeUndefined()
  })

  it("is written as GraphML and GEXF with its attributes, and names that need escaping", async () => {
    const graph = await graphOf([{ name: "a<b", status: "stale" }, { name: "c" }], [edge("a<b", "c", "n&m")])

    expect(graphml(graph)).toContain("<node id=\"a&lt;b\"><data key=\"node.status\">stale</data></node>")
    expect(graphml(graph)).toContain(
      "<edge source=\"a&lt;b\" target=\"c\"><data key=\"edge.label\">n&amp;m</data></edge>"
    )
    expect(await gexf(graph)).toMatch(/<node id="a&lt;b" label="a&lt;b">[\s\S]*value="stale"/)
    expect(await gexf(graph)).toMatch(/<edge id="[^"]+" source="a&lt;b" target="c" label="n&amp;m"/)
  })
})
