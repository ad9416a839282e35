/** The part of the style sheet for a pipeline to walk through and the timeline of a run. */
export const walkStyle = `
#walk>.found{margin:0 0 10px;min-height:0;font-size:13.5px;color:var(--soft);max-width:none}.found:empty{display:none!important}
.found button,.details table button{font:inherit;color:var(--accent);background:none;border:0;padding:0;cursor:pointer;text-align:left;overflow-wrap:anywhere}.found button{margin-right:8px}.found button:hover,.details table button:hover{text-decoration:underline;text-underline-offset:3px}
.walk{display:grid;grid-template-columns:minmax(0,1fr);gap:0;border:1px solid var(--grid);border-radius:12px;overflow:hidden}
.walk:has(.details){grid-template-columns:minmax(0,1fr) 380px}.walk .stage.dag{border:0;border-radius:0;height:max(420px,min(72vh,640px,var(--tall)));cursor:grab}.stage.dag:active{cursor:grabbing}
.stage.dag,.stage.lanes{touch-action:pan-y;user-select:none;-webkit-user-select:none}
.stage.dag svg,.stage.lanes svg{position:absolute;inset:0;width:100%;height:100%;display:block}.stage.dag:focus-visible,.stage.lanes:focus-visible{outline-offset:-3px}
.stage svg text{font-size:11px;fill:var(--soft);pointer-events:none}.box text.name{font-size:13px;font-weight:600;fill:var(--strong)}
.box{cursor:pointer;outline:none}.box rect{fill:var(--paper);stroke:var(--line);stroke-width:1.2}
.box.ran rect{fill:var(--c-e9eff8);stroke:var(--c-5b7db5,#5b7db5)}.box.planned rect{fill:var(--wash);stroke:var(--line)}
.box.cached rect{fill:var(--paper);stroke:var(--soft);stroke-dasharray:3 3}.box.failed rect,.box.stopped rect{fill:var(--c-fae9e4);stroke:#b8552f;stroke-width:2}
.box:hover rect{stroke:var(--accent)}.box.found rect{stroke:#c46016;stroke-width:2.2}.box.chosen rect{stroke:var(--accent);stroke-width:2.6;stroke-dasharray:none}
.box:focus-visible rect:last-of-type{stroke:var(--accent);stroke-width:3.4;stroke-dasharray:none}
.box.aside{opacity:.34}.box.aside:hover,.box.aside:focus-visible{opacity:1}
.arrow{fill:none;stroke:var(--noise);stroke-width:1.1}.arrow.near{stroke:var(--accent);stroke-width:2}.arrow.aside{opacity:.22}#arrow path{fill:context-stroke}
.details{border-left:1px solid var(--grid);padding:18px 20px;overflow:auto;height:0;min-height:100%;font-size:14px;line-height:1.5;background:var(--wash)}.details:focus-visible{outline-offset:-3px}
.details h3{margin:0 0 2px;font-size:18px;overflow-wrap:anywhere}.details h4{margin:16px 0 4px;font-size:13px;color:var(--soft);font-weight:400;letter-spacing:0}.details p{margin:0 0 8px;font-size:14px;overflow-wrap:anywhere}.details section+p{margin-top:16px}.details .about{color:var(--soft);font-size:13.5px}.details .failed{color:var(--strong);font-weight:600}
.details ul{margin:0;padding-left:18px}.details li{margin:2px 0}.details table{min-width:0;width:100%;font-size:13px;table-layout:fixed}.details th{width:38%;white-space:normal;overflow-wrap:anywhere;border-color:var(--grid);padding:5px 12px 5px 0}.details td{padding:5px 0;overflow-wrap:anywhere;color:var(--strong)}
.details td button{display:inline}.details td>span>span{display:block;color:var(--body)}.details td small,.details p small{display:block;color:var(--soft);font-size:12px;white-space:normal}.details .digest{font-variant-numeric:tabular-nums}
.details summary{cursor:pointer;color:var(--body);font-size:13px;padding:3px 0;list-style:none}.details summary::before{content:"+";display:inline-block;width:15px;color:var(--soft)}.details details[open]>summary::before{content:"−"}
.details .close{float:right;margin:0 0 4px 10px}.details .plain{font:inherit;font-size:13px;color:var(--strong);background:var(--paper);border:1px solid var(--line);border-radius:7px;padding:4px 11px;cursor:pointer}
.run h2{margin:0 0 12px}.run section{margin:26px 0 0}.run #steps{margin:26px 0 18px}
.stage.lanes{height:auto;cursor:grab}.stage.lanes svg{position:static;height:auto}.time .tools .eyebrow{margin:0;min-height:1.4em}
.tick line{stroke:var(--grid)}.ceiling{stroke:var(--line);stroke-dasharray:2 4}.use{fill:var(--c-5f97f4,#5f97f4);opacity:.38}
.bar{cursor:pointer;outline:none}.bar rect{fill:#5b7db5;stroke:var(--paper);stroke-width:1}.bar text{fill:#fff!important}.bar.failed rect,.bar.stopped rect{fill:#b8552f}.bar:hover rect{fill:var(--accent)}.bar.chosen rect,.bar:focus-visible rect{fill:#c46016}
.time summary{cursor:pointer;font-size:14px;padding:12px 0 8px;color:var(--body)}.marks{display:flex;flex-wrap:wrap;gap:4px}.mark{width:22px;height:16px;padding:0;border:1px dashed var(--soft);border-radius:4px;background:var(--paper);cursor:pointer}.mark:hover{border-color:var(--accent)}.mark.chosen{background:#c46016;border:1px solid #c46016}
@media (max-width:1000px){.walk,.walk:has(.details){grid-template-columns:minmax(0,1fr)}.details{border-left:0;border-top:1px solid var(--grid);height:auto;min-height:0;max-height:72vh}.walk .stage.dag{height:min(62vh,520px)}.mark{width:30px;height:26px}}
@media print{#walk,#timeline .tools{display:none}.stage.lanes{border:0}}`
