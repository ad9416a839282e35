/** Pictures of two runs beside each other, as one page that needs nothing else. */
import { fontStack, ink } from "../chart/theme.ts"
import { type Content, type Html, html } from "./html.ts"
import { countText } from "./number-text.ts"

/** A picture as its page holds it: its bytes in a `data:` URL. Scripts in it do not run, as it is shown as an image. */
export interface PairPicture {
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** A picture of both runs, or of one. */
export interface Pair {
  readonly name: string
  readonly from?: PairPicture
  readonly to?: PairPicture
}

/** A small table of texts: a heading for each column, and rows. */
export interface PairTable {
  readonly title: string
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

/** What the page says. `from` and `to` are what the runs are called, `unchanged` names of pictures that are the same. */
export interface PairPage {
  readonly title: string
  readonly lead: string
  readonly from: string
  readonly to: string
  readonly tables: ReadonlyArray<PairTable>
  readonly pairs: ReadonlyArray<Pair>
  readonly unchanged: ReadonlyArray<string>
}

const pageStyle = `
:root{--paper:${ink.paper};--strong:${ink.strong};--body:${ink.body};--soft:${ink.soft};--line:${ink.line};--grid:${ink.grid};--wash:#f7f8fa;color-scheme:light}
@media (prefers-color-scheme:dark){:root{--paper:#15171b;--strong:#eef0f3;--body:#c5cad3;--soft:#959daa;--line:#3d434d;--grid:#262a31;--wash:#1b1e23;color-scheme:dark}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1240px;padding:64px 40px 96px;background:var(--paper);color:var(--body);font:400 16px/1.6 ${fontStack}}
h1,h2,h3{color:var(--strong);font-weight:600;letter-spacing:-.018em;line-height:1.2;overflow-wrap:anywhere}
h1{font-size:38px;letter-spacing:-.03em;margin:4px 0 14px}h2{font-size:24px;margin:64px 0 20px}h3{font-size:16px;margin:0 0 12px;letter-spacing:-.01em}
.eyebrow{margin:0;color:var(--soft);font-size:14px}.lead{font-size:19px;color:var(--strong);margin:0}
.tables{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));gap:8px 56px;margin-top:40px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14.5px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:8px 16px 8px 0;border-bottom:1px solid var(--grid);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:400;color:var(--soft);font-size:13px;border-color:var(--line)}td:first-child{color:var(--strong)}th,td.number{white-space:nowrap}
.tables h2{font-size:17px;margin:0 0 6px}
.pair{margin:0 0 44px;padding:22px 24px 24px;border:1px solid var(--grid);border-radius:12px;background:var(--wash)}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:20px}.sides.one{grid-template-columns:minmax(0,1fr)}
figure{margin:0;min-width:0}figcaption{color:var(--soft);font-size:13px;margin:0 0 6px}
.picture{background:#fff;border:1px solid var(--grid);border-radius:8px;padding:10px;display:grid}
.picture img{display:block;max-width:100%;height:auto;margin:auto;grid-area:1/1}
.one .picture img{max-width:min(100%,680px)}
.both{isolation:isolate;filter:grayscale(1) invert(1);background:#000;border-color:#222}.both img+img{mix-blend-mode:difference}
details{margin-top:14px}summary{cursor:pointer;color:var(--soft);font-size:14px}details .picture{margin-top:10px}
ul{margin:0;padding-left:20px;columns:2 320px;font-size:14.5px}li{overflow-wrap:anywhere;break-inside:avoid}
footer{margin-top:72px;padding-top:18px;border-top:1px solid var(--grid);font-size:13px;color:var(--soft)}
@media (max-width:760px){body{padding:28px 18px 64px}h1{font-size:29px}.sides{grid-template-columns:minmax(0,1fr)}}
@media print{.pair{break-inside:avoid}}`

const image = ({ bytes, mediaType }: PairPicture, alt: string): Html =>
  html`<img alt="${alt}" src="data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}">`

const side = (picture: PairPicture | undefined, run: string, name: string): Content =>
  picture === undefined
    ? undefined
    : html`<figure><figcaption>${run}</figcaption><div class="picture">${
      image(picture, `${name}, ${run}`)
    }</div></figure>`

/** One picture over the other: grey where they differ, white where they do not. */
const difference = ({ from, name, to }: Pair): Content =>
  from === undefined || to === undefined
    ? undefined
    : html`<details><summary>where they differ</summary><div class="picture both">${image(from, name)}${
      image(to, `${name}, the difference`)
    }</div></details>`

const pairSection = (pair: Pair, { from, to }: PairPage): Html => {
  const isBoth = pair.from !== undefined && pair.to !== undefined
  return html`<section class="pair"><h3>${pair.name}</h3><div class="${isBoth ? "sides" : "sides one"}">${
    side(pair.from, from, pair.name)
  }${side(pair.to, to, pair.name)}</div>${difference(pair)}</section>`
}

const isNumeric = (text: string): boolean => /^[+\u2212-]?\d[\d.,e+-]*$|^=$/.test(text)

const cellHtml = (text: string): Html =>
  isNumeric(text) ? html`<td class="number">${text}</td>` : html`<td>${text}</td>`

const tableHtml = ({ columns, rows, title }: PairTable): Content =>
  rows.length === 0
    ? undefined
    : html`<section><h2>${title}</h2><div class="scroll"><table><thead><tr>${
      columns.map((name) => html`<th scope="col">${name}</th>`)
    }</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cellHtml)}</tr>`)}</tbody></table></div></section>`

const chapter = (title: string, pairs: ReadonlyArray<Pair>, page: PairPage): Content =>
  pairs.length === 0 ? undefined : html`<h2>${title}</h2>${pairs.map((pair) => pairSection(pair, page))}`

const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"

/** The page as HTML. `fontCss` holds the fonts it is set in. */
export const pairPage = (page: PairPage, { fontCss }: { readonly fontCss: string }): string => {
  const { from, lead, pairs, tables, title, to, unchanged } = page
  const body = html`<p class="eyebrow">Two runs side by side</p><h1>${title}</h1><p class="lead">${lead}</p>
<div class="tables">${tables.map(tableHtml)}</div>
${chapter("Changed", pairs.filter((pair) => pair.from !== undefined && pair.to !== undefined), page)}
${chapter(`Only in ${from}`, pairs.filter((pair) => pair.to === undefined), page)}
${chapter(`Only in ${to}`, pairs.filter((pair) => pair.from === undefined), page)}
${
    unchanged.length === 0
      ? undefined
      : html`<h2>The same</h2><p>${countText(unchanged.length, "figure")} with the same bytes:</p><ul>${
        unchanged.map((name) => html`<li>${name}</li>`)
      }</ul>`
  }
<footer>Changed means that the bytes differ. Made by pipeline plots diff.</footer>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>${html`${title}`.toString()}</title>
<style>${fontCss}${pageStyle}</style></head><body>${body.toString()}</body></html>
`
}
