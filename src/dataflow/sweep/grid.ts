/** Grids over a pipeline's parameters, with paths and values checked by the compiler. */
import type { AnyStep, Step } from "../dsl/node.ts"
import type { Pipeline } from "../dsl/pipeline.ts"

type Leaf = string | number | boolean | null | undefined | ReadonlyArray<unknown>
type Paths<T> = {
  [K in keyof T & string]: NonNullable<T[K]> extends Leaf ? K : K | `${K}.${Paths<NonNullable<T[K]>>}`
}[keyof T & string]
type At<T, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T ? At<NonNullable<T[Head]>, Rest> : never
  : P extends keyof T ? Exclude<T[P], undefined>
  : never

type Steps<Pl> = Pl extends
  Pipeline<string, infer S extends AnyStep, infer _X, infer _E, infer _R, infer _Request, infer _Params> ? S
  : never
type OwnParams<Pl> = Pl extends
  Pipeline<string, infer _S extends AnyStep, infer _X, infer _E, infer _R, infer _Request, infer Params>
  ? { readonly [K in keyof Params & string]-?: Exclude<Params[K], undefined> }
  : never
type ParamsOf<S> = S extends Step<infer Name, infer P, infer _O, infer _E, infer _R>
  ? { readonly [K in Name]: P["Encoded"] }
  : never
type NodePaths<S> = S extends Step<infer Name, infer P, infer _O, infer _E, infer _R> ? `${Name}.${Paths<P["Encoded"]>}`
  : never
type ValueAt<S, P extends string> = S extends AnyStep
  ? P extends `${S["name"]}.${infer Rest}` ? At<ParamsOf<S>[S["name"] & keyof ParamsOf<S>], Rest> : never
  : never

/** Every parameter path of a pipeline, such as "train.beta", or "pipeline.k" for its own. */
export type ParamPath<Pl> = NodePaths<Steps<Pl>> | `pipeline.${Paths<OwnParams<Pl>>}`

type ValueOf<Pl, P extends string> = P extends `pipeline.${infer Rest}` ? At<OwnParams<Pl>, Rest>
  : ValueAt<Steps<Pl>, P>

/** Values to try by parameter path. */
export type Grid<Pl> = { readonly [P in ParamPath<Pl>]?: ReadonlyArray<ValueOf<Pl, P>> }

type InStep<P extends string, All extends string> = P extends `${infer Step}.${string}`
  ? Extract<All, `${Step}.${string}`>
  : never
type Initial<P extends string> = P extends `${infer Step}.${infer First}${string}` ? `${Step}.${First}${string}` : P
type SameParam<P extends string, All extends string> = P extends `${string}.${infer Rest}`
  ? Extract<All, `${string}.${Rest}`>
  : never

/** What a path that names nothing may have meant: the same step and first letter, the step, the parameter, or any. */
type Near<P extends string, All extends string> = [Extract<All, Initial<P>>] extends [never]
  ? [InStep<P, All>] extends [never] ? [SameParam<P, All>] extends [never] ? All : SameParam<P, All>
  : InStep<P, All>
  : Extract<All, Initial<P>>

/** A path that names nothing, and several that it may have meant. */
export interface NoSuchParameter<Path extends string, DidYouMean extends string> {
  readonly "~misspelt": readonly [Path, DidYouMean]
}

type IsOne<T, All = T> = [T] extends [never] ? false : T extends unknown ? [All] extends [T] ? true : false : never
type Misspelt<P extends string, Nearest extends string> = IsOne<Nearest> extends true
  ? `There is no parameter "${P}". Did you mean "${Nearest}"?`
  : NoSuchParameter<P, Nearest>

type CheckedGrid<Pl, G> = {
  readonly [P in keyof G]: P extends ParamPath<Pl> ? ReadonlyArray<ValueOf<Pl, P>>
    : P extends string ? Misspelt<P, Near<P, ParamPath<Pl>>>
    : never
}

/**
 * A grid for `pipeline`, whose misspelt paths are compile errors that name the path and what is near it.
 *
 * @example
 * ```ts
 * import { grid, json, Node, Pipeline, Schema } from "partita"
 * const double = Node.fn("double", {
 *   params: { x: Schema.Finite },
 *   outputs: { y: json(Schema.Finite) },
 *   run: ({ params }) => ({ y: 2 * params.x })
 * })
 * const twice = Pipeline.gen("twice", { seed: 7 }, function*() {
 *   return yield* double({}, { x: 1 })
 * })
 * grid(twice, { "double.x": [1, 2, 3] }) // → { "double.x": [1, 2, 3] }
 * ```
 */
export const grid = <Pl, const G extends CheckedGrid<Pl, G>>(_pipeline: Pl, paths: G): G => paths

/** All combinations of a grid, in a fixed order: the last path varies fastest. */
export const combinations = <V>(
  paths: Readonly<Record<string, ReadonlyArray<V>>>
): ReadonlyArray<Readonly<Record<string, V>>> =>
  Object.entries(paths).reduce<ReadonlyArray<Readonly<Record<string, V>>>>(
    (trials, [path, values]) => trials.flatMap((trial) => values.map((value) => ({ ...trial, [path]: value }))),
    [{}]
  )
