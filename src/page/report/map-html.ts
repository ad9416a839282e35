/** The interactive map of a page: elements and data, which the script of the page brings to life. */
import { urlPathOf } from "../../format/file-name.ts"
import { groupColours } from "../chart/group-scale.ts"
import { ink } from "../chart/theme.ts"
import { type Content, html, raw, scriptJson } from "./html.ts"
import { countText } from "./number-text.ts"
import type { ReportModel } from "./report-model.ts"

/** The link to a file beside the report, encoded here and nowhere else; none to anywhere else. */
export const hrefOf = (audio: string | undefined): string | undefined =>
  audio === undefined || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(audio) ? undefined : urlPathOf(audio)

/** The map with its controls and the data it is drawn from; nothing without points. */
export const mapHtml = (model: ReportModel): Content => {
  if (model.points.length === 0) return undefined
  const byOrder = (known: ReadonlyArray<string>, used: ReadonlyArray<string>) => {
    const groups = [...known, ...[...new Set(used)].filter((name) => !known.includes(name)).toSorted()]
    const colours = groupColours(groups)
    return { groups, colours }
  }
  const label = model.labels
  const clusterMode = {
    name: "cluster",
    ...byOrder(model.clusters.map(({ name }) => name), model.points.map(({ cluster }) => cluster))
  }
  const labelMode = label === undefined ? [] : [{
    name: label.name,
    ...byOrder(label.values, model.points.map((point) => point.label ?? "unlabelled"))
  }]
  const modes = [clusterMode, ...labelMode]
  const points = model.points.map(({ audio, cluster, label: own, title, x, y }) => ({
    x,
    y,
    title,
    audio: hrefOf(audio),
    groups: (label === undefined ? [cluster] : [cluster, own ?? "unlabelled"]).map((group, i) =>
      modes[i]!.groups.indexOf(group)
    )
  }))
  const radios = modes.map((mode, i) =>
    html`<label><input type="radio" name="explorer-mode" value="${i}"${
      i === 0 ? raw(" checked") : undefined
    }>${mode.name}</label>`
  )
  const play = model.points.some((point) => point.audio !== undefined) ? "; click or Enter plays it" : ""
  return html`<div id="map"><div class="tools"><span>Colour by</span>${radios}<span class="zoom"><button type="button" id="explorer-in" aria-label="Zoom in">+</button><button type="button" id="explorer-out" aria-label="Zoom out">−</button><button type="button" id="explorer-home">Reset</button></span></div>
<div class="stage"><canvas id="explorer-canvas" tabindex="0" role="application" aria-label="Map of ${
    countText(points.length, "track")
  }. Arrow keys move between tracks, plus and minus zoom, 0 resets."></canvas><div id="explorer-tip" hidden></div></div>
<div id="explorer-legend"></div><audio id="explorer-player" controls preload="none" hidden></audio>
<p id="explorer-status" class="hint" role="status"></p>
<p class="hint">${model.mapMethod}. Distances between far groups mean little; neighbours mean more. Hover names a track${play}; drag pans, Ctrl + wheel or pinch zooms, arrow keys walk.</p></div>
<script type="application/json" id="explorer-data">${scriptJson({ points, modes, noise: ink.noise })}</script>`
}
