/** Paths and values of a pipeline's parameters as types, for grids and search spaces that the compiler checks. */
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

/** The type of the value at a path. */
export type ValueOf<Pl, P extends string> = P extends `pipeline.${infer Rest}` ? At<OwnParams<Pl>, Rest>
  : ValueAt<Steps<Pl>, P>

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
/** What stands in place of a path that names nothing: a sentence where one path is near, else all that are. */
export type Misspelt<P extends string, All extends string> = IsOne<Near<P, All>> extends true
  ? `There is no parameter "${P}". Did you mean "${Near<P, All>}"?`
  : NoSuchParameter<P, Near<P, All>>
