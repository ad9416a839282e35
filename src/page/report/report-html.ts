import { groupColours } from "../chart/group-scale.ts"
import { ink } from "../chart/theme.ts"
import { escapeHtml, scriptJson } from "./escape-html.ts"
import { explorerScript } from "./explorer.ts"
import { cell, headings, list, table } from "./html-table.ts"
import { countText } from "./number-text.ts"
import { pageScript } from "./page-script.ts"
import { pageStyle } from "./page-style.ts"
import type { ReportCluster, ReportFigure, ReportModel } from "./report-model.ts"
import { furtherTable, results } from "./results-html.ts"
import * as sentences from "./sentences.ts"

/** One chapter: `id` is its anchor; an empty `body` leaves the chapter out. */
interface Section {
  readonly id: string
  readonly title: string
  readonly body: string
}

/** Ids inside a picture get the picture's name in front, since two charts both call their first clip "clip0". */
const scopeIds = (svg: string, scope: string): string =>
  svg
    .replace(/\bid="([^"]+)"/g, `id="${scope}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${scope}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${scope}-$1"`)

const figure = ({ caption, id, svg, title }: ReportFigure): string => {
  const width = Number(/width="([\d.]+)/.exec(svg)?.[1] ?? 0)
  return `<figure id="figure-${escapeHtml(id)}"${width > 900 ? " class=\"wide\"" : ""} aria-label="${
    escapeHtml(title)
  }">`
    + `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(title)}">${
      scopeIds(svg, escapeHtml(id))
    }</div>`
    + `<figcaption>${escapeHtml(caption)}</figcaption></figure>`
}

const kChoice = ({ kTables }: ReportModel): string =>
  kTables.map((entry) =>
    `<p>${escapeHtml(sentences.kSentence(entry))}</p>`
    + table(
      headings(["k", ...entry.criteria], 0),
      entry.rows.map((row) =>
        `<tr${row.k === entry.chosenK ? " class=\"chosen\"" : ""}>${cell(row.k, 0)}${
          entry.criteria.map((_, i) => cell(row.values[i], 3)).join("")
        }</tr>`
      )
    )
  ).join("")

const trait = (name: string, text: string): string =>
  text === "" ? "" : `<p class="trait"><b>${name}</b> ${escapeHtml(text)}</p>`

const card = (cluster: ReportCluster, colour: string, labels: ReadonlyArray<string>): string => {
  const shades = groupColours(labels)
  const bar = cluster.topLabels.map(({ count, label }) =>
    `<i style="width:${(100 * count / Math.max(1, cluster.size)).toFixed(2)}%;background:var(--c-${
      (shades[labels.indexOf(label)] ?? ink.noise).slice(1)
    })" title="${escapeHtml(label)}: ${count}"></i>`
  ).join("")
  const tracks = cluster.exemplars.map(({ audio, label, title }) => {
    const isLocal = audio !== undefined && !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(audio)
    const name = isLocal ? `<a href="${escapeHtml(encodeURI(audio))}">${escapeHtml(title)}</a>` : escapeHtml(title)
    return `<li>${name}${label === undefined ? "" : ` <span>${escapeHtml(label)}</span>`}</li>`
  }).join("")
  return `<article class="card"><h3><i class="dot" style="background:var(--c-${colour.slice(1)})"></i>${
    escapeHtml(cluster.name)
  }</h3><p>${escapeHtml(sentences.clusterSentence(cluster))}</p>${
    bar === "" ? "" : `<div class="share" aria-hidden="true">${bar}</div>`
  }${trait("Sound", sentences.featurePhrase(cluster))}${
    trait("Words", (cluster.words ?? []).join(", "))
  }<ul>${tracks}</ul></article>`
}

const clusterCards = ({ clusterMethod, clusters, labels }: ReportModel): string => {
  if (clusters.length === 0) return ""
  const colours = groupColours(clusters.map((cluster) => cluster.name))
  const told = clusters.some(({ features = [] }) => features.length > 0)
    ? " Sound names the features whose means differ most from all other tracks, in standard deviations."
    : ""
  return `<p>${
    escapeHtml(clusterMethod)
  }. The tracks named are those nearest to the centre of their cluster.${told}</p>`
    + `<div class="cards">${
      clusters.map((cluster, i) => card(cluster, colours[i]!, labels?.values ?? [])).join("")
    }</div>`
}

const explorer = (model: ReportModel): string => {
  if (model.points.length === 0) return ""
  const byOrder = (known: ReadonlyArray<string>, used: ReadonlyArray<string>) => {
    const groups = [...known, ...[...new Set(used)].filter((name) => !known.includes(name)).toSorted()]
    const colours = groupColours(groups)
    return Object.fromEntries(groups.map((group, i) => [group, colours[i]]))
  }
  const label = model.labels
  const clusterMode = {
    name: "cluster",
    colours: byOrder(model.clusters.map(({ name }) => name), model.points.map(({ cluster }) => cluster))
  }
  const labelMode = label === undefined ? [] : [{
    name: label.name,
    colours: byOrder(label.values, model.points.map((point) => point.label ?? "unlabelled"))
  }]
  const modes = [clusterMode, ...labelMode]
  const points = model.points.map(({ audio, cluster, label: own, title, x, y }) => ({
    x,
    y,
    title,
    audio,
    groups: label === undefined ? [cluster] : [cluster, own ?? "unlabelled"]
  }))
  const radios = modes.map((mode, i) =>
    `<label><input type="radio" name="explorer-mode" value="${i}"${i === 0 ? " checked" : ""}>${
      escapeHtml(mode.name)
    }</label>`
  ).join("")
  const play = model.points.some((point) => point.audio !== undefined) ? "; click or Enter plays it" : ""
  return `<p>${escapeHtml(model.mapMethod)}. Distances between far groups mean little; neighbours mean more.</p>
<div id="map"><div class="tools"><span>Colour by</span>${radios}<span class="zoom"><button type="button" id="explorer-in" aria-label="Zoom in">+</button><button type="button" id="explorer-out" aria-label="Zoom out">−</button><button type="button" id="explorer-home">Reset</button></span></div>
<div class="stage"><canvas id="explorer-canvas" tabindex="0" role="application" aria-label="Map of ${
    escapeHtml(countText(points.length, "track"))
  }. Arrow keys move between tracks, plus and minus zoom, 0 resets."></canvas><div id="explorer-tip" hidden></div></div>
<div id="explorer-legend"></div><audio id="explorer-player" controls preload="none" hidden></audio>
<p id="explorer-status" class="eyebrow" role="status"></p>
<p class="eyebrow">Hover names a track${play}. Drag pans, Ctrl + wheel or pinch zooms, arrow keys walk.</p></div>
<script type="application/json" id="explorer-data">${scriptJson({ points, modes, noise: ink.noise })}</script>`
}

const parameters = (model: ReportModel): string =>
  model.parameters.length === 0 ? "" : table(
    headings(["Node", "Parameter", "Value"], 3),
    model.parameters.map(({ name, node, value }) =>
      `<tr><td>${escapeHtml(node)}</td><td>${escapeHtml(name)}</td><td>${escapeHtml(value)}</td></tr>`
    )
  )

const data = (model: ReportModel): string =>
  `<p>${escapeHtml(sentences.dataSentence(model))}</p>` + (model.quarantined.length === 0 ? "" : table(
    headings(["File left out", "Reason"], 2),
    model.quarantined.map(({ file, reason }) => `<tr><td>${escapeHtml(file)}</td><td>${escapeHtml(reason)}</td></tr>`)
  )) + (model.remarks.length === 0 ? "" : table(
    headings(["Where", "Noticed"], 2),
    model.remarks.map(({ remark, where }) => `<tr><td>${escapeHtml(where)}</td><td>${escapeHtml(remark)}</td></tr>`)
  ))

const pipelineGraph = ({ dagSvg, pipeline }: ReportModel): string =>
  dagSvg === ""
    ? ""
    : figure({
      id: "dag",
      title: `Nodes of ${pipeline}`,
      caption: "Arrows are artifacts read by what they point to; ×n stands for n steps of one node.",
      svg: dagSvg
    })

const sectionsOf = (model: ReportModel): ReadonlyArray<Section> =>
  [
    { id: "map-section", title: "Map", body: explorer(model) },
    { id: "results", title: "Results", body: results(model) },
    ...model.tables.map((each) => ({ id: each.id, title: each.title, body: furtherTable(each) })),
    { id: "figures", title: "Figures", body: model.figures.map(figure).join("") },
    { id: "clusters", title: "Clusters", body: clusterCards(model) },
    { id: "number-of-clusters", title: "Number of clusters", body: kChoice(model) },
    { id: "latent-use", title: "Latent use", body: list(model.collapse.map(sentences.collapseSentence)) },
    { id: "pipeline", title: "Pipeline", body: pipelineGraph(model) },
    { id: "parameters", title: "Parameters", body: parameters(model) },
    { id: "data", title: "Data", body: data(model) },
    { id: "limits", title: "Limits", body: list(model.notes) }
  ].filter((section) => section.body !== "")

const facts = (model: ReportModel): string => {
  const shown = [
    { name: "Tracks", value: model.trackCount.toLocaleString("en-US") },
    { name: "Seed", value: String(model.seed) },
    { name: "Configuration", value: model.configuration },
    ...model.facts
  ]
  return `<dl class="facts">${
    shown.map(({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")
  }</dl>`
}

/** The report as one HTML page that loads nothing; `fonts` is CSS from src/page/report/font-css.ts, or empty. */
export const reportHtml = (model: ReportModel, fonts: string): string => {
  const sections = sectionsOf(model)
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join("")
  const chapters = sections.map(({ body, id, title }) => `<section id="${id}"><h2>${title}</h2>${body}</section>`).join(
    "\n"
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:; media-src 'self' file:">
<title>${escapeHtml(model.pipeline)} · ${escapeHtml(model.configuration)}</title>
<style>${fonts}${pageStyle()}</style>
</head>
<body>
<a class="skip" href="#top">Skip to the report</a>
<div class="page">
<nav aria-label="Contents"><ol>${links}</ol><button type="button" id="theme" hidden>Light / dark</button></nav>
<main id="top">
<header><p class="eyebrow">Unsupervised clustering of music</p><h1>${escapeHtml(model.pipeline)}</h1>
<p class="lead">${escapeHtml(sentences.leaderSentence(model.methods))}</p><p>${
    escapeHtml(sentences.dataSentence(model))
  }</p>${facts(model)}</header>
${chapters}
<footer>Every sentence on this page is generated from the tables beside it. Configuration ${
    escapeHtml(model.configuration)
  }, seed ${model.seed}.</footer>
</main>
</div>
<script>${explorerScript}</script>
<script>${pageScript}</script>
</body>
</html>
`
}
