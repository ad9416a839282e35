/** Tracks as a list under the map: what screen readers read, what keys walk, what becomes a playlist. */
import { button, element } from "./element.ts"
import { type MapPoints, valueAt } from "./map-points.ts"
import { artistApart, type Listed, m3u8, tracksCsv } from "./playlist.ts"
import { saveText } from "./save-file.ts"

const shownAtMost = 200

/** The full address of a file beside the page, so that a list still finds it from another folder. */
const fullAddress = (audio: string | null | undefined): string | null =>
  audio === null || audio === undefined ? null : new URL(audio, document.baseURI).href

const listed = ({ artists, audio, titles }: MapPoints, point: number): Listed => ({
  title: titles[point]!,
  artist: artists?.[point] ?? null,
  audio: fullAddress(audio?.[point])
})

const csvOf = (points: MapPoints, chosen: ReadonlyArray<number>): string => {
  const columns = [...points.clusterings, ...points.columns]
  return tracksCsv(
    [...(points.ids === null ? [] : ["id"]), "title", "artist", "audio", ...columns.map(({ name }) => name)],
    chosen.map((point) => {
      const { artist, audio, title } = listed(points, point)
      return [
        ...(points.ids === null ? [] : [{ text: points.ids[point]! }]),
        { text: title },
        { text: artist ?? "" },
        { text: audio ?? "" },
        ...columns.map((column) =>
          "codes" in column ? { text: valueAt(column, point) } : { text: "", value: column.values[point]! }
        )
      ]
    })
  )
}

/** What happens when a track of a list is chosen and when the list is put away. */
export interface ListActs {
  readonly pick: (point: number) => void
  readonly clear: () => void
}

/** The list, under a heading, with what it can be downloaded as. */
export const trackList = (
  points: MapPoints,
  heading: string,
  chosen: ReadonlyArray<number>,
  { clear, pick }: ListActs
): ReadonlyArray<Node> => {
  const tools = element(
    "div",
    { class: "tools" },
    ...(points.audio === null ? [] : [
      button(
        "Playlist",
        () => saveText("tracks.m3u8", "audio/x-mpegurl", m3u8(chosen.map((point) => listed(points, point)))),
        {
          "data-download": "m3u8"
        }
      )
    ]),
    button("CSV", () => saveText("tracks.csv", "text/csv", csvOf(points, chosen)), { "data-download": "csv" }),
    button("Clear", clear)
  )
  const items = chosen.slice(0, shownAtMost).map((point) => {
    const title = points.titles[point]!
    const artist = artistApart({ artist: points.artists?.[point] ?? null, title })
    return element(
      "li",
      {},
      button(title, () => pick(point)),
      ...(artist === null ? [] : [element("span", {}, artist)])
    )
  })
  const more = chosen.length - items.length
  return [
    element("h2", { class: "part" }, heading),
    tools,
    element("ol", {}, ...items),
    ...(more > 0 ? [element("p", { class: "eyebrow" }, `and ${more.toLocaleString("en")} more, in the downloads`)] : [])
  ]
}
