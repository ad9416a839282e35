import { expect, it } from "vitest"
import { bundledFonts } from "../../../nodes/row/bundled-fonts.ts"
import { visibleWithin } from "../../../src/format/visible.ts"
import { fontCss } from "../../../src/page/report/font-css.ts"
import { html as markup, raw, scriptJson } from "../../../src/page/report/html.ts"
import { columnDigits, numberText, pText } from "../../../src/page/report/number-text.ts"
import { renderReport } from "../../../src/page/report/report.ts"
import { sampleReport } from "./sample-report.ts"

const options = { fontCss: "", figurePath: (id: string) => `figures/${id}.svg` }

it("equal models give equal bytes, fonts included", async () => {
  const whole = { ...options, fontCss: fontCss(bundledFonts()) }

  expect(renderReport(await sampleReport(), whole)).toEqual(renderReport(await sampleReport(), whole))
})

it("a track named </script><script>alert(1)</script> opens no script", async () => {
  const { html } = renderReport(await sampleReport(), options)

  expect(html.match(/<script/g)).toHaveLength(1) // the map's data
  expect(html.match(/<\/script>/g)).toHaveLength(1)
  expect(html).toContain("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
})

it("a table named <b> is called that above it", async () => {
  const model = await sampleReport()
  const tables = [{ id: "odd", title: "<b>", columns: ["a"], rows: [["<i>"]], digits: 2, sentences: ["<u>"] }]

  const { html } = renderReport({ ...model, tables }, options)

  expect(html).toContain("<section id=\"odd\"><h3>&lt;b&gt;</h3><p>&lt;u&gt;</p>")
  expect(html).not.toMatch(/<[iu]>/)
})

it("the page loads nothing: no address of another host, no import, no stylesheet link", async () => {
  const { html } = renderReport(await sampleReport(), { ...options, fontCss: fontCss(bundledFonts()) })
  const addresses = html.match(/https?:\/\/[^"'\s)<]+/g) ?? []

  expect(new Set(addresses)).toEqual(new Set(["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]))
  expect(html).not.toMatch(/<link|@import|src="\/\//)
})

it("no id occurs twice although every chart numbers its clip paths from 0", async () => {
  const { html } = renderReport(await sampleReport(), options)
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])

  expect(new Set(ids).size).toBe(ids.length)
})

it("an exemplar with a foreign audio address gets no link", async () => {
  const model = await sampleReport()
  const clusters = ["javascript:alert(1)", "https://example.org/a.mp3", "//example.org/a.mp3"].map((audio) => ({
    name: audio,
    size: 1,
    topLabels: [],
    exemplars: [{ title: "t", audio }]
  }))

  const { html } = renderReport({ ...model, clusters, points: [] }, options)

  expect(html).not.toMatch(/href="(javascript|https?|\/\/)/)
})

it("a model without labels, points, figures and graph leaves those chapters out", async () => {
  const { labels: _, ...model } = await sampleReport()
  const bare = { ...model, points: [], figures: [], dagSvg: "", collapse: [], kTables: [], clusters: [], methods: [] }

  const { html, markdown } = renderReport(bare, options)

  expect([...html.matchAll(/<h2>([^<]+)/g)].map((match) => match[1])).toEqual([
    "What was it given?",
    "How was it made?",
    "Limits"
  ])
  expect(html).toContain("They carry no labels")
  expect(markdown).not.toContain("## Figures")
})

it("the Markdown links every figure's file and shows the same sentences as the page", async () => {
  const model = await sampleReport()

  const { html, markdown } = renderReport(model, options)

  expect([...markdown.matchAll(/\]\((figures\/[^)]+)\)/g)].map((match) => match[1])).toEqual([
    "figures/methods.svg",
    ...model.figures.map((figure) => `figures/${figure.id}.svg`),
    "figures/dag.svg"
  ])
  expect(markdown).toContain("The best ARI against genre is 0.48")
  expect(html).toContain("The best ARI against genre is 0.48")
})

it("figures of a fold are folded away under its name, behind all others of their chapter", async () => {
  const model = await sampleReport()
  const [first, second, third, ...rest] = model.figures
  const figures = [{ ...first!, fold: "Easy" }, second!, { ...third!, fold: "Hard" }, ...rest]

  const { html, markdown } = renderReport({ ...model, figures }, options)

  const places = [second!, ...rest, first!, third!].map(({ id }) => `figures/${id}.svg`)
  expect([...markdown.matchAll(/\]\((figures\/[^)]+)\)/g)].map((match) => match[1])).toEqual([
    "figures/methods.svg",
    ...places,
    "figures/dag.svg"
  ])
  expect(markdown.match(/^### .*$/gm)).toEqual(expect.arrayContaining(["### Easy", "### Hard"]))
  const folded = [
    ...html.matchAll(
      /<summary>(\w+) <span>1 figure<\/span><\/summary><div class="figures"><figure id="figure-([^"]+)"/g
    )
  ]
  expect(folded.map(([, name, id]) => [name, id])).toEqual([["Easy", first!.id], ["Hard", third!.id]])
})

it("a changed metric changes the page", async () => {
  const model = await sampleReport()
  const methods = model.methods.map((method) => ({
    ...method,
    metrics: method.metrics.map((metric) => ({ ...metric, value: method.isBaseline ? 0.1 : metric.value }))
  }))

  const { html } = renderReport({ ...model, methods }, options)

  expect(html).toContain(
    "The best ARI against genre is 0.41, by <span class=\"whole\">K-Means</span> on VAE latents"
  )
})

it("escaping covers the five characters that HTML gives a meaning", () => {
  expect(markup`${"<a href=\"x\" id='y'>&</a>"}`.toString()).toBe(
    "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&lt;/a&gt;"
  )
})

it("markup inside markup stands as it is, text and what became text again does not", () => {
  const inner = markup`<b>${"<"}</b>`

  expect(markup`${[inner, [undefined, 1]]}${inner.toString()}${raw("<i>")}`.toString()).toBe(
    "<b>&lt;</b>1&lt;b&gt;&amp;lt;&lt;/b&gt;<i>"
  )
})

it("script data reads back as the page shows it, and holds no angle bracket", () => {
  const value = { title: "</script><!-- \u2028 আমার & 'x' \"y\"" }

  const text = scriptJson(value).toString()

  expect(text).not.toMatch(/[<>&\u2028]/)
  expect(JSON.parse(text)).toEqual(visibleWithin(value))
})

it("numbers have a real minus, no −0, and no digits after a thousand", () => {
  expect([-0.004, -0.05, 1234.5, Number.NaN].map((value) => numberText(value, 2))).toEqual([
    "0.00",
    "−0.05",
    "1,235",
    "not defined"
  ])
  expect(pText(0.0005)).toBe("p < 0.001")
})

it("a column has decimals throughout or not at all, also where it crosses a thousand", () => {
  expect(columnDigits([2514, 989.115, 869.456], 3)).toBe(0)
  expect(columnDigits([2514, 0.927], 3)).toBe(3)
  expect(columnDigits([989.115, null, "–"], 3)).toBe(1)
  expect(columnDigits([99.115, 616], 3)).toBe(3)
  expect(columnDigits([3, 12, null], 3)).toBe(0)
})

it("a picture names its typeface once, for all of its texts", async () => {
  const { html } = renderReport(await sampleReport(), options)
  const [map] = /<svg role="img" aria-label="scatter genre[\s\S]*?<\/svg>/.exec(html)!

  expect(map.match(/font-family=/g)).toHaveLength(1)
  expect(map).toMatch(/^<svg [^>]*font-family="Inter, &quot;Noto Sans Bengali&quot;, sans-serif"/)
  expect(map.match(/<text/g)!.length).toBeGreaterThan(2)
})
