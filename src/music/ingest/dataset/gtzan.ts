/**
 * GTZAN: ten genres of a hundred 30 s clips, `<genre>/<genre>.000NN.wav` (or .au), as in genres.tar.gz and on Kaggle.
 * Source: Tzanetakis & Cook 2002; faults: Sturm 2012, "An analysis of the GTZAN music genre dataset".
 */
import { audioExtensions, extensionOf } from "../../audio/audio-extensions.ts"
import { countedProblem, isMacMetadata, publishedFeatures, unusedFiles } from "../reader/counted-problems.ts"
import { decodeText } from "../reader/decode-text.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { DatasetFolder, DatasetLoader, DatasetOptions, DatasetTrack } from "./dataset.ts"
import { gtzanFaults } from "./gtzan-faults.ts"

/** The genres, which are folder names and the first part of file names. */
export const gtzanGenres: ReadonlyArray<string> = "blues classical country disco hiphop jazz metal pop reggae rock"
  .split(" ")

const clipsPerGenre = 100
const clipPath = new RegExp(`(?:^|/)((${gtzanGenres.join("|")})\\.(\\d{5}))\\.(\\w+)$`, "i")
const splitPath = /(?:^|\/)(train|valid|test)_filtered\.txt$/i
const featuresPath = /(?:^|\/)features_(?:30|3)_sec\.csv$/i

/** Id, genre and number of a GTZAN clip by its path; undefined for any other file. */
export const gtzanClip = (path: string) => {
  const [, id, genre, number, extension] = clipPath.exec(path) ?? []
  if (id === undefined || isMacMetadata(path) || !audioExtensions.includes(extension!.toLowerCase())) return undefined
  return { id: id.toLowerCase(), genre: genre!.toLowerCase(), number: Number(number), path }
}

type Clip = NonNullable<ReturnType<typeof gtzanClip>>

/** One clip per id, .wav before other formats, and what was passed over. */
const oneEach = (found: ReadonlyArray<Clip>) => {
  const byId = Map.groupBy(found, ({ id }) => id)
  const chosen = [...byId.values()].map((same) => same.find(({ path }) => extensionOf(path) === "wav") ?? same[0]!)
  const passed = found.filter((clip) => !chosen.includes(clip)).map(({ path }) => path)
  return { chosen, problems: countedProblem("file", passed, "the same clip in a second format, not used") }
}

const missingClips = (clips: ReadonlyArray<Clip>): ReadonlyArray<IngestProblem> =>
  gtzanGenres.flatMap((genre): ReadonlyArray<IngestProblem> => {
    const there = new Set(clips.filter((clip) => clip.genre === genre).map(({ number }) => number))
    if (there.size === 0) return [{ where: genre, problem: "the genre is not there" }]
    const absent = Array.from({ length: clipsPerGenre }, (_, i) => i).filter((number) => !there.has(number))
    if (absent.length === 0) return []
    const names = absent.slice(0, 3).map((number) => `${genre}.${String(number).padStart(5, "0")}`)
    const more = absent.length > 3 ? ", …" : ""
    return [{ where: genre, problem: `${there.size} of ${clipsPerGenre} clips; missing ${names.join(", ")}${more}` }]
  })

/** The part each clip belongs to by the lists of the fault-filtered split; empty when there are none. */
const readSplits = ({ paths, readFile }: DatasetFolder): ReadonlyMap<string, string> =>
  new Map(
    paths.filter((path) => splitPath.test(path)).flatMap((path) => {
      const part = splitPath.exec(path)![1]!.toLowerCase()
      const names = decodeText(readFile(path)).matchAll(/[a-z]+\.\d{5}/gi)
      return [...names].map(([id]) => [id.toLowerCase(), part === "valid" ? "validation" : part] as const)
    })
  )

const noClips = (name: string): UnusableInput =>
  new UnusableInput({
    what: "no file is called like a clip of GTZAN",
    where: name,
    hint: "give the folder that holds blues/blues.00000.wav (in genres.tar.gz: genres, on Kaggle: Data/genres_original)"
  })

const withoutFaults = (clips: ReadonlyArray<Clip>, isWanted: boolean) => {
  const known = clips.filter(({ id }) => gtzanFaults.has(id))
  if (!isWanted) {
    return {
      kept: clips,
      problems: countedProblem("track", known.map(({ id }) => id), "known to repeat another clip, kept")
    }
  }
  return {
    kept: clips.filter((clip) => !known.includes(clip)),
    problems: known.map(({ id }) => ({ where: id, problem: `left out: ${gtzanFaults.get(id)!}` }))
  }
}

const read = (folder: DatasetFolder, { excludeKnownFaults }: DatasetOptions) => {
  const paths = [...folder.paths].sort()
  const found = paths.flatMap((path) => gtzanClip(path) ?? [])
  if (found.length === 0) throw noClips(folder.name)
  const { chosen, problems: doubles } = oneEach(found)
  const { kept, problems: faults } = withoutFaults(chosen, excludeKnownFaults)
  const splits = readSplits(folder)
  const tables = paths.filter((path) => featuresPath.test(path) && !isMacMetadata(path))
  const taken = new Set(found.map(({ path }) => path))
  const others = paths.filter((path) => !taken.has(path) && !tables.includes(path) && !splitPath.test(path))
  const known = { artist: null, language: null, lyrics: null, group: null }
  const tracks = kept.map(({ genre, id, path }): DatasetTrack => ({
    id,
    title: id.replace(".", " "),
    path,
    label: genre,
    ...known,
    split: splits.get(id) ?? null
  }))
  return {
    tracks,
    annotations: kept.map(({ genre, id }) => ({ id, kind: "genre", value: genre })),
    problems: [
      ...missingClips(chosen),
      ...doubles,
      ...faults,
      ...tables.map((where) => ({ where, problem: publishedFeatures })),
      ...unusedFiles(others)
    ]
  }
}

/** Reads GTZAN. */
export const gtzan: DatasetLoader = {
  labelKind: "genre",
  kinds: ["genre"],
  needs: (path) => splitPath.test(path),
  read
}
