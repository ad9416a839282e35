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

type ParamsOf<S> = S extends Step<infer Name, infer P, infer _O, infer _E, infer _R>
  ? { readonly [K in Name]: P["Encoded"] }
  : never
type Steps<Pl> = Pl extends Pipeline<string, infer S extends AnyStep, infer _X, infer _E, infer _R> ? S : never
type NodePaths<S> = S extends Step<infer Name, infer P, infer _O, infer _E, infer _R> ? `${Name}.${Paths<P["Encoded"]>}`
  : never
type ValueAt<S, P extends string> = S extends AnyStep
  ? P extends `${S["name"]}.${infer Rest}` ? At<ParamsOf<S>[S["name"] & keyof ParamsOf<S>], Rest> : never
  : never

/** Every parameter path of a pipeline, such as "train.beta". */
export type ParamPath<Pl> = NodePaths<Steps<Pl>>

/** Values to try by parameter path. */
export type Grid<Pl> = { readonly [P in ParamPath<Pl>]?: ReadonlyArray<ValueAt<Steps<Pl>, P>> }

/** All combinations of a grid, in a fixed order: the last path varies fastest. */
export const combinations = <V>(
  grid: Readonly<Record<string, ReadonlyArray<V>>>
): ReadonlyArray<Readonly<Record<string, V>>> =>
  Object.entries(grid).reduce<ReadonlyArray<Readonly<Record<string, V>>>>(
    (trials, [path, values]) => trials.flatMap((trial) => values.map((value) => ({ ...trial, [path]: value }))),
    [{}]
  )
