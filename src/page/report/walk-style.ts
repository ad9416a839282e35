/** The part of the style sheet for a pipeline to walk through and the timeline of a run. */
export const walkStyle = `
#walk>.found{margin:0 0 10px;min-height:0;font-size:13.5px;color:var(--soft);max-width:none}.found:empty{display:none!important}
.found button,.walk .details table button{font:inherit;color:var(--accent);background:none;border:0;padding:0;cursor:pointer;text-align:left;overflow-wrap:anywhere}.found button{margin-right:8px}.found button:hover,.walk .details table button:hover{text-decoration:underline;text-underline-offset:3px}
.walk{position:relative;display:grid;grid-template-columns:minmax(0,1fr);gap:0;border:1px solid var(--grid);border-radius:12px;overflow:hidden}
.walk:has(.details){grid-template-columns:minmax(0,1fr) 380px}.walk .stage.dag{border:0;border-radius:0;height:max(420px,min(72vh,640px,var(--tall)));cursor:grab}.stage.dag:active{cursor:grabbing}
.stage.dag,.stage.lanes{touch-action:pan-y;user-select:none;-webkit-user-select:none}
.stage.dag svg,.stage.lanes svg{position:absolute;inset:0;width:100%;height:100%;display:block}.stage.dag:focus-visible,.stage.lanes:focus-visible{outline-offset:-3px}
.stage svg text{font-size:11px;fill:var(--soft);pointer-events:none}.dag .box text.name{font-size:13px;font-weight:600;fill:var(--strong)}
.dag .box{cursor:pointer;outline:none}.dag .box rect{fill:var(--paper);stroke:var(--line);stroke-width:1.2}
.dag .box.ran rect{fill:var(--c-e9eff8);stroke:var(--c-5b7db5,#5b7db5)}.dag .box.planned rect{fill:var(--wash);stroke:var(--line)}
.dag .box.cached rect{fill:var(--paper);stroke:var(--soft);stroke-dasharray:3 3}.dag .box.failed rect,.dag .box.stopped rect{fill:var(--c-fae9e4);stroke:#b8552f;stroke-width:2}
.dag .box:hover rect{stroke:var(--accent)}.dag .box.found rect{stroke:#c46016;stroke-width:2.2}.dag .box.chosen rect{stroke:var(--accent);stroke-width:2.6;stroke-dasharray:none}
.dag .box:focus-visible rect:last-of-type{stroke:var(--accent);stroke-width:3.4;stroke-dasharray:none}
.dag .box.aside{opacity:.34}.dag .box.aside:hover,.dag .box.aside:focus-visible{opacity:1}
.dag .arrow{fill:none;stroke:var(--noise);stroke-width:1.1}.dag .arrow.near{stroke:var(--accent);stroke-width:2}.dag .arrow.aside{opacity:.22}#arrow path{fill:context-stroke}
.walk .details{border-left:1px solid var(--grid);padding:18px 20px;overflow:auto;height:0;min-height:100%;font-size:14px;line-height:1.5;background:var(--wash)}.walk .details:focus-visible{outline-offset:-3px}
.walk .details h3{margin:0 0 2px;font-size:18px;overflow-wrap:anywhere}.walk .details h4{margin:16px 0 4px;font-size:13px;color:var(--soft);font-weight:400;letter-spacing:0}.walk .details p{margin:0 0 8px;font-size:14px;overflow-wrap:anywhere}.walk .details section+p{margin-top:16px}.walk .details .about{color:var(--soft);font-size:13.5px}.walk .details .failed{color:var(--strong);font-weight:600}
.walk .details ul{margin:0;padding-left:18px}.walk .details li{margin:2px 0}.walk .details table{min-width:0;width:100%;font-size:13px;table-layout:fixed}.walk .details th{width:38%;white-space:normal;overflow-wrap:anywhere;border-color:var(--grid);padding:5px 12px 5px 0}.walk .details td{padding:5px 0;overflow-wrap:anywhere;color:var(--strong)}
.walk .details td button{display:inline}.walk .details td>span>span{display:block;color:var(--body)}.walk .details td small,.walk .details p small{display:block;color:var(--soft);font-size:12px;white-space:normal}.walk .details .digest{font-variant-numeric:tabular-nums}
.walk .details summary{cursor:pointer;color:var(--body);font-size:13px;padding:3px 0;list-style:none}.walk .details summary::before{content:"+";display:inline-block;width:15px;color:var(--soft)}.walk .details details[open]>summary::before{content:"−"}
.walk .details .close{float:right;margin:0 0 4px 10px}.walk .details .plain{font:inherit;font-size:13px;color:var(--strong);background:var(--paper);border:1px solid var(--line);border-radius:7px;padding:4px 11px;cursor:pointer}
.run h2{margin:0 0 12px}.run section{margin:26px 0 0}.run #steps{margin:26px 0 18px}
.stage.lanes{height:auto;cursor:grab}.stage.lanes svg{position:static;height:auto}.time .tools .eyebrow{margin:0;min-height:1.4em}
.lanes .tick line{stroke:var(--grid)}.lanes .ceiling{stroke:var(--line);stroke-dasharray:2 4}.lanes .use{fill:var(--c-5f97f4,#5f97f4);opacity:.38}
.lanes .bar{cursor:pointer;outline:none}.lanes .bar rect{fill:#5b7db5;stroke:var(--paper);stroke-width:1}.lanes .bar text{fill:#fff!important}.lanes .bar.failed rect,.lanes .bar.stopped rect{fill:#b8552f}.lanes .bar:hover rect{fill:var(--accent)}.lanes .bar.chosen rect,.lanes .bar:focus-visible rect{fill:#c46016}
.time summary{cursor:pointer;font-size:14px;padding:12px 0 8px;color:var(--body)}.time .marks{display:flex;flex-wrap:wrap;gap:4px}.time .mark{width:22px;height:16px;padding:0;border:1px dashed var(--soft);border-radius:4px;background:var(--paper);cursor:pointer}.time .mark:hover{border-color:var(--accent)}.time .mark.chosen{background:#c46016;border:1px solid #c46016}
@media (max-width:1000px){.walk,.walk:has(.details){grid-template-columns:minmax(0,1fr)}.walk .details{border-left:0;border-top:1px solid var(--grid);height:auto;min-height:0;max-height:72vh}.walk .stage.dag{height:min(62vh,520px)}.time .mark{width:30px;height:26px}}
@media print{#walk,#timeline .tools{display:none}.stage.lanes{border:0}}
.walk .told{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`
