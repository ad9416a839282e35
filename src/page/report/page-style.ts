import { labelPalette } from "../chart/label-palette.ts"
import { fontStack, ink, palette } from "../chart/theme.ts"
import { dagStatusStyle } from "./dag-status.ts"
import { mapStyle } from "./map-style.ts"

/** Colours of the page in light and dark: every neutral of the charts has a dark twin here. */
const neutrals: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  paper: [ink.paper, "#15171b"],
  strong: [ink.strong, "#eef0f3"],
  body: [ink.body, "#c5cad3"],
  soft: [ink.soft, "#959daa"],
  line: [ink.line, "#3d434d"],
  grid: [ink.grid, "#262a31"],
  noise: [ink.noise, "#656d7a"],
  wash: ["#f7f8fa", "#1b1e23"],
  accent: ["#285094", "#8db0ee"]
}

/** The colours that would drown on a dark page, three of clusters and three of labels; all others serve both modes. */
export const darkPalette: Readonly<Record<string, string>> = {
  "#285094": "#6b75f6",
  "#9f3501": "#bd373f",
  "#6c4557": "#b3769a",
  "#332288": "#8a80dd",
  "#117733": "#3fa564",
  "#882255": "#c4578f"
}

const darkDagFill: Readonly<Record<string, string>> = {
  "#eef4ef": "#1d2822",
  "#e9eff8": "#1c2536",
  "#fdf3df": "#332a17",
  "#fae9e4": "#3a2019",
  "#f3edf7": "#2a2233",
  "#f6f7f9": "#1e2126"
}

const swatches = [
  ...new Set([...palette, ...labelPalette, ...Object.values(dagStatusStyle).map((style) => style.fill)])
]

const variables = (mode: 0 | 1): string => {
  const named = Object.entries(neutrals).map(([name, colours]) => `--${name}:${colours[mode]}`)
  const coded = swatches.map((colour) =>
    `--c-${colour.slice(1)}:${mode === 0 ? colour : darkPalette[colour] ?? darkDagFill[colour] ?? colour}`
  )
  return [...named, `--c-${ink.noise.slice(1)}:${neutrals["noise"]![mode]}`, ...coded].join(";")
}

/** SVG pictures carry fixed colours; inside the page each known one is replaced by its variable. */
const repaint = (): string => {
  const named = Object.keys(ink).filter((name) => name in neutrals).map((name) =>
    [ink[name as keyof typeof ink], `var(--${name})`] as const
  )
  const coded = swatches.map((colour) => [colour, `var(--c-${colour.slice(1)})`] as const)
  return [...named, ...coded].map(([from, to]) =>
    `figure svg [fill="${from}"]{fill:${to}}figure svg [stroke="${from}"]{stroke:${to}}`
  ).join("\n")
}

/** The style sheet of a report, without the font files. */
export const pageStyle = (): string => `
:root{${variables(0)};color-scheme:light}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${variables(1)};color-scheme:dark}}
:root[data-theme=dark]{${variables(1)};color-scheme:dark}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:24px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--body);font:400 16px/1.62 ${fontStack};font-feature-settings:"kern"}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:3px}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:16px;top:12px}
.page{display:grid;grid-template-columns:190px minmax(0,820px);gap:72px;max-width:1180px;margin:0 auto;padding:72px 40px 120px}
nav{position:sticky;top:72px;align-self:start;font-size:14px;line-height:1.4;max-height:calc(100vh - 96px);overflow:auto}
nav ol{list-style:none;margin:0;padding:0}
nav a{display:block;padding:5px 0 5px 14px;color:var(--soft);text-decoration:none;border-left:2px solid var(--grid)}
nav a:hover{color:var(--strong)}nav a[aria-current]{color:var(--strong);border-color:var(--accent);font-weight:600}
#theme,#folds,.tools button{font:inherit;font-size:13px;color:var(--soft);background:none;border:1px solid var(--line);border-radius:7px;padding:4px 11px;cursor:pointer}
#folds{display:block;margin-top:24px}#theme{margin-top:12px}#theme:hover,#folds:hover,.tools button:hover{color:var(--strong);border-color:var(--soft)}
h1,h2,h3{color:var(--strong);font-weight:600;letter-spacing:-.018em;line-height:1.2;text-wrap:balance}
h1{font-size:44px;letter-spacing:-.03em;margin:4px 0 18px}
h2{font-size:26px;margin:88px 0 18px}h3{font-size:17px;margin:36px 0 8px;letter-spacing:-.01em}
.eyebrow{margin:0;color:var(--soft);font-size:14px}
.lead{font-size:20px;line-height:1.5;color:var(--strong);margin:0 0 12px;text-wrap:pretty}
p{margin:0 0 14px;text-wrap:pretty}ul{padding-left:20px;margin:0 0 14px}li{margin:5px 0}
dl.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:22px 28px;margin:36px 0 0;padding:24px 0;border-top:1px solid var(--grid);border-bottom:1px solid var(--grid)}
dl.facts dt{font-size:13px;color:var(--soft)}dl.facts dd{margin:2px 0 0;color:var(--strong);font-weight:600;overflow-wrap:anywhere}
figure{margin:32px 0 44px}figcaption{margin-top:10px;color:var(--soft);font-size:14px;max-width:680px}
details{border-top:1px solid var(--grid)}details:last-child{border-bottom:1px solid var(--grid)}summary{padding:14px 0;cursor:pointer;color:var(--strong);font-weight:600}summary span{color:var(--soft);font-weight:400;font-size:14px;margin-left:6px}
.scroll{overflow-x:auto;-webkit-overflow-scrolling:touch}
figure svg{display:block;max-width:100%;height:auto}
table{border-collapse:collapse;width:100%;font-size:14.5px;line-height:1.45;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:10px 18px 10px 0;border-bottom:1px solid var(--grid);vertical-align:top}
th{font-weight:400;color:var(--soft);font-size:13px;white-space:nowrap;border-color:var(--line)}
td.number,th.number{text-align:right}td small{display:block;color:var(--soft);font-size:12px;white-space:nowrap}td.name{white-space:nowrap}
tr.baseline td{color:var(--soft)}tr.chosen td{color:var(--strong);font-weight:600}td strong{color:var(--strong);font-weight:600}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}th button:hover{color:var(--strong)}
td:last-child,th:last-child{padding-right:0}.scroll+ul{margin-top:22px}figure .scroll{margin-left:-20px}th[aria-sort=descending] button::before{content:"↓ "}th[aria-sort=ascending] button::before{content:"↑ "}th[aria-sort] button{color:var(--strong)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(236px,1fr));gap:34px 32px;margin-top:24px}
.card h3{margin:0 0 4px;display:flex;align-items:center;gap:9px}.card p{margin:0 0 10px;font-size:14.5px;line-height:1.5}
.dot{flex:none;width:11px;height:11px;border-radius:50%}
.card .trait{font-size:13.5px;margin:0 0 8px}.trait b{font-weight:600;color:var(--soft);margin-right:4px}
.share{display:flex;height:6px;border-radius:3px;overflow:hidden;background:var(--grid);margin:0 0 12px;gap:1px}.share i{display:block;height:100%}
.card ul{list-style:none;padding:0;margin:0;font-size:13.5px}.card li{margin:3px 0;overflow-wrap:anywhere}.card li span{color:var(--soft)}
[hidden]{display:none!important}
${mapStyle}
footer{margin-top:96px;padding-top:20px;border-top:1px solid var(--grid);font-size:13px;color:var(--soft)}
${repaint()}
@media (max-width:900px){.page{display:block;padding:28px 20px 80px}nav{position:static;margin-bottom:36px;max-height:none}nav ol{display:flex;flex-wrap:wrap;gap:2px 16px}nav a{border:0;padding:3px 0}#theme{margin-top:12px}h1{font-size:32px}.lead{font-size:18px}h2{font-size:23px;margin-top:64px}figure .scroll{margin-right:-20px}figure svg{min-width:520px;max-width:none}figure.wide svg{min-width:820px}dl.facts{grid-template-columns:1fr 1fr}}
@media print{nav,.tools{display:none}details::details-content{content-visibility:visible;block-size:auto}.page{display:block}h2{break-after:avoid}figure,.card{break-inside:avoid}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
`
