import { expect, it } from "vitest"
import { gatherFigures } from "../../nodes/report/gather-figures.ts"
import { runNode } from "../../src/dataflow/testing.ts"

const map = {
  "by-cluster.svg": "<svg>c</svg>",
  "by-cluster.png": "c",
  "by-cluster.csv": "x,y\n",
  "by-label.svg": "<svg>l</svg>"
}
const curves = { "losses.svg": "<svg>v</svg>", "losses.png": "v", "losses.vl.json": "{}" }

const gathered = async (figures: ReadonlyArray<Record<string, string>>, names: ReadonlyArray<object>) => {
  const drafts = await runNode(gatherFigures, { inputs: { figures }, params: { names: names as never } })
  return Object.fromEntries(
    Object.entries(drafts.figures as Record<string, Uint8Array>).map((
      [name, bytes]
    ) => [name, Buffer.from(bytes).toString()])
  )
}

it("charts lie side by side, each after its figure and itself, and the only one of a figure after the figure", async () => {
  const files = await gathered([map, curves], [
    { name: "tsne-vae", charts: ["by-cluster", "by-label", "by-language"] }, // nobody spoke a language
    { name: "training-vae", charts: ["losses"] }
  ])

  expect(files).toEqual({
    "tsne-vae-by-cluster.svg": "<svg>c</svg>",
    "tsne-vae-by-cluster.png": "c",
    "tsne-vae-by-cluster.csv": "x,y\n",
    "tsne-vae-by-label.svg": "<svg>l</svg>",
    "training-vae.svg": "<svg>v</svg>",
    "training-vae.png": "v",
    "training-vae.vl.json": "{}"
  })
})

it("two charts of one name are refused with both named", async () => {
  const twice = [{ name: "map", charts: ["a-b", "c"] }, { name: "map-a", charts: ["b", "c"] }]

  await expect(gathered([map, curves], twice)).rejects.toThrow(
    "chart \"a-b\" of \"map\" and chart \"b\" of \"map-a\" would both be \"map-a-b\""
  )
})

it("a chart that no plan told is refused", async () => {
  await expect(gathered([map], [{ name: "map", charts: ["by-cluster"] }])).rejects.toThrow(/"by-label".*not among/)
})

it("figures and names that are not equally many are refused", async () => {
  await expect(gathered([map, curves], [{ name: "map", charts: ["by-cluster"] }])).rejects.toThrow(
    "2 figures came with 1"
  )
})
