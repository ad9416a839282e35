/** The map's part of the style sheet, and that of the tools of tables and figures. */
export const mapStyle =
  `#map{margin:28px 0 0}.stage{position:relative;border:1px solid var(--grid);border-radius:12px;background:var(--paper);overflow:hidden;height:min(68vh,560px)}
.stage canvas{position:absolute;inset:0;width:100%;height:100%}.stage .over{touch-action:pan-y;cursor:crosshair}
.stage .over:focus-visible{outline-offset:-3px;border-radius:12px}
.tip{position:absolute;max-width:270px;padding:9px 13px;border-radius:9px;background:var(--paper);border:1px solid var(--line);box-shadow:0 6px 22px #0002;font-size:13px;line-height:1.45;pointer-events:none;overflow-wrap:anywhere}
.tip strong{display:-webkit-box;-webkit-line-clamp:4;-webkit-box-orient:vertical;overflow:hidden;color:var(--strong);font-weight:600}.tip span{display:block;color:var(--soft)}
.tools{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;margin:0 0 12px;font-size:13.5px}.zoom{display:flex;gap:6px}.below{display:flex;flex-flow:row-reverse wrap;gap:4px 16px;align-items:flex-start;margin-top:10px}.below .legend{flex:1 1 240px;margin-top:0}.below .zoom{padding-top:1px}.zoom button{font:inherit;font-size:12.5px;color:var(--soft);background:var(--paper);border:1px solid var(--line);border-radius:7px;padding:3px 9px;cursor:pointer}.zoom button:hover{color:var(--strong);border-color:var(--soft)}
.tools label{color:var(--soft);display:flex;gap:7px;align-items:center;min-width:0}.tools select,.tools input{font:inherit;color:var(--strong);background:var(--paper);border:1px solid var(--line);border-radius:7px;padding:4px 8px;min-width:0;max-width:100%}
.tools select{max-width:230px;text-overflow:ellipsis}.tools input{width:172px}.tools button[aria-pressed=true]{color:var(--strong);border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.of-table{justify-content:flex-end;margin:14px 0 4px;color:var(--soft)}.of-table input{margin-right:auto}.of-figure{margin:8px 0 0}
.legend{display:flex;flex-wrap:wrap;align-items:center;gap:2px 16px;margin-top:12px;max-height:132px;overflow:auto;font-size:13.5px;color:var(--soft)}
.legend button{font:inherit;color:var(--body);background:none;border:0;padding:3px 0;cursor:pointer;display:flex;align-items:center;gap:7px;text-align:left;overflow-wrap:anywhere}
.legend button[aria-pressed=false]{opacity:.4}.legend i{flex:none;width:10px;height:10px;border-radius:50%}.legend i.labels{border-radius:1px;transform:rotate(45deg) scale(.85)}.legend i.scale{width:160px;border-radius:5px}
#map audio{width:100%;margin-top:12px}#map .eyebrow{margin-top:8px}
.lists{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:0 32px}.tracks:empty{display:none}.tracks h2{margin:24px 0 8px;overflow-wrap:anywhere}
.tracks ol{margin:0;padding-left:26px;max-height:300px;overflow:auto;font-size:14px}.tracks li{color:var(--soft)}.tracks li button{font:inherit;color:var(--strong);background:none;border:0;padding:1px 8px 1px 0;cursor:pointer;text-align:left;overflow-wrap:anywhere;vertical-align:top;max-height:4.4em;overflow:hidden}.tracks li span{unicode-bidi:isolate;overflow-wrap:anywhere}.tracks li button:hover{text-decoration:underline;text-underline-offset:3px}
@media (max-width:900px){.stage{height:min(70vh,110vw)}.tools input{width:100%;font-size:16px}.tools label{flex:1 1 40%}.tools select{flex:1;font-size:16px}.tools button,.zoom button{padding:7px 12px}.of-table input{width:auto;flex:1}}
@media print{#map{break-inside:avoid}.stage{height:115mm}.stage canvas{object-fit:contain}#map audio,#map .eyebrow,.lists,.zoom{display:none}}`
