/** Listens to every track for silence and clipping. Maths: src/audit/check-sound.ts. Next: audit-tracks.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { BadAudio } from "../../src/audio/bad-audio.ts"
import { decodeAudio } from "../../src/audio/decode.ts"
import { checkSound as check } from "../../src/audit/check-sound.ts"
import { files } from "../../src/engine/kind/files.ts"
import { table } from "../../src/engine/kind/table.ts"
import * as Node from "../../src/engine/node.ts"
import { UnusableTrack } from "../features/extract.ts"
import { TrackFile } from "../ingest/track-file.ts"
import { SoundRow } from "./sound-row.ts"

export const checkSound = /*#__PURE__*/ Node.map("check-sound", {
  over: "tracks",
  itemKey: (track) => [track.id, track.digest],
  itemName: (track) => track.path,
  byReference: ["audio"],
  quarantine: ["UnusableTrack"],
  params: Schema.Struct({}),
  inputs: { tracks: table(TrackFile), audio: files },
  outputs: { sound: table(SoundRow) },
  run: Effect.fnUntraced(function*({ inputs, item }) {
    const bytes = yield* inputs.audio.read(item.path)
    const audio = yield* Effect.tryPromise({
      try: () => decodeAudio(bytes, item.path),
      catch: (cause) => {
        if (cause instanceof BadAudio) return new UnusableTrack({ reason: cause.message })
        throw cause
      }
    })
    const found = check(audio)
    const loudnessDb = Number.isFinite(found.loudnessDb) ? found.loudnessDb : null
    return { sound: [{ ...found, id: item.id, loudnessDb }] }
  })
})
