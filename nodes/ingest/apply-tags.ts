/** Tracks of a folder under the titles, artists and labels of their tags. Rules: src/music/ingest/dataset/tag-labels.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { optional } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { cutOf } from "../../src/music/audio/cut.ts"
import { lettersOfFolders } from "../../src/music/ingest/dataset/folder-letters.ts"
import { allUnderTags, tagLabels, underSheet } from "../../src/music/ingest/dataset/tag-labels.ts"
import { SheetRow } from "../row/sheet-row.ts"
import { TagRow } from "../row/tag-row.ts"
import { Track } from "../row/track.ts"

/** What is said of the choice: how many tracks have such a label, how many are tagged, what could not be read. */
const said = (by: string, tracks: ReadonlyArray<Track>, tags: ReadonlyArray<typeof TagRow.Type>): string => {
  const labels = new Set(tracks.flatMap(({ label }) => label ?? []))
  const labelled = tracks.filter(({ label }) => label !== null).length
  const titled = tags.filter(({ title }) => title !== null).length
  const unreadable = tags.filter(({ problem }) => problem !== null).length
  const groups = new Set(tracks.flatMap(({ group }) => group ?? [])).size
  const lost = unreadable === 0 ? "" : `; tags of ${unreadable} cannot be read`
  return `labels by ${by}: ${labelled} of ${tracks.length} tracks have one of ${labels.size}; ` +
    `${titled} have a title in their tags, ${groups} groups${lost}`
}

/**
 * @example
 * ```ts
 * import { applyTags } from "partita/nodes/ingest"
 * function* part(wires: Parameters<typeof applyTags>[0]) { // tracks, tags
 *   const { tracks } = yield* applyTags(wires, { label: "genre", name: "genre", why: "", groupsByFolder: true })
 *   return { tracks }
 * }
 * ```
 */
export const applyTags = /*#__PURE__*/ Node.make("apply-tags", {
  labels: "carries",
  params: Schema.Struct({
    /** What the labels are: those that the tracks have ("folder"), or what tags say. */
    label: Schema.Literals(tagLabels),
    /** What people call that, such as the column of a table. */
    name: Schema.NonEmptyString,
    /** Why it was chosen; said on the terminal. */
    why: Schema.String,
    /** Whether tracks of one folder belong together where neither artist nor album says more. */
    groupsByFolder: Schema.Boolean
  }),
  inputs: {
    tracks: table(Track),
    tags: table(TagRow),
    /** What CUE sheets say of some of the tracks, which goes before tags. */
    sheets: optional(table(SheetRow))
  },
  outputs: { tracks: table(Track) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { groupsByFolder } = params
    const found = yield* inputs.tracks.rows
    const paths = new Map(found.map(({ id, path }) => [id, path]))
    const tags = lettersOfFolders(yield* inputs.tags.rows, ({ id }) => paths.get(id))
    const byId = new Map(tags.map((each) => [each.id, each]))
    const sheets = inputs.sheets === undefined ? [] : yield* inputs.sheets.rows
    const sheetOf = new Map(sheets.map((each) => [each.id, each]))
    const tagged = found.flatMap((track) => {
      const of = byId.get(track.id)
      if (of === undefined) return []
      const plain = { ...of, genres: of.genres?.split("; ") ?? [] }
      const sheet = sheetOf.get(track.id)
      const said = sheet === undefined ? plain : underSheet(plain, sheet, { isCut: cutOf(track) !== null })
      return [{ track, tags: said }]
    })
    const under = new Map(
      allUnderTags(tagged, { by: params.label, groupsByFolder }).map((track) => [track.id, track])
    )
    const tracks = found.map((track) => under.get(track.id) ?? track)
    report.summary(said(`${params.name} (${params.why})`, tracks, tags))
    return { tracks }
  })
})
