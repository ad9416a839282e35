/** Who trains: a service, so that a test or another machine can stand in. Default: src/learn/training/trainer.ts. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { Model } from "../../src/learn/model/model.ts"
import type { Weights } from "../../src/learn/model/weights.ts"
import type { TrainingOptions } from "../../src/learn/training/config.ts"
import type { TrainingData } from "../../src/learn/training/data.ts"
import type { Trained } from "../../src/learn/training/trainer.ts"
import type { TrainingHooks } from "../../src/learn/training/training-hooks.ts"

const shown = 8

/** A number of a track is NaN or infinite before training begins. */
export class TrackNotFinite extends Schema.TaggedError<TrackNotFinite>()("TrackNotFinite", {
  track: Schema.String,
  problem: Schema.String,
  hint: Schema.String
}) {
  override get message() {
    return `${this.problem} That is the track ${this.track}.`
  }
}

/** Training that stopped because loss or weights left the numbers; `tracks` are those that were looked at last. */
export class Diverged extends Schema.TaggedError<Diverged>()("Diverged", {
  problem: Schema.String,
  hint: Schema.String,
  tracks: Schema.Array(Schema.String)
}) {
  override get message() {
    const more = this.tracks.length > shown ? ` and ${this.tracks.length - shown} more` : ""
    return `${this.problem} Tracks looked at: ${this.tracks.slice(0, shown).join(", ")}${more}.`
  }
}

/** Fits a model to tracks, whose names `ids` are in the order of the data; starts from `initial` weights if given. */
export class Trainer extends Context.Service<Trainer, {
  readonly fit: (
    model: Model,
    data: TrainingData,
    options: TrainingOptions,
    ids: ReadonlyArray<string>,
    hooks: TrainingHooks,
    initial?: Weights
  ) => Effect.Effect<Trained, Diverged | TrackNotFinite>
}>()("partita/Trainer") {
  /** The trainer of this package, loaded when first used. */
  static readonly layer = Layer.succeed(Trainer, {
    fit: Effect.fnUntraced(function*(model, data, options, ids, hooks, initial) {
      const { train } = yield* Effect.promise(() => import("../../src/learn/training/trainer.ts"))
      const { TrainingDiverged } = yield* Effect.promise(() => import("../../src/learn/training/diverged.ts"))
      const { DataNotFinite } = yield* Effect.promise(() => import("../../src/learn/training/data-not-finite.ts"))
      const nameOf = (row: number) => ids[row] ?? `row ${row}`
      return yield* Effect.tryPromise({
        try: (signal) => train(model, data, options, { signal, ...hooks }, initial),
        catch: (cause) => {
          if (cause instanceof TrainingDiverged) {
            return new Diverged({ problem: cause.message, hint: cause.hint, tracks: cause.rows.map(nameOf) })
          }
          if (cause instanceof DataNotFinite) {
            return new TrackNotFinite({ problem: cause.message, hint: cause.hint, track: nameOf(cause.row) })
          }
          throw cause
        }
      })
    })
  })
}
