import { digestOf } from "../../format/digest.ts"
import { groupColours } from "../chart/group-scale.ts"
import { ink } from "../chart/theme.ts"
import { cell, headings, list, table } from "./html-table.ts"
import { type Content, type Html, html, raw } from "./html.ts"
import { hrefOf, mapHtml } from "./map-html.ts"
import { countText } from "./number-text.ts"
import { pageStyle } from "./page-style.ts"
import { inChapters, type ReportCluster, type ReportFigure, type ReportModel } from "./report-model.ts"
import { furtherTable, results } from "./results-html.ts"
import * as sentences from "./sentences.ts"

/** One chapter: `id` is its anchor; without a `body` the chapter is left out. */
interface Section {
  readonly id: string
  readonly title: string
  readonly body: Content
}

/** Ids inside a picture get the picture's name in front, since two charts both call their first clip "clip0". */
const scopeIds = (svg: string, scope: string): string =>
  svg
    .replace(/\bid="([^"]+)"/g, `id="${scope}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${scope}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${scope}-$1"`)

const figure = ({ caption, id, svg, title }: ReportFigure): Html => {
  const width = Number(/width="([\d.]+)/.exec(svg)?.[1] ?? 0)
  const wide = width > 900 ? raw(" class=\"wide\"") : undefined
  return html`<figure id="figure-${id}"${wide} aria-label="${title}"><div class="scroll" tabindex="0" role="group" aria-label="${title}">${
    raw(scopeIds(svg, html`${id}`.toString()))
  }</div><figcaption>${caption}</figcaption></figure>`
}

const figures = (model: ReportModel): Content => {
  const { folded, shown } = inChapters(model.figures)
  return [
    ...shown.map(figure),
    ...folded.map(({ chapter, figures: own }) =>
      html`<details><summary>${chapter} <span>${countText(own.length, "figure")}</span></summary>${
        own.map(figure)
      }</details>`
    )
  ]
}

const kChoice = ({ kTables }: ReportModel): ReadonlyArray<Content> =>
  kTables.map((entry) => [
    html`<p>${sentences.kSentence(entry)}</p>`,
    table(
      headings(["k", ...entry.criteria], 0),
      entry.rows.map((row) => {
        const cells = [cell(row.k, 0), entry.criteria.map((_, i) => cell(row.values[i], 3))]
        return row.k === entry.chosenK ? html`<tr class="chosen">${cells}</tr>` : html`<tr>${cells}</tr>`
      })
    )
  ])

const trait = (name: string, text: string): Html | undefined =>
  text === "" ? undefined : html`<p class="trait"><b>${name}</b> ${text}</p>`

const card = (cluster: ReportCluster, colour: string, labels: ReadonlyArray<string>): Html => {
  const shades = groupColours(labels)
  const bar = cluster.topLabels.map(({ count, label }) => {
    const width = (100 * count / Math.max(1, cluster.size)).toFixed(2)
    const shade = (shades[labels.indexOf(label)] ?? ink.noise).slice(1)
    return html`<i style="width:${width}%;background:var(--c-${shade})" title="${label}: ${count}"></i>`
  })
  const tracks = cluster.exemplars.map(({ audio, label, title }) => {
    const href = hrefOf(audio)
    const name = href === undefined ? title : html`<a href="${href}">${title}</a>`
    return html`<li>${name}${label === undefined ? undefined : html` <span>${label}</span>`}</li>`
  })
  return html`<article class="card"><h3><i class="dot" style="background:var(--c-${
    colour.slice(1)
  })"></i>${cluster.name}</h3><p>${sentences.clusterSentence(cluster)}</p>${
    bar.length === 0 ? undefined : html`<div class="share" aria-hidden="true">${bar}</div>`
  }${trait("Sound", sentences.featurePhrase(cluster))}${
    trait("Words", (cluster.words ?? []).join(", "))
  }<ul>${tracks}</ul></article>`
}

const clusterCards = ({ clusterMethod, clusters, labels }: ReportModel): Content => {
  if (clusters.length === 0) return undefined
  const colours = groupColours(clusters.map((cluster) => cluster.name))
  const told = clusters.some(({ features = [] }) => features.length > 0)
    ? " Sound names the features whose means differ most from all other tracks, in standard deviations."
    : ""
  return html`<p>${clusterMethod}. The tracks named are those nearest to the centre of their cluster.${told}</p><div class="cards">${
    clusters.map((cluster, i) => card(cluster, colours[i]!, labels?.values ?? []))
  }</div>`
}

const rowsOf = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<Html> =>
  rows.map((row) => html`<tr>${row.map((text) => html`<td>${text}</td>`)}</tr>`)

const parameters = (model: ReportModel): Content =>
  model.parameters.length === 0 ? undefined : table(
    headings(["Node", "Parameter", "Value"], 3),
    rowsOf(model.parameters.map(({ name, node, value }) => [node, name, value]))
  )

const data = (model: ReportModel): Content => [
  html`<p>${sentences.dataSentence(model)}</p>`,
  model.quarantined.length === 0 ? undefined : table(
    headings(["File left out", "Reason"], 2),
    rowsOf(model.quarantined.map(({ file, reason }) => [file, reason]))
  ),
  model.remarks.length === 0 ? undefined : table(
    headings(["Where", "Noticed"], 2),
    rowsOf(model.remarks.map(({ remark, where }) => [where, remark]))
  )
]

const pipelineGraph = ({ dagSvg, pipeline }: ReportModel): Content =>
  dagSvg === ""
    ? undefined
    : figure({
      id: "dag",
      title: `Nodes of ${pipeline}`,
      caption: "Arrows are artifacts read by what they point to; ×n stands for n steps of one node.",
      svg: dagSvg
    })

/** Nothing but nothing. */
const isEmpty = (body: Content): boolean => body === undefined || (Array.isArray(body) && body.every(isEmpty))

const sectionsOf = (model: ReportModel): ReadonlyArray<Section> =>
  [
    { id: "map-section", title: "Map", body: mapHtml(model) },
    { id: "results", title: "Results", body: results(model) },
    ...model.tables.map((each) => ({ id: each.id, title: each.title, body: furtherTable(each) })),
    { id: "figures", title: "Figures", body: figures(model) },
    { id: "clusters", title: "Clusters", body: clusterCards(model) },
    { id: "number-of-clusters", title: "Number of clusters", body: kChoice(model) },
    { id: "latent-use", title: "Latent use", body: list(model.collapse.map(sentences.collapseSentence)) },
    { id: "pipeline", title: "Pipeline", body: pipelineGraph(model) },
    { id: "parameters", title: "Parameters", body: parameters(model) },
    { id: "data", title: "Data", body: data(model) },
    { id: "limits", title: "Limits", body: list(model.notes) }
  ].filter((section) => !isEmpty(section.body))

const facts = (model: ReportModel): Html => {
  const shown = [
    { name: "Tracks", value: model.trackCount.toLocaleString("en-US") },
    { name: "Seed", value: String(model.seed) },
    { name: "Configuration", value: model.configuration },
    ...model.facts
  ]
  return html`<dl class="facts">${
    shown.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)
  }</dl>`
}

/** The page may run one script, told by its SHA-256, and load nothing but sound beside it and what it carries itself. */
const policy = (script: string): string => {
  const own = script === "" ? "'none'" : `'sha256-${Buffer.from(digestOf(script), "hex").toString("base64")}'`
  return [
    "default-src 'none'",
    `script-src ${own}`,
    "style-src 'unsafe-inline'", // pictures carry style attributes
    "font-src data:",
    "img-src data:",
    "media-src data: 'self' file:",
    "base-uri 'none'",
    "form-action 'none'"
  ].join("; ")
}

/**
 * The report as one HTML page that loads nothing; `fonts` is CSS from src/page/report/font-css.ts, `script` the bundle of
 * src/page/web; either may be empty.
 */
export const reportHtml = (model: ReportModel, fonts: string, script = ""): string => {
  const sections = sectionsOf(model)
  const links = sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)
  const chapters = sections.map(({ body, id, title }, i) =>
    html`${i === 0 ? "" : raw("\n")}<section id="${id}"><h2>${title}</h2>${body}</section>`
  )
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<title>${model.pipeline} · ${model.configuration}</title>
<style>${raw(fonts)}${raw(pageStyle())}</style>
</head>
<body>
<a class="skip" href="#top">Skip to the report</a>
<div class="page">
<nav aria-label="Contents"><ol>${links}</ol><button type="button" id="theme" hidden>Light / dark</button></nav>
<main id="top">
<header><p class="eyebrow">Unsupervised clustering of music</p><h1>${model.pipeline}</h1>
<p class="lead">${sentences.leaderSentence(model.methods)}</p><p>${sentences.dataSentence(model)}</p>${
    facts(model)
  }</header>
${chapters}
<footer>Every sentence on this page is generated from the tables beside it. Configuration ${model.configuration}, seed ${model.seed}.</footer>
</main>
</div>
${script === "" ? undefined : html`<script>${raw(script)}</script>`}
</body>
</html>
`.toString()
}
