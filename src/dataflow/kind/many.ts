/** Kinds of inputs that are more or less than one artifact: a list of them, or perhaps one. */
import type { AnyKind, HandleOf, Kind } from "./artifact.ts"

/** An input that is wired with a list and read as a list of handles, in the same order. */
export interface Many<out Element extends AnyKind> extends Kind<"many", ReadonlyArray<HandleOf<Element>>, never> {
  readonly element: Element
}

/** An input that may be left unwired; it is then undefined. */
export interface Optional<out Element extends AnyKind> extends Kind<"optional", HandleOf<Element> | undefined, never> {
  readonly element: Element
}

const inputOnly = <Tag extends string, Element extends AnyKind>(tag: Tag, element: Element) => ({
  tag,
  extension: "",
  ...(element.labelColumns === undefined ? {} : { labelColumns: element.labelColumns }),
  element,
  save: () => {
    throw new TypeError(`${tag}() is for inputs only`)
  },
  open: () => {
    throw new TypeError(`what is ${tag} is opened by its element`)
  },
  items: undefined
})

/**
 * A list of `element`s, for nodes that compare or collect what many others made; only for inputs.
 *
 * @example
 * ```ts
 * import { json, many, Node, Schema } from "partita"
 * export const best = Node.fn({
 *   inputs: { scores: many(json(Schema.Finite)) }, // wired with { scores: [one.score, other.score] }
 *   outputs: { best: json(Schema.Finite) },
 *   run: ({ inputs }) => ({ best: Math.max(...inputs.scores) })
 * })
 * ```
 */
export const many = <Element extends AnyKind>(element: Element): Many<Element> => inputOnly("many", element)

/**
 * An input that may be left out of the wires; `run` then sees undefined. Only for inputs.
 *
 * @example
 * ```ts
 * import { json, Node, optional, Schema, table } from "partita"
 * export const titleOf = Node.fn({
 *   inputs: { titles: optional(table({ title: Schema.String })) },
 *   outputs: { title: json(Schema.String) },
 *   run: ({ inputs }) => ({ title: inputs.titles?.[0]?.title ?? "untitled" })
 * })
 * ```
 */
export const optional = <Element extends AnyKind>(element: Element): Optional<Element> => inputOnly("optional", element)
