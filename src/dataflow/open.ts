/**
 * Pipelines from a program of your own: open a project, run, and read what came out. `open` speaks promises, `openEffect`
 * effects; both release the store when they are closed. What does the work is loaded on the first call, so that nodes
 * which import the public face carry none of it. Examples: docs/library-use.md. Next: library/project.ts.
 */
import * as Effect from "effect/Effect"
import type { OpenProject } from "./library/project.ts"

export type { Answer, QueryRefused } from "./history/query.ts"
export type { AnyArtifact, Artifact, ArtifactOf } from "./library/artifact.ts"
export type { Asked } from "./library/asked.ts"
export type { Finished, FinishedOf, RunFailed } from "./library/finished.ts"
export type { OpenProject, ProjectEffects, RunRequest, Watched } from "./library/project.ts"
export type { SweepRefused, SweepRequest, Swept, SweptSetting } from "./library/sweep.ts"

/** `cache` overrides where the project's store lies. */
export interface OpenOptions {
  readonly cache?: string
}

/**
 * Opens the project around `folder`. Close it, or open it with `await using`: its store is written out then.
 *
 * @example
 * ```ts
 * import { open } from "partita"
 * export const scores = async () => {
 *   await using project = await open(".")
 *   const run = await project.run("easy", { set: { "train.beta": 4 } })
 *   return run.artifact("score", "scores").rows()
 * }
 * ```
 */
export const open = async (folder: string, options: OpenOptions = {}): Promise<OpenProject> =>
  (await import("./library/project.ts")).open(folder, options)

/**
 * Opens the project around `folder` for as long as the scope lasts; its methods are effects.
 *
 * @example
 * ```ts
 * import { Effect, openEffect } from "partita"
 * export const metrics = Effect.scoped(Effect.gen(function*() {
 *   const project = yield* openEffect(".")
 *   const run = yield* project.run("easy")
 *   return run.metrics
 * }))
 * ```
 */
export const openEffect = (folder: string, options: OpenOptions = {}) =>
  Effect.flatMap(Effect.promise(() => import("./library/project.ts")), (project) => project.openEffect(folder, options))
