/** The page of a run: its steps to walk through, a timeline, and every step in a table. What it does: src/page/web/run-main.ts. */
import { gzipSync } from "node:zlib"
import { visibleWithin } from "../../format/visible.ts"
import { fontCss } from "./font-css.ts"
import { cell, type Row, table, textCell, valueCell } from "./html-table.ts"
import { type Html, html, raw, scriptElement } from "./html.ts"
import type { PageParts } from "./page-parts.ts"
import { pagePolicy } from "./page-policy.ts"
import { pageStyle } from "./page-style.ts"
import type { Cell } from "./phone-table.ts"
import { durationText, runSentences } from "./run-time.ts"
import type { WalkData, WalkStep } from "./walk-data.ts"
import { walkStyle } from "./walk-style.ts"

/** What the page shows. `facts` are name and value. */
export interface RunPage {
  readonly run: string
  readonly facts: ReadonlyArray<readonly [name: string, value: string]>
  readonly walk: WalkData
}

const timeCell = (ms: number | undefined): Cell =>
  ms === undefined ? cell(undefined, 0) : valueCell(ms, durationText(ms))

const row = ({ from, group, madeMs, name, node, state, why }: WalkStep): Row => ({
  cells: [
    ...[name, node, group, state].map((text) => textCell(text)),
    timeCell(from),
    timeCell(madeMs),
    textCell(why.slice(0, 2).join("; "))
  ]
})

const stepTable = ({ steps }: WalkData): Html =>
  html`<details class="fold" id="steps"${
    steps.length > 60 ? undefined : raw(" data-print")
  }><summary>Every step in a table <span>sort, filter, CSV</span></summary>${
    table({
      columns: ["Step", "Node", "Group", "State", "Began after", "Took", "Why it ran"],
      rows: steps.map(row)
    })
  }</details>`

/** The data of a walk in a fifth of its size, for the script of the page to find. */
const packedWalk = (walk: WalkData): string =>
  gzipSync(JSON.stringify(visibleWithin(walk)), { level: 9 }).toString("base64")

/** The page as one file that loads nothing. Equal runs give equal bytes. */
export const runHtml = ({ facts, run, walk }: RunPage, { fonts, script }: PageParts): string => {
  const [first, ...rest] = runSentences(walk)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(script)}">
<title>${walk.pipeline} · run ${run.slice(0, 6)}</title>
<style>${raw(fontCss(fonts, ["Inter"]))}${raw(pageStyle())}${raw(walkStyle)}</style>
</head>
<body>
<main class="page run" id="top">
<header><p class="running"><span><b>Partita</b> · <b>${walk.pipeline}</b> · run ${
    run.slice(0, 6)
  }</span><span><button type="button" id="theme" hidden>Light / dark</button></span></p>
<h1>${first}</h1>${rest.length === 0 ? undefined : html`<p class="lead">${rest.join(" ")}</p>`}</header>
<section aria-labelledby="walk-title"><h2 id="walk-title">Steps</h2><div id="walk"><p>The steps are drawn here where scripts may run; the table below has them all.</p></div></section>
<section aria-labelledby="time-title"><h2 id="time-title">Time</h2><div id="timeline"></div></section>
${stepTable(walk)}
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<footer>Written by pipeline from the record of run ${run}. Times are those of this machine; results do not depend on them.</footer>
</main>
${scriptElement(" type=\"application/gzip\" id=\"walk-data\"", packedWalk(walk))}
${script === "" ? undefined : scriptElement("", script)}
</body>
</html>
`.toString()
}
