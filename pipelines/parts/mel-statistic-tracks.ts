/** Songs as 512 mel statistics and one spectrogram each, from 4MuLA's Parquet file or from the embedded corpus: a group of steps. */
import * as path from "node:path"
import { extract } from "../../nodes/features/extract.ts"
import { readFourMula } from "../../nodes/ingest/read-4mula.ts"
import { useMelStatistics } from "../../nodes/study/use-mel-statistics.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import { audioTracks, type StandIn } from "./audio-tracks.ts"
import { recogniseData } from "./recognise-data.ts"

/** Places what reads the songs. From the Parquet file statistics are of power, otherwise of decibels. */
export function* melStatisticTracks(data: DataSource, standIn: StandIn) {
  const found = data._tag === "Embedded" ? null : recogniseData(data.path)
  if (data._tag !== "Embedded" && found?.layout === "4mula") {
    const folder = data._tag === "Folder" ? data.path : path.dirname(data.path)
    const table = found.files["table"]
    const file = table === undefined ? data.path : path.join(folder, table)
    const { features, logMel, tracks } = yield* readFourMula({}, {
      file,
      evidence: found.evidence,
      statisticsOf: "power",
      zeroPadded: true,
      fewest: 1
    })
    return { features, logMel, tracks, isFourMula: true }
  }
  const { audio, tracks } = yield* audioTracks(data, standIn)
  const { logMel, melStatistics } = yield* extract({ tracks, audio }, { profile: "librosa", excerptSec: 30 })
  const { features } = yield* useMelStatistics({ melStatistics }, {})
  return { features, logMel, tracks, isFourMula: false }
}
