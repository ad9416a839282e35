/** Grids over a pipeline's parameters, with paths and values checked by the compiler. */
import type { Misspelt, ParamPath, ValueOf } from "./param-path.ts"

/** Values to try by parameter path. */
export type Grid<Pl> = { readonly [P in ParamPath<Pl>]?: ReadonlyArray<ValueOf<Pl, P>> }

type CheckedGrid<Pl, G> = {
  readonly [P in keyof G]: P extends ParamPath<Pl> ? ReadonlyArray<ValueOf<Pl, P>>
    : P extends string ? Misspelt<P, ParamPath<Pl>>
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
