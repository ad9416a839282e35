/**
 * Search spaces over a pipeline's parameters: what a sweep may set each of them to. Paths and values are checked by the
 * compiler as in a grid. From a command line: parse-space.ts; from a file: space-file.ts.
 */
import type { Misspelt, ParamPath, ValueOf } from "./param-path.ts"

/** The values of another parameter under which a dimension is there at all. */
export interface Condition<P extends string = string, V = unknown> {
  readonly path: P
  readonly is: ReadonlyArray<V>
}

/** One of several values without an order. */
export interface Choice<V = unknown> {
  readonly kind: "choice"
  readonly values: ReadonlyArray<V>
}

/** A number between two bounds, both included; `step` counts from `low`, and a logarithmic range has none. */
export interface Range {
  readonly kind: "float" | "int"
  readonly low: number
  readonly high: number
  readonly isLog: boolean
  readonly step?: number
}

/** What one parameter may be, and when it is there. */
export type Dimension = (Choice | Range) & { readonly when?: Condition }

/** Dimensions by parameter path, such as "train.beta". */
export type Space = Readonly<Record<string, Dimension>>

/** Values by parameter path; a dimension whose condition does not hold has none. */
export type Point = Readonly<Record<string, unknown>>

/**
 * One of `values`.
 *
 * @example
 * ```ts
 * import { Sweep } from "partita"
 * Sweep.choice(["z", "robust"]) // → { kind: "choice", values: ["z", "robust"] }
 * ```
 */
export const choice = <const V>(values: ReadonlyArray<V>): Choice<V> => ({ kind: "choice", values })

/**
 * A real number, in steps from `low` if `step` is given.
 *
 * @example
 * ```ts
 * import { Sweep } from "partita"
 * const dropout = Sweep.float(0, 0.5, 0.1)
 * ```
 */
export const float = (low: number, high: number, step?: number): Range => ({
  kind: "float",
  low,
  high,
  isLog: false,
  ...(step === undefined ? {} : { step })
})

/**
 * A real number, as likely between 1 and 10 as between 10 and 100.
 *
 * @example
 * ```ts
 * import { Sweep } from "partita"
 * const beta = Sweep.log(0.1, 10)
 * ```
 */
export const log = (low: number, high: number): Range => ({ kind: "float", low, high, isLog: true })

/**
 * A whole number, in steps from `low`.
 *
 * @example
 * ```ts
 * import { Sweep } from "partita"
 * const k = Sweep.int(2, 10)
 * ```
 */
export const int = (low: number, high: number, step = 1): Range => ({ kind: "int", low, high, isLog: false, step })

/**
 * A whole number, as likely between 8 and 16 as between 16 and 32.
 *
 * @example
 * ```ts
 * import { Sweep } from "partita"
 * const latents = Sweep.logInt(2, 64)
 * ```
 */
export const logInt = (low: number, high: number): Range => ({ kind: "int", low, high, isLog: true })

/**
 * `dimension`, there only while the parameter at `path` is one of `is`.
 *
 * @example
 * ```ts
 * import { Sweep } from "partita"
 * const k = Sweep.when("cluster.method", ["k-means"], Sweep.int(2, 10))
 * ```
 */
export const when = <const P extends string, const V, D extends Dimension>(
  path: P,
  is: ReadonlyArray<V>,
  dimension: D
): D & { readonly when: Condition<P, V> } => ({ ...dimension, when: { path, is } })

type Fitting<V> = Choice<V> | ([Extract<V, number>] extends [never] ? never : Range)
type ConditionIn<Pl, S> = {
  readonly [P in keyof S]: P extends ParamPath<Pl> ? Condition<P, ValueOf<Pl, P>> : never
}[keyof S]
type CheckedSpace<Pl, S> = {
  readonly [P in keyof S]: P extends ParamPath<Pl> ?
      & Fitting<ValueOf<Pl, P>>
      & { readonly when?: ConditionIn<Pl, Omit<S, P>> }
    : P extends string ? Misspelt<P, ParamPath<Pl>>
    : never
}

/**
 * A search space for `pipeline`: a misspelt path, a value of another type, a range where no number goes and a condition
 * on what is not searched are compile errors. Bounds are looked at by `faultOf` (space-fault.ts) before a sweep starts.
 *
 * @example
 * ```ts
 * import { json, Node, Pipeline, Schema, Sweep } from "partita"
 * const double = Node.fn("double", {
 *   params: { x: Schema.Finite },
 *   outputs: { y: json(Schema.Finite) },
 *   run: ({ params }) => ({ y: 2 * params.x })
 * })
 * const twice = Pipeline.gen("twice", { seed: 7 }, function*() {
 *   return yield* double({}, { x: 1 })
 * })
 * const space = Sweep.space(twice, { "double.x": Sweep.log(0.1, 10) })
 * ```
 */
export const space = <Pl, const S extends CheckedSpace<Pl, S>>(_pipeline: Pl, dimensions: S): S => dimensions
