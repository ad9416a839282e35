/** Files as points, those that cannot be measured set aside with their reason. */
import * as Effect from "effect/Effect"
import { BackendUnavailable } from "../../learn/training/backend-unavailable.ts"
import type { AudioFile } from "./audio-files.ts"
import { CannotAssign } from "./cannot-assign.ts"
import type { AudioEncoder, Measured } from "./encode-audio.ts"
import { reasonOf, type UnusableFile } from "./unusable-file.ts"

/** One file measured, or its reason. Fails with CannotAssign; what else goes wrong is a defect. */
const measureFile = (encoder: AudioEncoder, { cut, open, shown }: AudioFile) =>
  Effect.tryPromise({
    try: async (): Promise<Measured | string> => {
      try {
        return await encoder.measure(open(), shown, cut ?? null)
      } catch (cause) {
        const reason = reasonOf(cause)
        if (reason === undefined) throw cause
        return reason
      }
    },
    catch: (cause) => {
      if (cause instanceof CannotAssign) return cause
      throw cause
    }
  })

/** Shapes: `points` [file, latent], for `files` in the order given. `onFile` hears the count and name of each at its start. */
export const encodeFiles = Effect.fnUntraced(function*(
  encoder: AudioEncoder,
  files: ReadonlyArray<AudioFile>,
  onFile: (count: number, file: string) => void
) {
  const usable: Array<{ readonly file: string; readonly measured: Measured }> = []
  const unusable: Array<UnusableFile> = []
  for (const [i, file] of files.entries()) {
    onFile(i + 1, file.shown)
    const measured = yield* measureFile(encoder, file)
    if (typeof measured === "string") unusable.push({ file: file.shown, reason: measured })
    else if (Array.from(measured.values).every(Number.isFinite)) usable.push({ file: file.shown, measured })
    else unusable.push({ file: file.shown, reason: "some of its features are no finite numbers" })
  }
  const points = yield* Effect.tryPromise({
    try: () => encoder.encode(usable.map(({ measured }) => measured)),
    catch: (cause) => {
      if (cause instanceof BackendUnavailable) {
        return new CannotAssign({ message: `${cause.message}.`, hint: cause.hint })
      }
      throw cause
    }
  })
  return { files: usable.map(({ file }) => file), points, unusable }
})
