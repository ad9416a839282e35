/** Tracks with features from any data source: the part of a pipeline that `--data` decides. */
import type { DataSource } from "../../src/engine/pipeline.ts"
import { extract } from "../features/extract.ts"
import { catalogueCorpus } from "./catalogue-corpus.ts"
import { corpus } from "./corpus.ts"
import { readFeatureTable } from "./read-feature-table.ts"
import { renderCorpus } from "./render-corpus.ts"
import { scanFolder } from "./scan-folder.ts"

const extraction = { profile: "librosa", excerptSec: 30 } as const

/** Places ingest and feature nodes for `data` and hands on their tracks, features and problems. */
export function* measuredTracks(data: DataSource) {
  switch (data._tag) {
    case "Embedded": {
      const { planned } = yield* corpus({}, { tracks: 320, seed: 1 })
      const { audio } = yield* renderCorpus({ planned }, { durationSec: 10 })
      const { problems, tracks } = yield* catalogueCorpus({ planned, audio }, {})
      const { features, logMel, quarantine } = yield* extract({ tracks, audio }, extraction)
      return { tracks, features, logMel, problems, quarantine, audioFolder: "render-corpus/audio", labelName: "genre" }
    }
    case "Folder": {
      const { audio, problems, tracks } = yield* scanFolder({}, { folder: data.path })
      const { features, logMel, quarantine } = yield* extract({ tracks, audio }, extraction)
      return { tracks, features, logMel, problems, quarantine, audioFolder: "scan-folder/audio", labelName: "folder" }
    }
    case "Table": {
      const { features, problems, quarantine, tracks } = yield* readFeatureTable({}, {
        file: data.path,
        labelColumn: null
      })
      return { tracks, features, logMel: null, problems, quarantine, audioFolder: null, labelName: "label" }
    }
  }
}
