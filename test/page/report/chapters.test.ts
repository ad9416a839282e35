import { beforeAll, expect, it } from "vitest"
import { keyNumbers } from "../../../src/page/report/key-numbers.ts"
import type { ReportMethod, ReportModel } from "../../../src/page/report/report-model.ts"
import { drawnSections, type ReportSection } from "../../../src/page/report/report-section.ts"
import { renderReport } from "../../../src/page/report/report.ts"
import { nastyTexts } from "../../nasty.ts"
import { sampleReport } from "./sample-report.ts"

const options = { fontCss: "", figurePath: (id: string) => `figures/${id}.svg` }

const encoding = { x: { field: "x", type: "quantitative" } }

const titles: ReportSection = {
  id: "titles",
  chapter: "data",
  title: "Titles <b>",
  finding: "Titles have 12 letters.",
  blocks: [
    { kind: "text", paragraphs: ["First.", ...nastyTexts] },
    { kind: "table", columns: ["word", "count"], rows: [["rain", 3], ["sun", null]], digits: 2 },
    { kind: "cards", cards: [{ title: "Rain", lines: ["wet"] }] },
    {
      kind: "chart",
      title: "Lengths",
      caption: "Letters.",
      spec: { data: { values: [{ x: 1 }] }, mark: "point", encoding }
    }
  ]
}

let model: ReportModel
beforeAll(async () => {
  model = { ...await sampleReport(), sections: await drawnSections([titles]) }
})

/** The markup of one chapter. */
const chapter = (html: string, id: string): string =>
  html.split("<details class=\"chapter\"").find((part) => part.includes(`data-chapter="${id}"`))!

it("chapters are folded in their order, each with its finding and number in its line", () => {
  const { html } = renderReport(model, options)

  const lines = [...html.matchAll(
    /<details class="chapter" [^>]*data-chapter="(\w+)"><summary><h2>[^<]+<\/h2><span class="finding">([^<]*)<\/span><span class="glance">(?:<svg.*?<\/svg>)?<\/span><span class="key">([^<]*)/g
  )].map(([, id, finding, key]) => [id, finding, key])
  expect(lines.map(([id]) => id)).toEqual(["groups", "data", "models", "making", "limits"])
  expect(lines[0]).toEqual(["groups", "8 groups of 37 to 45 tracks, by K-Means on the VAE latents, k = 8.", "8 groups"])
  expect(lines[2]!.slice(1)).toEqual([
    "VAE uses 12 of 16 latent dimensions (KL 14.20 nats per track).",
    "12 of 16 latents"
  ])
  expect(html).not.toContain("<details open")
})

it("a section stands in the chapter it names with all its blocks, in page and Markdown alike", () => {
  const { html, markdown } = renderReport(model, options)
  const own = chapter(html, "data")

  expect(own).toContain(
    "<section id=\"section-titles\"><h3>Titles &lt;b&gt;</h3><p>Titles have 12 letters.</p><p>First.</p>"
  )
  expect(own).toContain("<td>rain</td><td class=\"number\" data-value=\"3\">")
  expect(own).toContain("<h4>Rain</h4><p>wet</p>")
  expect(own).toContain("<figure id=\"figure-section-titles-4\"")
  expect(chapter(html, "groups")).not.toContain("Titles")
  const written = markdown.slice(markdown.indexOf("## What was it given?"), markdown.indexOf("## What did the models"))
  expect(written).toContain("Titles have 12 letters.\n\nFirst.")
  expect(written).toContain("| rain | 3 |\n| sun | – |")
  expect(written).toContain("![Lengths](figures/section-titles-4.svg)")
})

it("a chapter that has only a section says the section's finding", async () => {
  const sections = await drawnSections([{ ...titles, chapter: "evidence", key: "12", blocks: [] }])

  const { html } = renderReport({ ...model, sections }, options)

  expect(html).toContain("<span class=\"finding\">Titles have 12 letters.</span>")
})

it("every picture has one name, and none of its marks has another", () => {
  const { html } = renderReport(model, options)
  const all = html.match(/<svg[^>]*>/g)!
  const [glances, pictures] = [true, false].map((is) => all.filter((tag) => tag.includes("class=\"glance\"") === is))

  expect(glances!.every((tag) => tag.includes("aria-hidden=\"true\""))).toBe(true) // its line says what it shows
  expect(pictures).toHaveLength(model.figures.length + 4) // the graph, the section's, and the methods twice
  expect(pictures!.filter((tag) => !/role="img" aria-label(ledby)?="[^"]+"/.test(tag))).toEqual([])
  expect(html.match(/aria-roledescription|role="graphics/g)).toBeNull()
})

const paired = { difference: -0.04, low: -0.08, high: 0.01, p: 0.2 }
const method = (representation: string, value: number, isBaseline: boolean): ReportMethod => ({
  representation,
  clusterer: "Ward",
  isBaseline,
  metrics: [{
    metric: "ARI",
    against: "genre",
    value,
    better: "higher",
    low: value - 0.1,
    high: value + 0.1,
    ...(isBaseline ? {} : { toBaseline: paired })
  }]
})

it("key numbers carry their intervals, and the model's difference its verdict", () => {
  const methods = [method("PCA", 0.5, true), method("VAE", 0.46, false)]

  expect(keyNumbers({ ...model, methods }).map(({ note, value }) => [value, note])).toEqual([
    ["0.50", "[0.40, 0.60] Ward on PCA"],
    ["−0.04", "[−0.08, 0.01] may be chance; Ward on VAE"],
    ["8", "K-Means on the VAE latents, k = 8"],
    ["320", "8 genres for evaluation, 1 set aside"]
  ])
})

it("the number of the best model and the plot's bold difference say ahead or behind below a p of 0.05 alone, by a hair", () => {
  const saidAt = (p: number, difference: number) => {
    const [first, second] = [method("PCA", 0.5, true), method("VAE", 0.46, false)]
    const metrics = second.metrics.map((metric) => ({ ...metric, toBaseline: { ...paired, difference, p } }))
    const methods = [first, { ...second, metrics }]
    const { html } = renderReport({ ...model, methods }, options)
    return [keyNumbers({ ...model, methods })[1]!.note.split(";")[0], html.includes("bold: more than chance")]
  }

  expect(saidAt(0.0499, 0.04)).toEqual(["[−0.08, 0.01] ahead", true])
  expect(saidAt(0.0499, -0.04)).toEqual(["[−0.08, 0.01] behind", true])
  expect(saidAt(0.05, 0.04)).toEqual(["[−0.08, 0.01] may be chance", false])
})

it("the plot shows twelve methods, and the fold counts those that it leaves to the table", () => {
  const methods = Array.from({ length: 15 }, (_, i) => method(`space ${i}`, 0.5 - i / 100, i === 0))

  const { html } = renderReport({ ...model, methods }, options)

  const desc = /<desc id="methods-desc">([^<]*)/.exec(html)![1]!
  expect(desc.match(/Ward on space \d+:/g)).toHaveLength(12)
  expect(html).toContain("<summary>3 more methods · all numbers")
  expect(html.match(/ class="name">space \d+/g)).toHaveLength(15)
})

it("a table of more than twenty rows is one line until opened, and one of more than a page stays so on paper", () => {
  const rows = (count: number) => {
    const tables = [{
      id: "t",
      title: "T",
      columns: ["a"],
      rows: Array.from({ length: count }, () => ["x"]),
      digits: 0,
      sentences: []
    }]
    return renderReport({ ...model, tables }, options).html
  }

  expect(rows(20)).not.toContain("20 rows")
  expect(rows(21)).toContain("<details class=\"fold\" data-print><summary>21 rows</summary>")
  expect(rows(61)).toContain("<details class=\"fold\"><summary>61 rows</summary>")
})
