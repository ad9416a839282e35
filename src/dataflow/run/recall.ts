/** A run that is told, while it works, which of its steps still mean what they meant: the others are called back. */
import * as Effect from "effect/Effect"

/** Says to a run which steps still stand; what it says later may only call back more. */
export class Recall {
  private standing: ((step: string) => boolean) | undefined
  private readonly heard = new Set<() => void>()

  /** Whether anything was called back at all. */
  get isGiven(): boolean {
    return this.standing !== undefined
  }

  /** From now on no step but these is run. */
  keepOnly(steps: ReadonlySet<string>): void {
    const before = this.standing
    this.standing = (step) => steps.has(step) && (before === undefined || before(step))
    for (const each of this.heard) each()
  }

  /** The work on a step, interrupted if that is called back; `ended` is told so. */
  readonly until = <E, R>(
    step: string,
    work: Effect.Effect<void, E, R>,
    ended: () => void
  ): Effect.Effect<void, E, R> =>
    Effect.raceFirst(
      Effect.as(work, true),
      Effect.callback<boolean>((resume) => {
        const listen = () => {
          if (this.standing?.(step) === false) resume(Effect.succeed(false))
        }
        this.heard.add(listen)
        listen()
        return Effect.sync(() => void this.heard.delete(listen))
      })
    ).pipe(Effect.map((isDone) => {
      if (!isDone) ended()
    }))
}
