/** Carries out a search that gives more epochs or tracks to the trials that do best with few. Rules: fidelity.ts. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { type Fidelity, type Job, type NextJob, nextJob, ruleOf } from "./fidelity.ts"
import { type Promotion, type RungEnd, rungsOf } from "./halving.ts"
import type { Point } from "./space.ts"
import type { Ask, Told } from "./trial.ts"

/** Where on the rungs a trial is: `rung` from 1 of `of`, and how much it has had of the parameter at `path` at its end. */
export interface Rung {
  readonly path: string
  readonly rung: number
  readonly of: number
  readonly resource: number
  /** What it has had before, at the rung below; 0 at its first. */
  readonly before: number
}

/** A search on rungs. `run` tries a point to the end of a rung. */
export interface Climb<S extends Told, E, R> {
  readonly ask: Ask
  readonly fidelity: Fidelity
  readonly budget: number
  readonly together: number
  readonly run: (point: Point, trial: number, rung: Rung) => Effect.Effect<S, E, R>
}

/** What a strategy is told of trials by how jobs ended: the last rung of each, and which have none yet. */
const knownOf = (points: ReadonlyArray<Point>, past: ReadonlyArray<RungEnd>, resources: ReadonlyArray<number>) => {
  const last = new Map(past.map((end) => [end.trial, end]))
  const told = [...last.values()].map(({ loss, rung, trial }): Told => ({
    trial,
    point: points[trial]!,
    losses: loss === undefined ? undefined : [loss],
    resource: resources[rung]!
  }))
  return { told, pending: points.flatMap((point, trial) => last.has(trial) ? [] : [{ trial, point }]) }
}

/** The settings in the order they were asked for, each as its last rung left it, with all of its rungs. */
export const climb = Effect.fnUntraced(function*<S extends Told, E, R>(
  { ask, budget, fidelity, run, together }: Climb<S, E, R>
) {
  const { resources } = rungsOf(fidelity.least, fidelity.most, fidelity.reduction)
  const points: Array<Point> = []
  const jobs: Array<Job> = []
  const running: Array<{ readonly end: Deferred.Deferred<void>; readonly fiber: Fiber.Fiber<S, E> }> = []
  let rule = ruleOf(fidelity, budget)

  const begin = Effect.fnUntraced(function*({ rung, trial }: Promotion) {
    const at = jobs.push({ trial, rung }) - 1
    const before = jobs.some((job) => job.trial === trial && job.rung === rung - 1) ? resources[rung - 1]! : 0
    const end = Deferred.makeUnsafe<void>()
    const one = run(points[trial]!, trial, {
      path: fidelity.path,
      rung: rung + 1,
      of: resources.length,
      resource: resources[rung]!,
      before
    })
      .pipe(
        Effect.tap(({ losses }) => Effect.sync(() => jobs[at] = { trial, rung, loss: losses?.[0] })),
        Effect.ensuring(Deferred.succeed(end, undefined))
      )
    running.push({ end, fiber: yield* Effect.forkScoped(one) })
  })
  const known = ({ job, past }: NextJob): boolean => {
    if (points[job.trial] !== undefined) return true
    const { pending, told } = knownOf(points, past, resources)
    const point = ask(job.trial, told, pending)
    if (point !== undefined) points.push(point)
    return point !== undefined
  }
  for (;;) {
    const next = nextJob(rule, together, jobs)
    if (next === "done") break
    if (next !== "wait") {
      if (known(next)) yield* begin(next.job)
      else rule = ruleOf(fidelity, points.length) // the space has an end
      continue
    }
    const first = jobs.findIndex((job) => !("loss" in job))
    yield* Deferred.await(running[first]!.end)
    if (!("loss" in jobs[first]!)) yield* Fiber.join(running[first]!.fiber) // it did not end, and says why
  }
  const rungs = yield* Effect.forEach(running, ({ fiber }) => Fiber.join(fiber))
  return points.map((_, trial): S & { readonly rungs: ReadonlyArray<S> } => {
    const climbed = rungs.filter((each) => each.trial === trial)
    return { ...climbed.at(-1)!, rungs: climbed } // a trial that begins has one
  })
})
