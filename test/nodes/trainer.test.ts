import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { expect, it } from "vitest"
import { Trainer } from "../../nodes/row/trainer.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { onlyFeatures } from "../../src/learn/training/data.ts"
import type { TrainingHooks } from "../../src/learn/training/training-hooks.ts"
import { quietly, toyArchitecture, toyOptions, toyTracks } from "../learn/training/toy.ts"

const ids = Array.from({ length: 32 }, (_, i) => `song ${i}`)

const fit = (tracks: ReturnType<typeof toyTracks>, options: typeof toyOptions, hooks: TrainingHooks = quietly()) =>
  Effect.gen(function*() {
    const trainer = yield* Trainer
    return yield* trainer.fit(mlpVae(toyArchitecture), onlyFeatures(tracks), options, ids, hooks)
  }).pipe(Effect.provide(Trainer.layer))

it("a track with a feature that is no number is named before training begins", async () => {
  const tracks = toyTracks()
  tracks.data[17 * tracks.cols + 3] = Number.NaN

  const failure = await Effect.runPromise(Effect.flip(fit(tracks, toyOptions)))

  expect(failure).toMatchObject({
    _tag: "TrackNotFinite",
    message: "The features of row 17 hold NaN in column 3; training needs finite numbers. That is the track song 17.",
    hint: "fill the value in or leave the track out before training"
  })
})

it("the tracks of the batch in which training diverged are named", async () => {
  const failure = await Effect.runPromise(Effect.flip(fit(toyTracks(), { ...toyOptions, learningRate: 1e30 })))

  expect(failure._tag).toBe("Diverged")
  expect(failure.message).toMatch(/^The loss became \S+ in epoch 1, batch \d\. Tracks looked at: song \d+, song \d+, /)
})

it("training stops when its effect is interrupted", async () => {
  let epochs = 0
  const begun = Promise.withResolvers<void>()
  const onEpoch = () => {
    epochs++
    begun.resolve()
  }
  const fiber = Effect.runFork(fit(toyTracks(), { ...toyOptions, epochs: 1e6 }, quietly({ onEpoch })))
  await begun.promise

  await Effect.runPromise(Fiber.interrupt(fiber))
  const interrupted = epochs
  await Effect.runPromise(Effect.sleep(50))

  expect(epochs - interrupted).toBeLessThanOrEqual(1) // the one under way
})
