/**
 * Decisions: a pipeline that goes on with a value one of its steps made. Whatever is placed after a read depends on it,
 * and is only known once that artifact is there. Next: replay.ts.
 */
import { described } from "../kind/check.ts"
import type { Json } from "../kind/json.ts"
import type { Table } from "../kind/table.ts"
import type { Ref } from "./node.ts"

/** What a read goes on with: the value of a JSON artifact, the rows of a table. */
export type ReadOf<H> = H extends Json<infer A> ? A : H extends Table<infer Row> ? ReadonlyArray<Row> : never

/** A wait for the value of an artifact. Yielding it inside `Pipeline.gen` goes on with that value. */
export interface Decision<out A> {
  readonly "~decision": true
  readonly "~value": () => A
  readonly step: string
  readonly port: string
  [Symbol.iterator](): Iterator<Decision<A>, A>
}

/** Any read. */
export type AnyDecision = Decision<unknown>

const isRef = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "step" in value && "port" in value

/**
 * The value behind a ref, for deciding what to place: `const k = yield* Pipeline.read(choice)`. Runs what the artifact
 * needs first; goes on at once where it is fresh.
 *
 * Failure: the pipeline does not load where labels went into the artifact, for they would decide all that follows.
 *
 * @example
 * ```ts
 * import { json, Node, Pipeline, Schema } from "partita"
 * const double = Node.fn("double", {
 *   params: { x: Schema.Finite },
 *   outputs: { y: json(Schema.Finite) },
 *   run: ({ params }) => ({ y: 2 * params.x })
 * })
 * export default Pipeline.gen("grow", { seed: 7 }, function*() {
 *   const { y } = yield* double({}, { x: 1 })
 *   const value = yield* Pipeline.read(y)
 *   return value < 10 ? yield* double.as("again")({}, { x: value }) : { y }
 * })
 * ```
 */
export const read = <H extends Json<unknown> | Table<unknown>>(ref: Ref<H>): Decision<ReadOf<H>> => {
  if (!isRef(ref)) {
    throw new TypeError(`Pipeline.read takes an output of a step, ${described(ref)} is given; yield* the step first`)
  }
  const { port, step } = ref
  const decision: Decision<ReadOf<H>> = {
    "~decision": true,
    "~value": undefined as never,
    step,
    port,
    *[Symbol.iterator]() {
      return (yield decision) as ReadOf<H>
    }
  }
  return decision
}
