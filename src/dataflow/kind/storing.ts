/** Lifts the plain code that reads and writes artifacts into effects that fail with `ArtifactError`. */
import * as Effect from "effect/Effect"
import { ArtifactError } from "./artifact.ts"
import { DraftError } from "./check.ts"

/** Runs `act`; a throw becomes "could not save a `kind`", save for what it says about the draft. */
export const saving = <A>(kind: string, act: () => A | Promise<A>): Effect.Effect<A, ArtifactError | DraftError> =>
  Effect.tryPromise({
    try: async () => act(),
    catch: (cause) => cause instanceof DraftError ? cause : new ArtifactError({ kind, doing: "save", cause })
  })

/** Runs `act`; a throw becomes "could not open a `kind`". */
export const opening = <A>(kind: string, act: () => A | Promise<A>): Effect.Effect<A, ArtifactError> =>
  Effect.tryPromise({
    try: async () => act(),
    catch: (cause) => new ArtifactError({ kind, doing: "open", cause })
  })
