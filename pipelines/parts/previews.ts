/** Sound that travels inside a report: up to 150 tracks of 8 seconds, about 4.3 MB. */
import { choosePreviews } from "../../nodes/report/choose-previews.ts"
import { preview } from "../../nodes/report/preview.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Files } from "../../src/dataflow/kind/files.ts"

type Chosen = Parameters<typeof choosePreviews>[0]

/** Places the choice of tracks and their previews; none where there is no sound. */
export function* previewsOf(audio: Ref<Files<"files">> | null, clustered: Chosen) {
  if (audio === null) return []
  const { chosen } = yield* choosePreviews(clustered, { most: 150 })
  const { previews } = yield* preview({ tracks: chosen, audio }, { seconds: 8, kbps: 20 })
  return [previews]
}
