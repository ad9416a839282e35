/** The page: the finding with its map and its methods on the first screen, everything else in chapters below. */
import { chaptersHtml } from "./chapters-html.ts"
import { figureData } from "./figure-data.ts"
import { type Content, type Html, html, raw } from "./html.ts"
import { keyNumbers } from "./key-numbers.ts"
import { mapHtml } from "./map-html.ts"
import { methodsPlot, methodsTable } from "./methods-html.ts"
import { countText } from "./number-text.ts"
import { pagePolicy } from "./page-policy.ts"
import { pageStyle } from "./page-style.ts"
import type { ReportModel } from "./report-model.ts"
import * as sentences from "./sentences.ts"
import { walkStyle } from "./walk-style.ts"

const runningHead = ({ configuration, dataSource, pipeline, seed, trackCount }: ReportModel): Html =>
  html`<p class="running"><span><b>Partita</b> · ${dataSource} · <b>${pipeline}</b></span><span>seed ${seed} · ${
    countText(trackCount, "track")
  } · ${configuration} <button type="button" id="theme" hidden>Light / dark</button></span></p>`

/** An interval is not broken over two lines, nor a short name such as K-Means at its hyphen. */
const unbroken = (text: string): ReadonlyArray<Content> =>
  text.replace(/\[[^\]]*\]/g, (interval) => interval.replaceAll(" ", "\u00a0"))
    .split(/((?<![\p{L}-])\p{L}{1,6}-\p{L}{1,12}(?![\p{L}-]))/u)
    .map((part, i) => i % 2 === 1 ? html`<span class="whole">${part}</span>` : part)

const numbers = (model: ReportModel): Html =>
  html`<dl class="numbers">${
    keyNumbers(model).map(({ name, note, value }) =>
      html`<div><dt>${name}</dt><dd>${value}<small>${unbroken(note)}</small></dd></div>`
    )
  }</dl>`

const firstScreen = (model: ReportModel): Html => {
  const [headline, ...rest] = sentences.leaderSentences(model.methods)
  const [explorer, plot] = [mapHtml(model), methodsPlot(model)]
  const looks = [
    explorer === undefined ? undefined : html`<section id="map-section" aria-label="The map">${explorer}</section>`,
    plot === undefined
      ? undefined
      : html`<section id="methods-section" aria-label="Methods">${plot}${numbers(model)}</section>`
  ].filter((look) => look !== undefined)
  return html`<header>${runningHead(model)}<h1>${unbroken(headline)}</h1>${
    rest.length === 0 ? undefined : html`<p class="lead">${unbroken(rest.join(" "))}</p>`
  }</header>
${looks.length === 0 ? undefined : html`<div class="${looks.length === 1 ? "looks one" : "looks"}">${looks}</div>`}${
    plot === undefined ? numbers(model) : undefined
  }${methodsTable(model)}`
}

/**
 * The report as one HTML page that loads nothing; `fonts` is CSS from src/page/report/font-css.ts, `script` the bundle of
 * src/page/web; either may be empty.
 */
export const reportHtml = (model: ReportModel, fonts: string, script = ""): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(script)}">
<title>${model.pipeline} · ${model.configuration}</title>
<style>${raw(fonts)}${raw(pageStyle())}${raw(walkStyle)}</style>
</head>
<body>
<main class="page" id="top">
${firstScreen(model)}
${chaptersHtml(model)}
<footer>Every sentence on this page is generated from the tables beside it. Configuration ${model.configuration}, seed ${model.seed}.</footer>
</main>
${script === "" ? undefined : html`${figureData(model)}<script>${raw(script)}</script>`}
</body>
</html>
`.toString()
