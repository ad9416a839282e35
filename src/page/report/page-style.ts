import { labelPalette } from "../chart/label-palette.ts"
import { fontStack, ink, palette } from "../chart/theme.ts"
import { dagStatusStyle } from "./dag-status.ts"
import { mapStyle } from "./map-style.ts"
import { phoneTableStyle } from "./phone-table.ts"

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
.page{max-width:1360px;margin:0 auto;padding:16px 40px 96px}
.running{display:flex;justify-content:space-between;align-items:baseline;gap:6px 28px;flex-wrap:wrap;margin:0 0 20px;padding:0 0 10px;border-bottom:1px solid var(--grid);color:var(--soft);font-size:13.5px;max-width:none}
.running b{color:var(--strong);font-weight:600}.running span{overflow-wrap:anywhere}
#theme,#folds,.tools button{font:inherit;font-size:13px;color:var(--soft);background:none;border:1px solid var(--line);border-radius:7px;padding:4px 11px;cursor:pointer}
#theme,#folds{margin-left:10px}#theme:hover,#folds:hover,.tools button:hover{color:var(--strong);border-color:var(--soft)}
h1,h2,h3,h4{color:var(--strong);font-weight:600;letter-spacing:-.018em;line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
.whole{white-space:nowrap}h1{font-size:29px;letter-spacing:-.025em;margin:0 0 8px;max-width:40em}
h2{font-size:20px;margin:0}h3,h2.part{font-size:18px;margin:44px 0 10px}h4{font-size:16px;margin:0 0 4px;letter-spacing:-.01em}
.lead{font-size:16px;line-height:1.5;margin:0;max-width:none}.eyebrow{margin:8px 0 0;color:var(--soft);font-size:12.5px;line-height:1.45}
p{margin:0 0 14px;max-width:56em;text-wrap:pretty}ul{padding-left:20px;margin:0 0 14px}li{margin:5px 0;max-width:64em;overflow-wrap:anywhere}
.looks{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,640px);gap:22px 44px;margin:18px 0 0;align-items:start}
.looks.one{grid-template-columns:minmax(0,1fr)}.looks.one #methods-section{display:grid;grid-template-columns:minmax(0,640px) minmax(0,1fr);gap:0 64px;align-items:start}.looks.one dl.numbers{margin:0;padding:0;border:0}
dl.numbers{display:grid;grid-template-columns:1fr 1fr;gap:8px 32px;margin:12px 0 0;padding:10px 0 0;border-top:1px solid var(--grid)}.looks+dl.numbers,header+dl.numbers{grid-template-columns:repeat(auto-fit,minmax(210px,1fr))}
dl.numbers dt{font-size:13px;color:var(--soft)}dl.numbers dd{margin:1px 0 0;color:var(--strong);font-size:26px;font-weight:600;letter-spacing:-.02em;line-height:1.25;font-variant-numeric:tabular-nums}
dl.numbers small{display:block;color:var(--soft);font-size:13px;font-weight:400;letter-spacing:0;line-height:1.4;overflow-wrap:anywhere}
dl.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:16px 28px;margin:18px 0 26px}
dl.facts dt{font-size:13px;color:var(--soft)}dl.facts dd{margin:2px 0 0;color:var(--strong);font-weight:600;overflow-wrap:anywhere}
figure{margin:0;min-width:0}figcaption{margin-top:8px;color:var(--soft);font-size:13.5px;line-height:1.5;max-width:680px}figcaption b{color:var(--strong);font-weight:600}
.slim,figure.methods .narrow{display:none}.graph{margin:0;font-size:13.5px;line-height:1.45}.graph dt{color:var(--soft);margin:12px 0 3px}.graph dd{margin:3px 0 3px 10px;overflow-wrap:anywhere}.graph b{color:var(--strong);font-weight:600}figure.methods .of-figure{justify-content:flex-end;margin:0;gap:5px}figure.methods .of-figure button{font-size:11px;padding:0 7px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(520px,100%),1fr));gap:36px 40px;margin:28px 0 12px;align-items:start}.figures .wide{grid-column:1/-1}
details.chapter{border-top:1px solid var(--grid)}details.chapter:last-of-type{border-bottom:1px solid var(--grid)}
.chapter>summary{display:grid;grid-template-columns:270px minmax(0,1fr) 132px 190px 20px;gap:4px 26px;align-items:center;padding:17px 0;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
.chapter>summary::after{content:"";width:8px;height:8px;border:solid var(--soft);border-width:0 1.6px 1.6px 0;transform:rotate(45deg);align-self:center;justify-self:end;margin:0 4px 4px 0}
.chapter[open]>summary::after{transform:rotate(-135deg);margin-bottom:-4px}.chapter>summary:hover h2{color:var(--accent)}
.finding{color:var(--body);font-size:15px;line-height:1.5;overflow-wrap:anywhere;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}.chapter[open]>summary .finding{display:block}
span.glance{display:block;height:34px;min-width:132px}svg.glance{display:block}.chapter[open]>summary span.glance{visibility:hidden}
.key{text-align:right;color:var(--strong);font-weight:600;font-size:15px;line-height:1.35;font-variant-numeric:tabular-nums}
.parts{padding:0 0 44px}.parts>section:first-child>h3:first-child{margin-top:14px}
.fold{border-top:1px solid var(--grid);margin-top:6px}.fold>summary{padding:12px 0;cursor:pointer;color:var(--strong);font-weight:600;font-size:15px;list-style:none}
.fold>summary::before{content:"+";display:inline-block;width:18px;color:var(--soft);font-weight:400}.fold[open]>summary::before{content:"−"}
.fold>summary span{color:var(--soft);font-weight:400;font-size:14px;margin-left:6px}#results{margin:20px 0 18px}
.scroll{overflow-x:auto;-webkit-overflow-scrolling:touch}.table{margin:6px 0 22px}
figure svg{display:block;max-width:100%;height:auto}
table{border-collapse:collapse;min-width:min(100%,520px);font-size:14px;line-height:1.45;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:8px 20px 8px 0;overflow-wrap:break-word;border-bottom:1px solid var(--grid);vertical-align:top}
th{font-weight:400;color:var(--soft);font-size:13px;vertical-align:bottom;border-color:var(--line)}
td.number,th.number{text-align:right}td small{display:block;color:var(--soft);font-size:12px;white-space:nowrap}td.name{white-space:nowrap}
tr.baseline td{color:var(--soft)}tr.chosen td{color:var(--strong);font-weight:600}td strong{color:var(--strong);font-weight:600}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}th button:hover{color:var(--strong)}
td:last-child,th:last-child{padding-right:0}th[aria-sort=descending] button::before{content:"↓ "}th[aria-sort=ascending] button::before{content:"↑ "}th[aria-sort] button{color:var(--strong)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(236px,1fr));gap:34px 32px;margin-top:24px}
.card h4{margin:0 0 4px;display:flex;align-items:center;gap:9px}.card p{margin:0 0 10px;font-size:14.5px;line-height:1.5}
.dot{flex:none;width:11px;height:11px;border-radius:50%}
.card .trait{font-size:13.5px;margin:0 0 8px}.trait b{font-weight:600;color:var(--soft);margin-right:4px}
.share{display:flex;height:6px;border-radius:3px;overflow:hidden;background:var(--grid);margin:0 0 12px;gap:1px}.share i{display:block;height:100%}
.card ul{list-style:none;padding:0;margin:10px 0 12px;font-size:13.5px}.card li{margin:5px 0;overflow-wrap:anywhere}.card li a,.card li span,.card li small{unicode-bidi:isolate}.card li small{color:var(--soft);font-size:12.5px}
.card h4 span{min-width:0;overflow-wrap:anywhere}.card h4 em{font-style:normal;font-weight:400;color:var(--body)}.card li button{font:inherit;font-size:12.5px;min-width:48px;color:var(--strong);background:none;border:1px solid var(--line);border-radius:7px;padding:2px 8px;margin-right:9px;cursor:pointer}.card li button:hover,.card li button[aria-pressed=true]{border-color:var(--accent);color:var(--accent)}
.heard{display:flex;flex-wrap:wrap;gap:26px 36px;margin:20px 0 6px;align-items:flex-end}.heard article{min-width:0}.heard h4{font-size:15px;max-width:268px}.heard h4,.heard li>span{display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}.heard article>p{margin:0;color:var(--soft);font-size:13.5px}
.heard ul{list-style:none;padding:0;margin:8px 0 0;display:flex;flex-wrap:wrap;gap:14px 12px}.heard li{margin:0;width:128px;font-size:13px;line-height:1.4;color:var(--soft)}.heard li>span{margin-top:5px;overflow-wrap:anywhere}
.heard img,.heard button{display:block;width:128px;height:128px;border-radius:5px}.heard li>audio{width:128px;height:32px;margin-top:4px}
.heard button{position:relative;padding:0;border:0;background:none;cursor:pointer}.heard button::after{content:"";position:absolute;left:8px;bottom:8px;width:26px;height:26px;border-radius:50%;background:rgb(255 255 255/.92) url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 26 26'%3E%3Cpath d='M10 8l8 5-8 5z' fill='%2315171b'/%3E%3C/svg%3E")}
.heard button[aria-pressed=true]::after{background-image:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 26 26'%3E%3Cpath d='M9 8h3v10H9zm5 0h3v10h-3z' fill='%2315171b'/%3E%3C/svg%3E")}.heard button:hover::after{background-color:#fff}
.heard>p{flex-basis:100%;margin:0;min-height:1.45em}
[hidden]{display:none!important}
${mapStyle}
#map{margin:0}.looks .stage{height:min(45vh,400px)}
footer{margin-top:40px;font-size:13px;color:var(--soft)}
${repaint()}
@media (max-width:1120px){.looks,.looks.one #methods-section{grid-template-columns:minmax(0,1fr)}.looks.one dl.numbers{margin-top:14px}.chapter>summary{grid-template-columns:minmax(0,1fr) 132px auto 20px}.finding{grid-column:1/-1;grid-row:2}}
@media (max-width:700px){.page{padding:16px 20px 64px}h1{font-size:24px}.lead{font-size:15.5px}.running{margin-bottom:18px}#theme{margin-left:6px}
figure.methods .wide{display:none}figure.methods .narrow{display:block}figure.methods svg{width:100%;max-width:420px}figure.methods .of-figure{justify-content:flex-start;margin-top:8px}
dl.numbers{grid-template-columns:1fr 1fr}dl.numbers dd{font-size:22px}dl.facts{grid-template-columns:1fr 1fr}h2{font-size:18px}.key{font-size:14px}.chapter>summary{grid-template-columns:minmax(0,1fr) auto 20px}span.glance{grid-column:1/-1;grid-row:3}.chapter[open]>summary span.glance{display:none}
.folds>.scroll{display:none}.slim{display:block}.slim svg{width:100%;max-width:440px}figure .scroll svg{min-width:480px;max-width:none}figure.wide .scroll svg{min-width:820px}th,td{padding-right:12px}}
${phoneTableStyle}
@media print{@page{size:A4;margin:13mm}:root{color-scheme:light}.tools,#theme,button:not(.heard button),.legend,audio{display:none!important}.table th button{display:inline!important;white-space:normal}
body{font-size:12px;line-height:1.45}.page{max-width:none;padding:0}h1{font-size:22px}h2{font-size:17px}h3{font-size:14px;margin:18px 0 6px}.lead,p,li{font-size:12px}.running{margin-bottom:12px}
.looks,.looks.one{grid-template-columns:minmax(0,1fr);gap:14px;margin-top:12px}#methods-section{order:-1}.looks.one #methods-section{display:block}figure.methods .wide{display:block}figure.methods .narrow{display:none}dl.numbers{grid-template-columns:repeat(4,1fr)!important;gap:8px 14px;margin-top:12px;padding:8px 0}dl.numbers dd{font-size:17px}dl.numbers small{font-size:10.5px}
.chapter>summary{grid-template-columns:1fr 132px auto;padding:10px 0 4px;break-after:avoid}.chapter[open]>summary span.glance{visibility:visible}.chapter>summary::after,.fold>summary::before{display:none}.finding{grid-column:1/-1;grid-row:2;display:block;font-size:12px}.parts{padding-bottom:10px}.fold>summary{padding:6px 0}#results{margin-bottom:10px}
details.chapter::details-content,details[data-print]::details-content{content-visibility:visible;block-size:auto}
.slim{display:none}.scroll,.folds>.scroll{display:block;overflow:visible}table{width:100%;font-size:9px;line-height:1.3}th{font-size:8.5px;white-space:normal}td.name,th.number{white-space:normal}th,td{padding:3px 6px 3px 0}td small{font-size:7px}.swiped td small{display:inline}.swiped td.name small::before{content:" "}.swiped td.number small::before{content:" · "}.swiped td.number:has(small){text-align:left}
.figures{grid-template-columns:1fr 1fr;gap:14px 18px;margin:12px 0}.figures .wide{grid-column:1/-1}figcaption{font-size:10px;margin-top:3px}figure svg,figure .scroll svg,figure.wide .scroll svg{min-width:0;max-width:100%;max-height:300px}figure.methods svg{max-height:none}
.cards{grid-template-columns:repeat(3,1fr);gap:12px 16px;margin-top:8px}.card p,.card ul,.card .trait{font-size:10.5px;margin-bottom:4px}h2,h3,h4{break-after:avoid}figure,.card,tr{break-inside:avoid}footer{margin-top:14px;font-size:10px}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
`
