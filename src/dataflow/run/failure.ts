/** Turns whatever a node failed with into what a person is shown. */
import * as Cause from "effect/Cause"
import * as Option from "effect/Option"
import { faultOf } from "../store/fault.ts"
import type { Failure } from "./event.ts"

const field = (error: unknown, name: string): string | undefined => {
  if (typeof error !== "object" || error === null || !(name in error)) return undefined
  const value = (error as Record<string, unknown>)[name]
  return typeof value === "string" ? value : undefined
}

/** The tag of an error, or what kind of thing it is. */
export const tagOf = (error: unknown): string =>
  field(error, "_tag") ?? (error instanceof Error ? error.constructor.name : typeof error)

/** Tag, sentence, hint (an error's own `hint`, if it has one) and the full text of a cause. */
export const failureOf = (cause: Cause.Cause<unknown>): Failure => {
  const failed = Cause.findErrorOption(cause)
  const died = cause.reasons.find(Cause.isDieReason)
  const thrown = Option.isSome(failed) ? failed.value : died?.defect
  const error = faultOf(thrown) ?? thrown
  const hint = field(error, "hint")
  return {
    tag: tagOf(error),
    message: field(error, "message") ?? String(error),
    ...(hint === undefined ? {} : { hint }),
    detail: Cause.pretty(cause)
  }
}

/** The same failure with the item that it was about, unless its sentence says that itself. */
export const atItem = (failure: Failure, item: string | undefined): Failure => {
  if (item === undefined || failure.message.includes(item)) return failure
  const [sentence, ...more] = failure.message.split("\n")
  return { ...failure, message: [`${sentence}   (item ${item})`, ...more].join("\n") }
}
