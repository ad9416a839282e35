/** The map's place in a page and the data it is drawn from; what draws it: src/page/web/map.ts. */
import { urlPathOf } from "../../format/file-name.ts"
import { type Html, html, scriptJson } from "./html.ts"
import { encodeGroups, encodeNumbers, encodePlaces, encodeRows, type MapData } from "./map-data.ts"
import { countText } from "./number-text.ts"
import type { MapChoices, ReportModel, ReportPoint } from "./report-model.ts"

/** The link to a file beside the report, encoded here and nowhere else; none to anywhere else. */
export const hrefOf = ({ audio, stretch = "" }: Pick<ReportPoint, "audio" | "stretch">): string | undefined =>
  audio === undefined || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(audio) ? undefined : urlPathOf(audio) + stretch

/** A column of which nothing is known is left out. */
const known = <A>(points: ReadonlyArray<ReportPoint>, of: (point: ReportPoint) => A | undefined) => {
  const values = points.map((point) => of(point) ?? null)
  return values.some((value) => value !== null) ? values : undefined
}

const isNumber = (value: string | number | null): value is number | null => typeof value !== "string"

const columnOf = ({ name, values }: NonNullable<MapChoices["columns"]>[number]) =>
  values.every(isNumber)
    ? encodeNumbers(name, values)
    : encodeGroups(name, values.map((value) => value === null ? "unlabelled" : String(value)))

const heardOnMap = 2

/** The clustering shown at first, with words for what its clusters sound like. */
const shownClusters = ({ clusterMethod, clusters, points }: Pick<Mapped, "clusterMethod" | "clusters" | "points">) => {
  const encoded = encodeGroups(clusterMethod, points.map(({ cluster }) => cluster), clusters.map(({ name }) => name))
  if (clusters.every(({ heard = [] }) => heard.length === 0)) return encoded
  const heardOf = new Map(clusters.map(({ heard = [], name }) => [name, heard.slice(0, heardOnMap).join(", ")]))
  return { ...encoded, heard: encoded.groups.map((group) => heardOf.get(group) ?? "") }
}

type Mapped = Pick<ReportModel, "points" | "mapMethod" | "mapChoices" | "clusterMethod" | "clusters" | "labels">

/** The data of the map: clusters and labels in the order that the report has them in elsewhere. */
export const mapData = ({ clusterMethod, clusters, labels, mapChoices = {}, mapMethod, points }: Mapped): MapData => {
  const { spaces = [] } = mapChoices
  const artists = known(points, ({ artist }) => artist)
  const audio = known(points, hrefOf)
  const previews = points.flatMap(({ preview }, i) => preview === undefined ? [] : [[i, preview] as const])
  const own = Float64Array.from(points.flatMap(({ x, y }) => [x, y]))
  const labelled = labels === undefined
    ? []
    : [encodeGroups(labels.name, points.map(({ label }) => label ?? "unlabelled"), labels.values)]
  return {
    titles: points.map(({ title }) => title),
    ...(points.every(({ id }) => id !== undefined) ? { ids: points.map(({ id }) => id!) } : {}),
    ...(artists === undefined ? {} : { artists }),
    ...(audio === undefined ? {} : { audio }),
    ...(previews.length === 0 ? {} : { previews: Object.fromEntries(previews) }),
    projections: [
      { name: mapMethod, xy: encodePlaces(own) },
      ...(mapChoices.projections ?? []).map(({ name, places }) => ({ name, xy: encodePlaces(places) }))
    ],
    clusterings: [
      shownClusters({ clusterMethod, clusters, points }),
      ...(mapChoices.clusterings ?? []).map((each) => encodeGroups(each.name, each.clusters))
    ].map((clustering, at) => {
      const space = spaces.findIndex(({ clusterings }) => clusterings.includes(at))
      return space === -1 ? clustering : { ...clustering, space }
    }),
    ...(spaces.length === 0 ? {} : {
      spaces: spaces.map(({ name, nearest }) => ({ name, nearest: encodeRows(nearest) }))
    }),
    columns: [...labelled, ...(mapChoices.columns ?? []).map(columnOf)]
  }
}

/** The map; nothing without points. Without the script a sentence stands where it would be. */
export const mapHtml = (model: ReportModel): Html | undefined =>
  model.points.length === 0 ?
    undefined :
    html`<div id="map"><p class="eyebrow">A map of ${
      countText(model.points.length, "track")
    } stands here where scripts may run.</p></div>
<p class="eyebrow">${model.mapMethod}. Distances between far groups mean little; neighbours mean more.</p>
<script type="application/json" id="map-data">${scriptJson(mapData(model))}</script>`
