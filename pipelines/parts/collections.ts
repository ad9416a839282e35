/** Collections of one language each, measured: in the folder that `--data` names, or made from the embedded corpus. */
import * as fs from "node:fs"
import * as path from "node:path"
import { extract } from "../../nodes/features/extract.ts"
import { renderCorpus } from "../../nodes/ingest/render-corpus.ts"
import { layOutCollections } from "../../nodes/study/lay-out-collections.ts"
import { planCollections } from "../../nodes/study/plan-collections.ts"
import { readCollections } from "../../nodes/study/read-collections.ts"
import { readMadeCollections } from "../../nodes/study/read-made-collections.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import { type Collection, collectionLayouts } from "../../src/music/ingest/dataset/collections.ts"
import { recogniseData } from "./recognise-data.ts"
import { hasWordFiles } from "./word-files.ts"

const extraction = { profile: "librosa", excerptSec: 30 } as const

const collectionAt = (folder: string, within: string): ReadonlyArray<Collection> => {
  const found = recogniseData(path.join(folder, within)).layout
  return collectionLayouts.filter((layout) => layout === found).map((layout) => ({ layout, within }))
}

const subfolders = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || entry.isSymbolicLink()))
    .map(({ name }) => name)
    .filter((name) => fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true)
    .sort()

/**
 * The collections that `--data` names: those of its subfolders where there are several, else the folder itself; none for
 * a table and for folders of another kind. The stand-in holds both.
 */
export const collectionsOf = (data: DataSource): ReadonlyArray<Collection> => {
  if (data._tag === "Embedded") {
    return [{ layout: "merge", within: "merge" }, { layout: "banglabeats", within: "banglabeats" }]
  }
  if (data._tag === "Table" || !fs.existsSync(data.path)) return []
  const inside = subfolders(data.path).flatMap((name) => collectionAt(data.path, name))
  return inside.length > 1 ? inside : collectionAt(data.path, "")
}

/** How much of the corpus stands in: the real ones have 1,000 and 1,617 tracks. */
const standIn = { english: 60, bangla: 96, seed: 1 } as const

/** As the two real collections differ: 4 dB between their median loudnesses. */
const recording = { englishGainDb: -4 } as const

/** Places what makes the stand-in; no more than a picture of 128 frames holds is played. */
function* made() {
  const { planned } = yield* planCollections({}, standIn)
  const { audio } = yield* renderCorpus({ planned }, { durationSec: 3 })
  return yield* layOutCollections({ planned, audio }, recording)
}

/** Places reading and measuring of collections, of which there must be one at least. */
export function* measuredCollections(data: DataSource, [first, ...others]: ReadonlyArray<Collection>) {
  const collections = [first!, ...others] as const
  const found = data._tag === "Folder"
    ? yield* readCollections({}, { folder: data.path, collections })
    : yield* readMadeCollections(yield* made(), { collections })
  const mayHaveLyrics = collections.some(({ layout, within }) =>
    layout === "merge" && (data._tag !== "Folder" || hasWordFiles(path.join(data.path, within)))
  )
  return {
    tracks: found.tracks,
    ...yield* extract({ tracks: found.tracks, audio: found.audio }, extraction),
    mayHaveLyrics
  }
}
