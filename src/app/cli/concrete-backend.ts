/** The backend that `--backend` names, found before anything runs. */
import * as Effect from "effect/Effect"
import { UsageError } from "./usage-error.ts"

/** A backend that computes here; `auto` gives the best one. Fails with UsageError on another name or where it does not. */
export const concreteBackend = (choice: string) =>
  Effect.gen(function*() {
    const { backendNames, backendStatus, resolveBackend } = yield* Effect.promise(() =>
      import("../../learn/training/backend.ts")
    )
    if (choice === "auto") return yield* Effect.promise(() => resolveBackend("auto"))
    const name = backendNames.find((each) => each === choice)
    const given = `--backend ${choice}`
    if (name === undefined) {
      return yield* new UsageError({
        tag: "unknown-backend",
        message: `There is no backend "${choice}".`,
        given,
        word: choice,
        known: ["auto", ...backendNames],
        hint: `one of auto, ${backendNames.join(", ")}; pipeline doctor   says which work here`
      })
    }
    const status = yield* Effect.promise(() => backendStatus(name))
    if (status.isAvailable) return name
    return yield* new UsageError({
      tag: "backend-unavailable",
      message: `The backend "${name}" cannot be used here: ${status.reason}.`,
      given,
      word: choice,
      hint: status.hint
    })
  })
