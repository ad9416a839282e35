/** Tracks of a library as a table: in their order, with how far each is and what it is in. */
import { cutOf } from "../../music/audio/cut.ts"
import type { ClusterCaption } from "../library/cluster-captions.ts"
import type { Neighbour } from "../library/distances-from.ts"
import type { Library } from "../library/library.ts"
import { trackName } from "../library/track-name.ts"
import { formatDistance } from "./assign-table.ts"
import { alignColumns } from "./render/columns.ts"
import { truncateDisplay } from "./render/display-width.ts"
import type { Style } from "./render/style.ts"

const clusterOf = (library: Library, captions: ReadonlyArray<ClusterCaption>, row: number): ClusterCaption =>
  captions.find(({ cluster }) => cluster === library.labels[row])!

/** Lines of the table; `head` names the distances. The last column is cut to what the terminal holds. */
export const trackLines = (
  neighbours: ReadonlyArray<Neighbour>,
  { captions, columns, head, library, style }: {
    readonly library: Library
    readonly captions: ReadonlyArray<ClusterCaption>
    readonly head: string
    readonly columns: number
    readonly style: Style
  }
): ReadonlyArray<string> => {
  const rows = neighbours.map(({ distance, row }, i) => [
    String(i + 1),
    Number.isFinite(distance) ? formatDistance(distance) : "",
    clusterOf(library, captions, row).name,
    trackName(library.tracks[row]!)
  ])
  const [title = "", ...lines] = alignColumns([["#", head, "cluster", "track"], ...rows], 1)
  return [style.quiet(title), ...lines.map((line) => truncateDisplay(line, columns))]
}

/** A track for other programs, and how far it is. */
export const trackJson = (
  { labels, tracks }: Library,
  row: number,
  measures: Readonly<Record<string, number | null>> = {}
) => {
  const { artist, id, path, title } = tracks[row]!
  const cut = cutOf(tracks[row]!)
  return { id, title, artist, path: path === "" ? null : path, ...cut, cluster: labels[row]!, ...measures }
}

/** What the answer is about: tracks and the space they are compared in. */
export const spaceLine = (
  { clustering, pipeline }: { readonly pipeline: string; readonly clustering: { readonly step: string } },
  { axes, tracks }: Library,
  style: Style
): string =>
  style.quiet(`${pipeline}  ·  among ${tracks.length} tracks, in the ${axes.length} axes of "${clustering.step}"`)
