import { describe, expect, it } from "vitest"
import { reportHtml } from "../../../src/page/report/report-html.ts"
import { reportMarkdown } from "../../../src/page/report/report-markdown.ts"
import type { ReportMethod } from "../../../src/page/report/report-model.ts"
import { leaderSentence, ranking } from "../../../src/page/report/sentences.ts"
import { sampleReport } from "./sample-report.ts"

const method = (representation: string, ari: number, isLabelConditioned = false): ReportMethod => ({
  representation,
  clusterer: "K-Means",
  isBaseline: false,
  isLabelConditioned,
  metrics: [{ metric: "ARI", against: "genre", value: ari, better: "higher", nullLow: -0.01, nullHigh: 0.01 }]
})

const methods = [method("VAE", 0.2), method("CVAE", 0.9, true), method("AE", 0.4), method("PCA", Number.NaN)]

describe("a ranking", () => {
  it("never holds a label-conditioned method, however well it scores", () => {
    expect(ranking(methods).map(({ representation }) => representation)).toEqual(["AE", "VAE", "PCA"])
    expect(leaderSentence(methods)).toBe(
      "The best ARI against genre is 0.40, by K-Means on AE. 1 label-conditioned result is shown apart and not ranked."
    )
  })

  it("shows what labels went into under a heading of its own, after the ranked methods", async () => {
    const model = { ...await sampleReport(), methods }

    const html = reportHtml(model, "")
    const markdown = reportMarkdown(model, (id) => `${id}.svg`)

    const heading = html.indexOf("Label-conditioned, not ranked")
    expect(html.indexOf("<td class=\"name\">AE</td>")).toBeLessThan(html.indexOf("<td class=\"name\">VAE</td>"))
    expect(heading).toBeGreaterThan(html.indexOf("<td class=\"name\">VAE</td>"))
    expect(html.indexOf("<td class=\"name\">CVAE</td>")).toBeGreaterThan(heading)
    expect(markdown.indexOf("| CVAE |")).toBeGreaterThan(markdown.indexOf("### Label-conditioned, not ranked"))
  })
})

describe("a further table", () => {
  it("stands with its sentences under its own heading, missing numbers as dashes", async () => {
    const tables = [{
      id: "ablation",
      title: "Ablation",
      sentences: ["Lyrics add nothing."],
      columns: ["input", "ARI"],
      rows: [["audio & lyrics", 0.25], ["audio", null]],
      digits: 3
    }]
    const model = { ...await sampleReport(), tables }

    const html = reportHtml(model, "")

    expect(html).toContain("<h3>Ablation</h3><p>Lyrics add nothing.</p>")
    expect(html).toContain("<tr><td>audio &amp; lyrics</td><td class=\"number\" data-value=\"0.25\">0.250</td></tr>")
    expect(html).toContain("<tr><td>audio</td><td class=\"number\" data-value=\"\">–</td></tr>")
    expect(reportMarkdown(model, (id) => id)).toContain("### Ablation\n\nLyrics add nothing.\n\n| input | ARI |")
  })
})
