/** Reads collections from a set of files, wherever these lie. Rules: src/music/ingest/dataset/collections.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import type { Files } from "../../src/dataflow/kind/files.ts"
import { type Collection, collectionLayouts, readCollections } from "../../src/music/ingest/dataset/collections.ts"
import { loaders } from "../../src/music/ingest/dataset/loaders.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"

/** Datasets by their layout, and the subfolder each lies in; "" is the folder itself. */
export const CollectionsParam = Schema.NonEmptyArray(
  Schema.Struct({ layout: Schema.Literals(collectionLayouts), within: Schema.String })
)

/** The draft of tracks, of their audio and of what was not used; `name` is what messages call the files. */
export const collectionsIn = Effect.fnUntraced(
  function*(files: Files, name: string, collections: ReadonlyArray<Collection>) {
    const entries = yield* files.entries
    const texts = new Map<string, Uint8Array>()
    for (const { layout, within } of collections) {
      const below = within === "" ? "" : `${within}/`
      const asked = entries.filter(({ path }) =>
        path.startsWith(below) && loaders[layout].needs(path.slice(below.length))
      )
      for (const { path } of asked) texts.set(path, yield* files.read(path))
    }
    const folder = { name, paths: entries.map(({ path }) => path), readFile: (path: string) => texts.get(path)! }
    const found = yield* attempt(() => readCollections(collections, folder), UnusableInput)
    const digests = new Map(entries.map(({ digest, path }) => [path, digest]))
    return {
      tracks: found.tracks.map((track) => ({ ...track, digest: digests.get(track.path)! })),
      audio: yield* files.pick(found.tracks.map(({ path }) => path)),
      problems: found.problems
    }
  }
)

/** How many tracks of how many languages, in a line. */
export const collectionsSentence = (tracks: ReadonlyArray<{ readonly language: string | null }>): string => {
  const counts = [...Map.groupBy(tracks, ({ language }) => language ?? "unknown")].sort(([a], [b]) => a < b ? -1 : 1)
  return `${tracks.length} tracks: ${counts.map(([language, { length }]) => `${length} ${language}`).join(", ")}`
}
