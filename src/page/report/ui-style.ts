/** What the style sheet of `pipeline ui` adds to that of a report. */
export const uiAdditions = `
.page{padding-top:10px}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:8px 26px;padding:6px 0 12px;margin:0 0 26px;border-bottom:1px solid var(--grid);font-size:14px}
.top .home{color:var(--strong);font-weight:600;text-decoration:none;letter-spacing:-.01em}.top .home span{color:var(--soft);font-weight:400}
.top nav{display:flex;gap:4px 20px;flex-wrap:wrap}.top nav a{color:var(--soft);text-decoration:none;padding:3px 0;border-bottom:2px solid transparent}
.top nav a:hover{color:var(--strong)}.top nav a[aria-current]{color:var(--strong);border-color:var(--accent)}
.top .found{margin-left:auto;display:flex;gap:10px;align-items:center;min-width:0}.top form{min-width:0}#theme{white-space:nowrap;margin-left:0}
.top input,.bar input,.bar select{font:inherit;font-size:14px;color:var(--strong);background:var(--paper);border:1px solid var(--line);border-radius:7px;padding:5px 10px;min-width:0}
.top input{width:230px}.state{display:inline-flex;gap:7px;align-items:center;color:var(--soft);font-size:13px;white-space:nowrap}
.state i{width:8px;height:8px;border-radius:50%;background:var(--line)}.state.on i{background:var(--accent)}.state.lost{color:var(--strong)}.state.lost i{background:var(--c-df911a)}
button.plain,.bar button,.more button{font:inherit;font-size:13px;color:var(--soft);background:none;border:1px solid var(--line);border-radius:7px;padding:5px 12px;cursor:pointer}
button.plain:hover,.bar button:hover:enabled,.more button:hover:enabled{color:var(--strong);border-color:var(--soft)}
.bar button:disabled,.more button:disabled{opacity:.5;cursor:default}
.bar button.main:enabled{color:var(--paper);background:var(--accent);border-color:var(--accent)}
main h1{margin:0 0 4px}main>h1{margin-bottom:14px}main dl.numbers{grid-template-columns:repeat(auto-fill,minmax(min(210px,46%),1fr))}main h1 code{font-size:15px;font-weight:400;color:var(--soft);letter-spacing:0}main h1 .mark{font-size:22px}main h2{margin:40px 0 10px}main .lead{color:var(--soft);font-size:15px;margin:0 0 18px;overflow-wrap:anywhere}
.bar{display:flex;flex-wrap:wrap;gap:8px 10px;align-items:center;margin:0 0 12px}.bar input[type=search]{flex:1 1 280px;max-width:560px}.bar label{display:flex;gap:8px;align-items:center;color:var(--soft);font-size:13.5px}
.bar .count{color:var(--soft);font-size:13.5px;margin-left:auto}
.refused{color:var(--strong);border-left:3px solid var(--c-df911a);padding:2px 0 2px 12px;margin:0 0 14px;font-size:14.5px;overflow-wrap:anywhere}.refused small{display:block;color:var(--soft);font-size:13px}
.none{color:var(--soft);padding:26px 0}.none code{color:var(--strong)}
code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.grid-table{width:100%}.grid-table td,.grid-table th{padding:7px 18px 7px 0;white-space:nowrap}
.grid-table td.wide{white-space:normal;min-width:160px;overflow-wrap:anywhere}.grid-table tbody tr:hover{background:var(--wash)}
.grid-table td:first-child,.grid-table th:first-child{position:sticky;left:0;background:var(--paper);z-index:1}.grid-table tbody tr:hover td:first-child{background:var(--wash)}
.grid-table td.best{color:var(--strong);font-weight:600}.grid-table td.off{color:var(--soft)}.grid-table th.number button{text-align:right}
.grid-table tr[data-to]{cursor:pointer}.grid-table a{text-decoration:none}.grid-table a:hover{text-decoration:underline}
.scroll{max-width:100%}.run-name{display:inline-flex;gap:9px;align-items:baseline}.run-name input{align-self:center;margin:0;width:15px;height:15px;accent-color:var(--accent)}
.mark{display:inline-block;width:1.1em;text-align:center;color:var(--soft)}.mark.succeeded{color:var(--c-4f806f)}.mark.failed{color:var(--c-9f3501);font-weight:600}.mark.interrupted{color:var(--c-df911a);font-weight:600}
.tag{display:inline-block;border:1px solid var(--line);border-radius:9px;padding:0 8px;font-size:12px;line-height:18px;color:var(--body);margin-right:5px}
.going{border:1px solid var(--grid);border-radius:12px;padding:14px 18px 16px;margin:0 0 16px}
.together{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(430px,100%),1fr));gap:14px}.together:not(:empty){margin:0 0 22px}.together .going{margin:0;min-width:0}.going .at{margin:0;font-size:13.5px;line-height:1.5;color:var(--soft);max-width:none;min-height:21px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;font-variant-numeric:tabular-nums}.going .at b{color:var(--body);font-weight:600}
.going header{display:flex;flex-wrap:wrap;gap:2px 16px;align-items:baseline}.going header a{color:var(--strong);font-weight:600;text-decoration:none}.going header span{color:var(--soft);font-size:13.5px;font-variant-numeric:tabular-nums}
.going header .time{margin-left:auto}
progress{appearance:none;display:block;width:100%;height:5px;border:0;border-radius:3px;background:var(--grid);overflow:hidden;margin:9px 0}
progress::-webkit-progress-bar{background:var(--grid)}progress::-webkit-progress-value{background:var(--accent);border-radius:3px}progress::-moz-progress-bar{background:var(--accent)}
.going ul{list-style:none;margin:6px 0 0;padding:0;font-size:13.5px}.going li{display:grid;grid-template-columns:minmax(90px,190px) minmax(60px,150px) minmax(0,1fr);gap:12px;align-items:center;margin:2px 0;max-width:none;font-variant-numeric:tabular-nums}
.going .plan{list-style:none;margin:14px 0 0;padding:10px 0 0;border-top:1px solid var(--grid);font-size:13.5px}.going .plan li{grid-template-columns:minmax(90px,260px) 64px 56px minmax(0,1fr);margin:1px 0}.going .plan b{font-weight:400;color:var(--body);overflow-wrap:anywhere}.going .plan [data-state=running] b,.going .plan [data-state=failed] b{font-weight:600;color:var(--strong)}.going .plan [data-state=waiting] b{color:var(--soft)}.going .plan .time{text-align:right}
.going li progress{margin:0}.going li span{color:var(--soft);white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(340px,100%),1fr));gap:22px 30px;margin:10px 0 8px}
.plots figcaption{margin:0 0 4px;color:var(--strong);font-weight:600;font-size:13.5px}.plots figcaption span{color:var(--soft);font-weight:400}
.plot{display:block;width:100%;height:auto;touch-action:pan-y}.plot text{font-size:11px;fill:var(--soft);font-variant-numeric:tabular-nums}.plot .axis{stroke:var(--grid)}.plot .cross{stroke:var(--line)}
.plot path{fill:none;stroke-width:1.8;stroke-linejoin:round}.plot path.dashed{stroke-dasharray:4 3;opacity:.75}
.readout{display:flex;flex-wrap:wrap;gap:0 12px;min-height:20px;font-size:12.5px;color:var(--soft);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}.readout i{display:inline-block;width:12px;height:3px;border-radius:2px;margin-right:5px;vertical-align:middle}.readout b{color:var(--strong);font-weight:600}
.keys{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 12px;font-size:13.5px}.keys span{display:inline-flex;gap:7px;align-items:center}.keys i{width:14px;height:3px;border-radius:2px}
dl.facts.ui{grid-template-columns:repeat(auto-fill,minmax(min(250px,46%),1fr));margin:14px 0 8px}dl.facts.ui dd{font-weight:400;font-size:15px}
.command{display:flex;gap:10px;align-items:flex-start;background:var(--wash);border-radius:9px;padding:9px 14px;margin:14px 0 4px}.command code{flex:1}
.time-bar{position:relative;display:block;width:190px;height:9px;background:none;border-radius:4px}.time-bar i{position:absolute;top:0;height:9px;min-width:2px;border-radius:3px;background:var(--accent)}
.pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(300px,100%),1fr));gap:12px 24px;margin:6px 0 26px}.pairs img,.shots img{width:100%;border:1px solid var(--grid);border-radius:9px;background:#fff}
.pairs figcaption{margin-top:4px}.shots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(260px,100%),1fr));gap:20px 24px}
.charts{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:flex-start;margin:8px 0 20px}.chart{margin:0;max-width:100%}.chart svg{max-width:100%;height:auto}
.up{color:var(--c-4f806f)}.down{color:var(--c-9f3501)}
dl.said{display:grid;grid-template-columns:110px minmax(0,1fr);gap:5px 20px;margin:16px 0;font-size:14.5px;max-width:900px}dl.said dt{color:var(--soft)}dl.said dd{margin:0}
pre{background:var(--wash);border-radius:9px;padding:14px 16px;overflow:auto;max-height:70vh;font:12.5px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.frame{position:fixed;inset:0;z-index:5;background:var(--paper);display:flex;flex-direction:column}.frame header{display:flex;gap:16px;align-items:center;padding:8px 18px;border-bottom:1px solid var(--grid);font-size:14px}.frame header b{color:var(--strong);font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.frame header .plain{margin-left:auto}
.frame iframe{flex:1;border:0;width:100%;background:var(--paper)}
.more{display:flex;gap:10px;align-items:center;margin:12px 0;color:var(--soft);font-size:13.5px}
ul.hits{list-style:none;padding:0;margin:0;max-width:none}.hits li{display:grid;grid-template-columns:92px minmax(0,1fr);gap:0 16px;padding:8px 0;border-bottom:1px solid var(--grid);margin:0;max-width:none}.hits .what{color:var(--soft);font-size:13px;line-height:26px}.hits a{text-decoration:none;font-weight:600;overflow-wrap:anywhere}.hits small{display:block;color:var(--soft);font-size:13.5px;overflow-wrap:anywhere}
.skip{position:absolute;left:-999px}.skip:focus{left:20px;top:8px;background:var(--paper);padding:4px 10px;z-index:9}.said-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:700px){.page{padding:8px 16px 64px}.top{gap:8px 16px;margin-bottom:18px}.top .found{margin-left:0;width:100%}.top form{flex:1}.top input{width:100%;font-size:16px}.bar input[type=search]{flex-basis:100%;max-width:none;font-size:16px}.bar select{font-size:16px;flex:1;max-width:100%}.bar label{flex:1 1 100%;white-space:nowrap;min-width:0}
.bar .count{margin-left:0}.grid-table td,.grid-table th{padding-right:14px}.grid-table td.wide{min-width:220px}.narrow-off{display:none}.going li{grid-template-columns:minmax(0,1fr) 70px}.going li span.text{grid-column:1/-1}.going .plan li{grid-template-columns:minmax(0,1fr) 60px 48px}.going .plan li span.text:empty{display:none}dl.said{grid-template-columns:1fr;gap:0}dl.said dd{margin-bottom:8px}
.chart{width:100%}.chart .scroll svg{min-width:560px;max-width:none}.hits li{grid-template-columns:1fr}.time-bar{width:110px}}
`
