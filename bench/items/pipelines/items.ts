/** Many tracks, each measured by itself. Run by ../../items.ts. */
import * as Pipeline from "../../../src/dataflow/dsl/pipeline.ts"
import { listTracks } from "../nodes/list-tracks.ts"
import { measureTrack } from "../nodes/measure-track.ts"

export default Pipeline.gen("items", { seed: 1 }, function*() {
  const { tracks } = yield* listTracks({}, { tracks: 100_000, added: 0, changed: 0, removed: 0, isShuffled: false })
  return yield* measureTrack({ tracks }, {})
})
