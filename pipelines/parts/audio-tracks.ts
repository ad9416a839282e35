// pipelines/parts/: groups of steps that several pipelines place, with the parameters they share.
/** Tracks with audio from any folder, or from the embedded corpus where no data is given: a group of steps. */
import { catalogueCorpus } from "../../nodes/ingest/catalogue-corpus.ts"
import { corpus } from "../../nodes/ingest/corpus.ts"
import { readDataset } from "../../nodes/ingest/read-dataset.ts"
import { renderCorpus } from "../../nodes/ingest/render-corpus.ts"
import { scanFolder } from "../../nodes/ingest/scan-folder.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import { type FolderLayout, folderLayouts } from "../../src/music/ingest/dataset/layout.ts"
import { recogniseData } from "./recognise-data.ts"

/** How much of the corpus stands in for a study's data. */
export interface StandIn {
  readonly tracks: number
  readonly durationSec: number
}

/** Places the embedded corpus: planned, played and catalogued. */
export function* corpusTracks({ durationSec, tracks: count }: StandIn) {
  const { planned } = yield* corpus({}, { tracks: count, seed: 1 })
  const { audio } = yield* renderCorpus({ planned }, { durationSec })
  const { problems, tracks } = yield* catalogueCorpus({ planned, audio }, {})
  return { tracks, audio, problems }
}

/** Places what reads a dataset in a folder: its tracks with audio, under the labels and the split it is known for. */
export const datasetTracks = (
  folder: string,
  layout: FolderLayout,
  { evidence, fewest, labelFrom = null }: {
    readonly evidence: ReadonlyArray<string>
    readonly fewest: number
    readonly labelFrom?: string | null
  }
) =>
  readDataset({}, {
    folder,
    layout,
    evidence,
    labelFrom,
    split: null,
    excludeKnownFaults: false,
    audioOnly: true,
    fewest
  })

/** Places what reads the tracks. Throws an Error for a table: there is no audio in one. */
export function* audioTracks(data: DataSource, standIn: StandIn) {
  if (data._tag === "Embedded") {
    const { audio, tracks } = yield* corpusTracks(standIn)
    return { tracks, audio }
  }
  if (data._tag === "Table") {
    throw new Error(`this study listens, and ${data.path} is a table; give the folder with the audio to --data`)
  }
  const { evidence, layout: found, nearly } = recogniseData(data.path)
  const layout = folderLayouts.find((each) => each === found)
  if (layout === undefined) {
    const own = { labelColumn: null, byFolder: false }
    return yield* scanFolder({}, { folder: data.path, ...own, remarks: nearly, fewest: 1 })
  }
  return yield* datasetTracks(data.path, layout, { evidence, fewest: 1 })
}
