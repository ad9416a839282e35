import { expect, it } from "vitest"
import { balanceBars } from "../../../src/page/chart/balance-bars.ts"
import { stackedShares } from "../../../src/page/chart/stacked-shares.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"

const texts = (svg: string): ReadonlyArray<string> =>
  [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map((match) => match[1]!)

const cells = [
  { cluster: "C1", label: "bn", count: 30 },
  { cluster: "C1", label: "en", count: 10 },
  { cluster: "C2", label: "en", count: 4 }
]
const shares = { title: "t", subtitle: "", cells, clusters: ["C1", "C2"], labels: ["bn", "en"], labelTitle: "Language" }

it("the shares of each cluster end where its bar does, in the order of the labels", () => {
  const { data } = stackedShares(shares) as unknown as { data: { values: ReadonlyArray<object> } }

  expect(data.values).toEqual([
    { cluster: "C1", label: "bn", share: 0.75, from: 0, to: 0.75, middle: 0.375 },
    { cluster: "C1", label: "en", share: 0.25, from: 0.75, to: 1, middle: 0.875 },
    { cluster: "C2", label: "en", share: 1, from: 0, to: 1, middle: 0.5 }
  ])
})

it("a small share carries no number, and every bar the number of its tracks", async () => {
  const small = [{ cluster: "C1", label: "bn", count: 97 }, { cluster: "C1", label: "en", count: 3 }]

  const shown = texts(await renderSvg(stackedShares({ ...shares, cells: small, clusters: ["C1"] })))

  expect(shown.filter((text) => /^\d+$|^(97|3)%$/.test(text))).toEqual(["97%", "100"])
})

it("a bar says its count and its share of all tracks", async () => {
  const counts = [{ value: "bn", count: 1617 }, { value: "en", count: 1000 }]

  const shown = texts(await renderSvg(balanceBars({ title: "t", subtitle: "", counts })))

  expect(shown).toEqual(["bn", "en", "1,617 · 61.8 %", "1,000 · 38.2 %", "t"])
})
