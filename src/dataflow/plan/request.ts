/** What is given as `--data`, read by the pipeline that takes it. Next: place.ts. */
import * as Effect from "effect/Effect"
import * as os from "node:os"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import type { Runnable } from "../dsl/pipeline.ts"
import { InvalidData, PipelineBroken, RequestUnwanted } from "./error.ts"
import type { ResolvedRequest } from "./loaded.ts"

/** The absolute path that a text names if it is one; `~` is the home folder also where no shell has put it in. */
export const dataPath = (given: string): string => path.resolve(given.replace(/^~(?=[/\\]|$)/, () => os.homedir()))

const hintOf = (cause: unknown): { readonly hint?: string } =>
  typeof cause === "object" && cause !== null && "hint" in cause && typeof cause.hint === "string"
    ? { hint: cause.hint }
    : {}

const messageOf = (cause: unknown): string => cause instanceof Error ? cause.message : String(cause)

/**
 * The request of a pipeline for the text given, its initial one for `undefined`. Fails with RequestUnwanted where the
 * pipeline takes none, InvalidData where it refuses the text, PipelineBroken where what it reads is no plain data.
 */
export const resolveRequest = Effect.fnUntraced(function*({ name, request }: Runnable, given: string | undefined) {
  if (request === undefined) {
    if (given !== undefined) return yield* new RequestUnwanted({ pipeline: name, given: `--data ${given}` })
    const nothing: ResolvedRequest = { value: undefined, description: "" }
    return nothing
  }
  if (given === "") {
    const hint = "leave --data out, or write . for the folder you are in"
    return yield* new InvalidData({ path: `""`, problem: "nothing is named.", hint })
  }
  const value = given === undefined ? request.initial : yield* Effect.try({
    try: () => request.read(given, dataPath(given)),
    catch: (cause) => new InvalidData({ path: given, problem: messageOf(cause), ...hintOf(cause) })
  })
  return yield* Effect.try({
    try: (): ResolvedRequest => {
      canonicalJson(value ?? null)
      return { value, description: request.describe(value) }
    },
    catch: (cause) => new PipelineBroken({ pipeline: name, problem: `its request: ${messageOf(cause)}` })
  })
})
