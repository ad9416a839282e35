import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { chartsOf } from "../../nodes/row/drawn-charts.ts"
import type { Files } from "../../src/dataflow/kind/files.ts"

/** A figure as a node sees it, out of texts. */
const figure = (files: Readonly<Record<string, string>>): Files<"figure"> => {
  const read = (path: string) => Effect.sync(() => new TextEncoder().encode(files[path]))
  const entries = Object.keys(files).map((path) => ({ path, digest: path, bytes: 0 }))
  return { kind: "figure", entries: Effect.succeed(entries), read } as unknown as Files<"figure">
}

const charts = (files: Readonly<Record<string, string>>) => Effect.runPromise(chartsOf(figure(files)))

it("a chart is its SVG without letters, with what lies beside it and what its specification says to look for", async () => {
  const found = await charts({
    "map.svg": "<svg><style data-letters=\"\">@font-face{}</style></svg>",
    "map.csv": "x\n",
    "map.vl.json": "{\"description\":\"Look.\"}",
    "map.png": "p",
    "alone.csv": "y\n"
  })

  expect([...found.keys()]).toEqual(["map"])
  expect(found.get("map")).toMatchObject({ svg: "<svg></svg>", look: "Look." })
  expect(Object.keys(found.get("map")!.files).sort()).toEqual(["csv", "png", "svg", "vl.json"])
})

it("a picture alone is a chart, and its description may be anything but a line", async () => {
  expect((await charts({ "map.svg": "<svg/>" })).get("map")).toEqual({ svg: "<svg/>", files: { svg: "<svg/>" } })
  expect((await charts({ "map.svg": "<svg/>", "map.vl.json": "{\"description\":7}" })).get("map")).not.toHaveProperty(
    "look"
  )
})

it.each(["null", "[1]", "no JSON"])("a specification that is %s is refused by its name", async (text) => {
  await expect(charts({ "map.svg": "<svg/>", "map.vl.json": text })).rejects.toThrow("\"map.vl.json\"")
})
