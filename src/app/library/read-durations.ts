/** How long the tracks of a library are, where listening to them told. */
import * as Effect from "effect/Effect"
import { SoundRow } from "../../../nodes/row/sound-row.ts"
import { table } from "../../dataflow/kind/table.ts"
import type { Store } from "../../dataflow/store/store.ts"
import type { Library } from "./library.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"

/** Seconds of each track; null where nothing says so, or the cache has it no longer. Shapes: [track]. */
export const readDurations = Effect.fnUntraced(
  function*(store: Store, { sound }: ClusteringTrace, { tracks }: Library) {
    if (sound === null || store.prove(sound.digest) !== "intact") return tracks.map(() => null)
    const known = new Map(
      (yield* table(SoundRow).open(store, sound).rows).map(({ durationSec, id }) => [id, durationSec])
    )
    return tracks.map(({ id }) => known.get(id) ?? null)
  }
)
