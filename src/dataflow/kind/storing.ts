/** Lifts the plain code that reads and writes artifacts into effects that fail with `ArtifactError`. */
import * as Effect from "effect/Effect"
import { ArtifactError } from "./artifact.ts"

const attempt =
  (kind: string, doing: "save" | "open") => <A>(act: () => A | Promise<A>): Effect.Effect<A, ArtifactError> =>
    Effect.tryPromise({
      try: async () => act(),
      catch: (cause) => new ArtifactError({ kind, doing, cause })
    })

/** Runs `act`; a throw becomes "could not save a `kind`". */
export const saving = <A>(kind: string, act: () => A | Promise<A>) => attempt(kind, "save")(act)

/** Runs `act`; a throw becomes "could not open a `kind`". */
export const opening = <A>(kind: string, act: () => A | Promise<A>) => attempt(kind, "open")(act)
