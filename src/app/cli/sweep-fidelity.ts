/** How much of a parameter trials are given, and who is given more, as the flags of `pipeline sweep` say it. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Fidelity } from "../../dataflow/sweep/fidelity.ts"
import type { Objective } from "../../dataflow/sweep/objective.ts"
import type { Space } from "../../dataflow/sweep/space.ts"
import { UsageError } from "./usage-error.ts"

const machinery = Effect.promise(() => import("./sweep-engine.ts"))

/** The flags, as they were written. */
export interface FidelityFlags {
  readonly prune: Option.Option<string>
  readonly resource: Option.Option<string>
  readonly eta: Option.Option<number>
}

/** What `--eta` is unless stated. Hyperband's 3 spends less and misses the best more often: bench/README.md. */
const usualReduction = 2

const example = "--prune asha --resource train.epochs=12..100"

/** Where trials begin unless stated: an eighth of the most, or a share near it that the reduction reaches. */
const usualLeast = (most: number, reduction: number): number =>
  Math.max(1, Math.round(most / (reduction === 2 ? 8 : reduction ** 2)))

/** `NODE.PARAM=LEAST..MOST`, or `NODE.PARAM=MOST`, which begins where it is usual. */
const parseResource = (text: string, reduction: number) => {
  const [, path, first, second] = /^([^=]+)=(\d+)(?:\.\.(\d+))?$/.exec(text) ?? []
  if (path === undefined || first === undefined) return undefined
  const most = Number(second ?? first)
  const least = second === undefined ? usualLeast(most, reduction) : Number(first)
  return least < 1 || least > most ? undefined : { path, least, most }
}

/** Who is given more of what; undefined where every trial gets all of it. Fails with UsageError. */
export const fidelityOfFlags = (
  { eta, prune, resource }: FidelityFlags,
  { objectives, space, strategy }: {
    readonly space: Space
    readonly strategy: string
    readonly objectives: ReadonlyArray<Objective>
  }
) =>
  Effect.gen(function*() {
    if (Option.isNone(resource)) {
      if (Option.isNone(prune) && Option.isNone(eta)) return undefined
      return yield* new UsageError({
        tag: "no-resource",
        message: "Trials can be stopped early only where something says how far they are.",
        given: Option.isSome(prune) ? `--prune ${prune.value}` : "--eta",
        hint: example
      })
    }
    const given = `--resource ${resource.value}`
    const reduction = Option.getOrElse(eta, () => usualReduction)
    const parsed = parseResource(resource.value, reduction)
    if (parsed === undefined) {
      return yield* new UsageError({
        tag: "bad-resource",
        message: "A resource is a parameter and whole numbers from 1: the least and the most that a trial gets.",
        given,
        word: resource.value,
        hint: "--resource train.epochs=12..100"
      })
    }
    const { least, most, path } = parsed
    if (most < least * reduction && most > 1) {
      return yield* new UsageError({
        tag: "bad-resource",
        message: `${least} and ${most} are one step: nothing could be chosen before the end.`,
        given,
        word: resource.value,
        hint: `--resource ${path}=${usualLeast(most, reduction)}..${most}`
      })
    }
    if (path in space) {
      return yield* new UsageError({
        tag: "resource-in-space",
        message: `${path} cannot be searched and be what trials are given more of.`,
        given,
        word: path,
        hint: "leave it out of the space"
      })
    }
    const { pruningNames } = yield* machinery
    const asked = Option.getOrElse(prune, () => "asha")
    const name = pruningNames.find((each) => each === asked)
    if (name === undefined) {
      return yield* new UsageError({
        tag: "unknown-pruning",
        message: `There is no rule "${asked}" to stop trials by.`,
        given: `--prune ${asked}`,
        word: asked,
        known: [...pruningNames],
        hint: `one of ${pruningNames.join(", ")}`
      })
    }
    if (objectives.length !== 1 || strategy === "nsga2") {
      return yield* new UsageError({
        tag: objectives.length === 0 ? "no-objective" : "several-objectives",
        message: "Trials are stopped early by one objective.",
        given: `--prune ${name}`,
        word: name,
        hint: objectives.length === 0
          ? "--objective score.silhouette:max"
          : "one --objective, or all trials to the end without --resource"
      })
    }
    const fidelity: Fidelity = { ...parsed, prune: name, reduction }
    return fidelity
  })
