/**
 * Tracks with features from any data source: the part of a pipeline that `--data` and `--layout` decide. Which dataset a folder or
 * file is: recognise-data.ts. All but feature tables also give spectrograms and their statistics.
 */
import * as path from "node:path"
import { extract } from "../../nodes/features/extract.ts"
import { applyTags } from "../../nodes/ingest/apply-tags.ts"
import { readFourMula } from "../../nodes/ingest/read-4mula.ts"
import { readFeatureTable } from "../../nodes/ingest/read-feature-table.ts"
import { readFmaFeatures } from "../../nodes/ingest/read-fma-features.ts"
import { readTags } from "../../nodes/ingest/read-tags.ts"
import { scanFolder } from "../../nodes/ingest/scan-folder.ts"
import type { Problem } from "../../nodes/row/problem.ts"
import type { Track } from "../../nodes/row/track.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Files } from "../../src/dataflow/kind/files.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import type { Recognised } from "../../src/music/ingest/dataset/data-view.ts"
import type { FolderLayout } from "../../src/music/ingest/dataset/layout.ts"
import { corpusTracks, datasetTracks } from "./audio-tracks.ts"
import type { AskedLayout } from "./layout-choice.ts"
import { recogniseData } from "./recognise-data.ts"
import { hasFolderLabels, hasWordFiles } from "./word-files.ts"

const extraction = { profile: "librosa", excerptSec: 30 } as const

/** Where an output lies among those of its pipeline, so that a page can link the sounds beside it. */
const folderOf = ({ port, step }: Ref<unknown>): string => `${step}/${port}`

/** Tracks with their sound, as ingest nodes hand them on. */
interface Heard {
  readonly tracks: Ref<Table<Track>>
  readonly audio: Ref<Files<"files">>
  readonly problems: Ref<Table<typeof Problem.Type>>
}

/** Places the measuring of sound. */
function* measured<Kind>({ audio, problems, tracks }: Heard, kind: Kind) {
  const features = yield* extract({ tracks, audio }, extraction)
  return { tracks, problems, ...features, audio, audioFolder: folderOf(audio), ...kind }
}

function* embedded() {
  const found = yield* corpusTracks({ tracks: 320, durationSec: 10 })
  return yield* measured(found, { labelName: "genre", mayHaveLyrics: true })
}

function* plainFolder(folder: string, remarks: ReadonlyArray<string>, fewest: number) {
  const found = yield* scanFolder({}, { folder, remarks, fewest })
  const { tags } = yield* readTags({ tracks: found.tracks, audio: found.audio }, {})
  const label = hasFolderLabels(folder) ? "folder" : "genre"
  const { tracks } = yield* applyTags({ tracks: found.tracks, tags }, { label })
  return yield* measured({ ...found, tracks }, { labelName: label, mayHaveLyrics: hasWordFiles(folder) })
}

function* dataset(folder: string, layout: FolderLayout, from: Parameters<typeof datasetTracks>[2]) {
  const found = yield* datasetTracks(folder, layout, from)
  return yield* measured(found, {
    labelName: layout === "merge" ? "quadrant" : "genre",
    mayHaveLyrics: (layout === "merge" || layout === "music4all") && hasWordFiles(folder)
  })
}

function* featureTable(file: string, fewest: number) {
  const read = yield* readFeatureTable({}, { file, labelColumn: null, keep: [], mostSetAside: 0.25, fewest })
  return {
    ...read,
    melStatistics: null,
    sound: null,
    logMel: null,
    audio: null,
    audioFolder: null,
    labelName: "label",
    mayHaveLyrics: false
  }
}

function* fourMula(file: string, from: { readonly evidence: ReadonlyArray<string>; readonly fewest: number }) {
  const read = yield* readFourMula({}, { file, ...from, statisticsOf: "decibels", zeroPadded: false })
  return { ...read, sound: null, audio: null, audioFolder: null, labelName: "genre", mayHaveLyrics: true }
}

function* fmaFeatures(
  files: { readonly file: string; readonly tracksFile: string | null },
  from: { readonly evidence: ReadonlyArray<string>; readonly fewest: number }
) {
  const read = yield* readFmaFeatures({}, { ...files, ...from, subset: "small" })
  return {
    ...read,
    melStatistics: null,
    sound: null,
    logMel: null,
    audio: null,
    audioFolder: null,
    labelName: "genre",
    mayHaveLyrics: false
  }
}

/** How many tracks the pipeline needs. */
interface Fewest {
  readonly fewest: number
}

/** How a pipeline takes its data: as what, and from how many tracks on. */
export interface Taken extends Fewest {
  readonly layout: AskedLayout
}

/** Places the nodes for a folder or file that has been recognised; paths in it are relative to `root`. */
function* recognised(place: string, root: string, { files, layout, nearly, ...found }: Recognised & Fewest) {
  const file = (role: string): string | null => files[role] === undefined ? null : path.join(root, files[role])
  switch (layout) {
    case "folder":
      return yield* plainFolder(place, nearly, found.fewest)
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
      return yield* featureTable(file("table") ?? place, found.fewest)
  }
}

/**
 * Places ingest and feature nodes for `data` and hands on their tracks, features, problems and what was set aside;
 * `audio`, `sound`, `melStatistics` and `logMel` are null where only a table of features is known. `mayHaveLyrics` is false where none can
 * be, so that a pipeline need not place what takes them. Groups, splits and lyrics are columns of the tracks, null in
 * every row where the data has none.
 */
export function* measuredTracks(data: DataSource, { fewest = 1, layout = "auto" }: Partial<Taken> = {}) {
  switch (data._tag) {
    case "Embedded":
      return yield* embedded()
    case "Folder":
      return yield* recognised(data.path, data.path, { ...recogniseData(data.path, layout), fewest })
    case "Table":
      return yield* recognised(data.path, path.dirname(data.path), { ...recogniseData(data.path, layout), fewest })
  }
}
