/**
 * Tracks with features from any data source: the part of a pipeline that `--data` and `--layout` decide. Which dataset a folder or
 * file is: recognise-data.ts. All but feature tables also give spectrograms and their statistics.
 */
import * as path from "node:path"
import { extract } from "../../nodes/features/extract.ts"
import { applyTags } from "../../nodes/ingest/apply-tags.ts"
import { keepMeasured } from "../../nodes/ingest/keep-measured.ts"
import { labelBy } from "../../nodes/ingest/label-by.ts"
import { nameSounds } from "../../nodes/ingest/name-sounds.ts"
import { readFourMula } from "../../nodes/ingest/read-4mula.ts"
import { readFeatureTable } from "../../nodes/ingest/read-feature-table.ts"
import { readFmaFeatures } from "../../nodes/ingest/read-fma-features.ts"
import { readTags } from "../../nodes/ingest/read-tags.ts"
import { scanFolder } from "../../nodes/ingest/scan-folder.ts"
import type { Problem } from "../../nodes/row/problem.ts"
import type { SheetRow } from "../../nodes/row/sheet-row.ts"
import type { Track } from "../../nodes/row/track.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Files } from "../../src/dataflow/kind/files.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import type { Recognised } from "../../src/music/ingest/dataset/data-view.ts"
import type { FolderLayout } from "../../src/music/ingest/dataset/layout.ts"
import { loaders } from "../../src/music/ingest/dataset/loaders.ts"
import { corpusTracks, datasetTracks } from "./audio-tracks.ts"
import { datasetLabel, folderLabel, knownLabel, type LabelChoice, tableLabel } from "./label-choice.ts"
import type { AskedLayout } from "./layout-choice.ts"
import { recogniseData } from "./recognise-data.ts"
import { hasWordFiles } from "./word-files.ts"

const extraction = { profile: "librosa", excerptSec: 30 } as const

/** Where an output lies among those of its pipeline, so that a page can link the sounds beside it. */
const folderOf = ({ port, step }: Ref<unknown>): string => `${step}/${port}`

/** Tracks with their sound, as ingest nodes hand them on. */
interface Heard {
  readonly tracks: Ref<Table<Track>>
  readonly audio: Ref<Files<"files">>
  readonly problems: Ref<Table<typeof Problem.Type>>
}

/** How many tracks the pipeline needs, and what was asked to label them. */
interface From {
  readonly fewest: number
  readonly label: string
}

/** Places the measuring of sound. */
function* measured<Kind>({ audio, problems, tracks }: Heard, kind: Kind) {
  const features = yield* extract({ tracks, audio }, extraction)
  return { tracks, problems, ...features, audio, audioFolder: folderOf(audio), ...kind }
}

function* embedded(label: string) {
  const found = yield* corpusTracks({ tracks: 320, durationSec: 10 })
  const by = knownLabel(label, ["genre", "language", "artist"])
  const tracks = yield* labelledBy(found.tracks, by)
  return yield* measured({ ...found, tracks }, { labelName: by, mayHaveLyrics: true })
}

/** Tracks under another of their own columns, as they are where that is what labels them already. */
function* labelledBy(tracks: Heard["tracks"], by: "genre" | "language" | "artist") {
  return by === "genre" ? tracks : (yield* labelBy({ tracks }, { column: by, why: "asked for" })).tracks
}

/** Places the measuring of files of somebody's, and what stops the pipeline in one sentence where too few can be measured. */
function* measuredFiles<Kind>(heard: Heard, fewest: number, kind: Kind) {
  const found = yield* measured(heard, kind)
  if (fewest > 1) {
    yield* keepMeasured.as("enough-measured")({ tracks: found.tracks, features: found.features }, { fewest })
  }
  return found
}

/** Places what reads the tags of every file and puts the tracks under them. */
function* tagged<Found extends Heard & { readonly sheets?: Ref<Table<typeof SheetRow.Type>> }>(
  found: Found,
  { by, name, why }: LabelChoice,
  groupsByFolder: boolean
) {
  const { sheets } = found
  const { sounds, tags } = yield* readTags({ tracks: found.tracks, audio: found.audio }, {})
  const { audio, tracks: named } = yield* nameSounds({ tracks: found.tracks, audio: found.audio, sounds }, {})
  const { tracks } = yield* applyTags({ tracks: named, tags, ...(sheets === undefined ? {} : { sheets }) }, {
    label: by,
    name,
    why,
    groupsByFolder
  })
  return { ...found, tracks, audio }
}

function* plainFolder(folder: string, remarks: ReadonlyArray<string>, { fewest, label }: From) {
  const chosen = folderLabel(folder, label)
  const byFolder = label !== "auto" && chosen.column === null
  const found = yield* scanFolder({}, { folder, labelColumn: chosen.column, byFolder, remarks, fewest })
  return yield* measuredFiles(yield* tagged(found, chosen, true), fewest, {
    labelName: chosen.name,
    mayHaveLyrics: hasWordFiles(folder)
  })
}

function* dataset(
  folder: string,
  layout: FolderLayout,
  { evidence, fewest, label }: From & Pick<Recognised, "evidence">
) {
  const chosen = datasetLabel(label, loaders[layout])
  const found = yield* datasetTracks(folder, layout, { evidence, fewest, labelFrom: chosen.labelFrom })
  return yield* measuredFiles(yield* tagged(found, chosen, false), fewest, {
    labelName: chosen.name,
    mayHaveLyrics: (layout === "merge" || layout === "music4all") && hasWordFiles(folder)
  })
}

function* featureTable(file: string, { fewest, label }: From) {
  const labelColumn = tableLabel(file, label)
  const read = yield* readFeatureTable({}, { file, labelColumn, keep: [], mostSetAside: 0.25, fewest })
  return {
    ...read,
    melStatistics: null,
    sound: null,
    logMel: null,
    audio: null,
    audioFolder: null,
    labelName: labelColumn ?? "label",
    mayHaveLyrics: false
  }
}

function* fourMula(file: string, { evidence, fewest, label }: From & Pick<Recognised, "evidence">) {
  const labelName = knownLabel(label, ["genre", "artist", "language"])
  const read = yield* readFourMula({}, { file, evidence, fewest, statisticsOf: "decibels", zeroPadded: false })
  const tracks = yield* labelledBy(read.tracks, labelName)
  return { ...read, tracks, sound: null, audio: null, audioFolder: null, labelName, mayHaveLyrics: true }
}

function* fmaFeatures(
  files: { readonly file: string; readonly tracksFile: string | null },
  { evidence, fewest, label }: From & Pick<Recognised, "evidence">
) {
  const labelName = knownLabel(label, ["genre", "artist", "language"])
  const read = yield* readFmaFeatures({}, { ...files, evidence, fewest, subset: "small" })
  return {
    ...read,
    tracks: yield* labelledBy(read.tracks, labelName),
    melStatistics: null,
    sound: null,
    logMel: null,
    audio: null,
    audioFolder: null,
    labelName,
    mayHaveLyrics: false
  }
}

/** How a pipeline takes its data: as what, by what labelled, and from how many tracks on. */
export interface Taken extends From {
  readonly layout: AskedLayout
}

/** Places the nodes for a folder or file that has been recognised; paths in it are relative to `root`. */
function* recognised(place: string, root: string, { files, layout, nearly, ...found }: Recognised & From) {
  const file = (role: string): string | null => files[role] === undefined ? null : path.join(root, files[role])
  switch (layout) {
    case "folder":
      return yield* plainFolder(place, nearly, found)
    case "gtzan":
    case "banglabeats":
    case "merge":
    case "fma":
    case "mtg-jamendo":
    case "music4all":
      return yield* dataset(place, layout, found)
    case "4mula":
      return yield* fourMula(file("table") ?? place, found)
    case "fma-features":
      return yield* fmaFeatures({ file: file("features") ?? place, tracksFile: file("tracks") }, found)
    case "gtzan-features":
    case "banglabeats-features":
    case "gtzan-banglabeats-features":
    case "lyrics-table":
    case "feature-table":
      return yield* featureTable(file("table") ?? place, found)
  }
}

/**
 * Places ingest and feature nodes for `data` and hands on their tracks, features, problems and what was set aside;
 * `audio`, `sound`, `melStatistics` and `logMel` are null where only a table of features is known. `mayHaveLyrics` is false where none can
 * be, so that a pipeline need not place what takes them. Groups, splits and lyrics are columns of the tracks, null in
 * every row where the data has none.
 */
export function* measuredTracks(
  data: DataSource,
  { fewest = 1, label = "auto", layout = "auto" }: Partial<Taken> = {}
) {
  switch (data._tag) {
    case "Embedded":
      return yield* embedded(label)
    case "Folder":
      return yield* recognised(data.path, data.path, { ...recogniseData(data.path, layout), fewest, label })
    case "Table":
      return yield* recognised(data.path, path.dirname(data.path), {
        ...recogniseData(data.path, layout),
        fewest,
        label
      })
  }
}
