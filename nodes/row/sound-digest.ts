/** Which sound a file holds, whatever its tags say: src/music/audio/sound-of.ts. */
import * as Schema from "effect/Schema"

/** `sound` is the digest of the file's sound, that of its bytes where nothing of it is surely a tag. */
export const SoundDigest = Schema.Struct({ id: Schema.String, sound: Schema.String })
