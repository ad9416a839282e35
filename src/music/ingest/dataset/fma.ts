/**
 * FMA: `fma_small/000/000002.mp3` and fma_metadata/tracks.csv, genres.csv. Features: fma-features.ts.
 * Source: Defferrard et al. 2017, "FMA: a dataset for music analysis".
 */
import { audioExtensions, extensionOf } from "../../audio/audio-extensions.ts"
import { countedProblem, isMacMetadata, publishedFeatures, unusedFiles } from "../reader/counted-problems.ts"
import { decodeText } from "../reader/decode-text.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { Annotation, DatasetFolder, DatasetLoader, DatasetTrack } from "./dataset.ts"
import { fmaId, fmaList, type FmaRow, parseFmaGenres, parseFmaTracks } from "./fma-tables.ts"

const audioPath = /(?:^|\/)(\d{3})\/(\1\d{3})\.\w+$/
const subsetFolder = /(?:^|\/)fma_(small|medium|large|full)\//
const subsets = ["small", "medium", "large", "full"] // each holds those before it

/** Files of fma_small that hold no sound, and that hold less than the 30 s they should. Source: mdeff/fma issue 8. */
const silentFiles = new Set([99134, 108925, 133297])
const shortFiles = new Set([98565, 98567, 98569])

const isTable = (path: string, name: string): boolean =>
  (path === name || path.endsWith(`/${name}`)) && !isMacMetadata(path)

/** The id of FMA audio as a number, by its path; undefined for any other file. */
export const fmaAudio = (path: string): number | undefined => {
  const id = audioPath.exec(path)?.[2]
  return id === undefined || isMacMetadata(path) || !audioExtensions.includes(extensionOf(path))
    ? undefined
    : Number(id)
}

/** What tracks.csv and genres.csv say of a track: its genres, tags and album. */
export const fmaAnnotations = (
  row: FmaRow,
  genres: ReadonlyMap<string, string>,
  source: string
): ReadonlyArray<Annotation> => {
  const id = fmaId(row.number)
  const of = (kind: string, values: ReadonlyArray<string>) =>
    values.filter((value) => value !== "").map((value) => ({ id, kind, value }))
  const list = (name: string) => fmaList(row.cell("track", name), `${source}, track ${id}, column ("track", "${name}")`)
  return [
    ...of("genre", [row.cell("track", "genre_top")]),
    ...of("subgenre", list("genres").map((genre) => genres.get(genre) ?? genre)),
    ...of("tag", list("tags")),
    ...of("album", [row.cell("album", "title")])
  ]
}

/** A row of tracks.csv as a track. */
export const fmaTrack = (row: FmaRow, path: string): DatasetTrack => ({
  id: fmaId(row.number),
  title: row.cell("track", "title") || fmaId(row.number),
  artist: row.cell("artist", "name") || null,
  path,
  label: row.cell("track", "genre_top") || null,
  language: row.cell("track", "language_code") || null,
  lyrics: null,
  group: row.cell("artist", "id") === "" ? null : `artist ${row.cell("artist", "id")}`,
  split: row.cell("set", "split").replace(/^training$/, "train") || null
})

/** Whether a row belongs to a subset; each subset holds the smaller ones. */
export const isInSubset = (row: FmaRow, subset: string): boolean => {
  const own = subsets.indexOf(row.cell("set", "subset"))
  return (own < 0 ? subsets.length - 1 : own) <= subsets.indexOf(subset)
}

const tableOf = ({ name, paths }: DatasetFolder): string => {
  const found = [...paths].sort().find((path) => isTable(path, "tracks.csv"))
  if (found !== undefined) return found
  throw new UnusableInput({
    what: "tracks.csv is not there, so nothing says what the files are",
    where: name,
    hint: "unpack fma_metadata.zip beside fma_small, and give the folder that holds both"
  })
}

const knownFaults = (numbers: ReadonlyArray<number>): ReadonlyArray<IngestProblem> => [
  ...countedProblem(
    "track",
    numbers.filter((id) => silentFiles.has(id)).map(fmaId),
    "known to hold no sound in fma_small"
  ),
  ...countedProblem("track", numbers.filter((id) => shortFiles.has(id)).map(fmaId), "known to be shorter than 30 s")
]

const firstOfEach = (rows: ReadonlyArray<FmaRow>) => {
  const byNumber = new Map<number, FmaRow>()
  const repeated: Array<string> = []
  for (const row of rows) {
    if (byNumber.has(row.number)) repeated.push(fmaId(row.number))
    else byNumber.set(row.number, row)
  }
  return { byNumber, repeated }
}

const read = (folder: DatasetFolder) => {
  const source = tableOf(folder)
  const { byNumber, repeated } = firstOfEach(parseFmaTracks(decodeText(folder.readFile(source)), source))
  const paths = [...folder.paths].sort()
  const genreTable = paths.find((path) => isTable(path, "genres.csv"))
  const genres = genreTable === undefined
    ? new Map<string, string>()
    : parseFmaGenres(decodeText(folder.readFile(genreTable)), genreTable)
  const audio = new Map(paths.flatMap((path) => {
    const number = fmaAudio(path)
    return number === undefined ? [] : [[number, path] as const]
  }))
  const there = [...audio].sort(([a], [b]) => a - b).flatMap(([number, path]) => {
    const row = byNumber.get(number)
    return row === undefined ? [] : [{ row, path }]
  })
  const strays = [...audio.keys()].filter((number) => !byNumber.has(number)).map(fmaId)
  const subset = paths.map((path) => subsetFolder.exec(path)?.[1]).find((found) => found !== undefined)
  const absent = subset === undefined
    ? []
    : [...byNumber.values()].filter((row) => isInSubset(row, subset) && !audio.has(row.number))
  const features = paths.filter((path) => isTable(path, "features.csv"))
  const taken = new Set<string | undefined>([...audio.values(), source, genreTable, ...features])
  return {
    tracks: there.map(({ path, row }) => fmaTrack(row, path)),
    annotations: there.flatMap(({ row }) => fmaAnnotations(row, genres, source)),
    problems: [
      ...countedProblem("track", repeated, `has a row above in ${source}; the second is not used`),
      ...countedProblem(
        "track",
        absent.map(({ number }) => fmaId(number)),
        `in subset ${subset} of ${source}, but no audio is there`
      ),
      ...countedProblem("audio file", strays, `no row in ${source}, not used`),
      ...knownFaults([...audio.keys()]),
      ...genreTable === undefined
        ? [{ where: "genres.csv", problem: "not there, so genres other than the top one are numbers" }]
        : [],
      ...features.map((where) => ({ where, problem: publishedFeatures })),
      ...unusedFiles(paths.filter((path) => !taken.has(path)))
    ]
  }
}

/** Reads FMA. */
export const fma: DatasetLoader = {
  labelKind: "genre",
  kinds: ["genre", "subgenre", "tag", "album"],
  needs: (path) => isTable(path, "tracks.csv") || isTable(path, "genres.csv"),
  read
}
