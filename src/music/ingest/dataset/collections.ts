/** Several datasets in one folder, each in a language of its own, read as one. Their loaders: loaders.ts. */
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { DatasetFolder, DatasetTrack } from "./dataset.ts"
import { layoutTitles } from "./layout.ts"
import { readDataset } from "./loaders.ts"

/** Datasets that are all of one language, which no table of theirs says track by track. */
export const collectionLayouts = ["gtzan", "merge", "banglabeats"] as const
/** One of `collectionLayouts`. */
export type CollectionLayout = typeof collectionLayouts[number]

/** ISO 639-1. GTZAN's clips are of Western music, a few of them without words or in other languages. */
const languages: Readonly<Record<CollectionLayout, string>> = { gtzan: "en", merge: "en", banglabeats: "bn" }

/** A dataset and where it lies in the folder; "" is the folder itself. */
export interface Collection {
  readonly layout: CollectionLayout
  readonly within: string
}

const clipsPerSong = 10

/** The number in an id such as "Adhunik.21". */
const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf(".") + 1))

/** Clips 1, 11, 21, … of BanglaBeats, each the beginning of a song; a clip alone is a group of its own. */
const firstOfSongs = (tracks: ReadonlyArray<DatasetTrack>): ReadonlyArray<DatasetTrack> =>
  tracks.filter(({ id }) => numberOf(id) % clipsPerSong === 1).map((track) => ({ ...track, group: null }))

const readOne = ({ layout, within }: Collection, folder: DatasetFolder) => {
  const below = within === "" ? "" : `${within}/`
  const inside = {
    name: within === "" ? folder.name : `${folder.name}/${within}`,
    paths: folder.paths.filter((path) => path.startsWith(below)).map((path) => path.slice(below.length)),
    readFile: (path: string) => folder.readFile(below + path)
  }
  const labelFrom = layout === "merge" ? "genre" : null
  const { problems, tracks } = readDataset(layout, inside, { labelFrom, excludeKnownFaults: false, split: null })
  const heard = tracks.filter(({ path }) => path !== "")
  const kept = layout === "banglabeats" ? firstOfSongs(heard) : heard
  const remarks: ReadonlyArray<IngestProblem> = kept.length === tracks.length ? [] : [{
    where: layoutTitles[layout],
    problem: layout === "banglabeats"
      ? `${kept.length} of ${tracks.length} clips are taken: the first of every song`
      : `${tracks.length - kept.length} of ${tracks.length} tracks have no audio, left out`
  }]
  return {
    tracks: kept.map((track) => ({ ...track, path: below + track.path, language: languages[layout] })),
    problems: [...remarks, ...problems.map(({ problem, where }) => ({ where: below + where, problem }))]
  }
}

/**
 * The tracks of all collections with audio, labelled by genre, in the language of their collection.
 *
 * Failure: UnusableInput where a collection is not what it was taken for, and where none of a collection has audio.
 */
export const readCollections = (collections: ReadonlyArray<Collection>, folder: DatasetFolder) => {
  const read = collections.map((collection) => readOne(collection, folder))
  const silent = collections.find((_, i) => read[i]!.tracks.length === 0)
  if (silent !== undefined) {
    throw new UnusableInput({
      what: `${layoutTitles[silent.layout]} has no audio here`,
      where: `${folder.name}/${silent.within}`,
      hint: "unpack the audio beside the tables"
    })
  }
  return { tracks: read.flatMap(({ tracks }) => tracks), problems: read.flatMap(({ problems }) => problems) }
}
