/** Who trains: a service, so that a test or another machine can stand in. Default: src/training/trainer.ts. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { TrainingConfig } from "../../src/training/config.ts"
import type { Trained, TrainingData, TrainingHooks } from "../../src/training/trainer.ts"

/** Training that stopped because the loss left the numbers; `rows` are those of the last batch. */
export class Diverged extends Schema.TaggedError<Diverged>()("Diverged", {
  problem: Schema.String,
  hint: Schema.String,
  rows: Schema.Array(Schema.Int)
}) {
  override get message() {
    return `${this.problem} Rows of that batch: ${this.rows.join(", ")}.`
  }
}

/** Fits a VAE to standardised features. */
export class Trainer extends Context.Service<Trainer, {
  readonly fit: (data: TrainingData, config: TrainingConfig, hooks: TrainingHooks) => Effect.Effect<Trained, Diverged>
}>()("partita/Trainer") {
  /** The trainer of this package, loaded when first used. */
  static readonly layer = Layer.succeed(Trainer, {
    fit: Effect.fnUntraced(function*(data, config, hooks) {
      const { trainVae } = yield* Effect.promise(() => import("../../src/training/trainer.ts"))
      const { TrainingDiverged } = yield* Effect.promise(() => import("../../src/training/diverged.ts"))
      return yield* Effect.tryPromise({
        try: () => trainVae(data, config, hooks),
        catch: (cause) => {
          if (cause instanceof TrainingDiverged) {
            return new Diverged({ problem: cause.message, hint: cause.hint, rows: cause.rows })
          }
          throw cause
        }
      })
    })
  })
}
