/** Any number of artifacts of one kind, for nodes that compare or collect what many others made. */
import type { AnyKind, HandleOf, Kind } from "./artifact.ts"

/** An input that is wired with a list and read as a list of handles, in the same order. */
export interface Many<out Element extends AnyKind> extends Kind<"many", ReadonlyArray<HandleOf<Element>>, never> {
  readonly element: Element
}

/** A list of `element`s; only for inputs. */
export const many = <Element extends AnyKind>(element: Element): Many<Element> => ({
  tag: "many",
  extension: "",
  ...(element.labelColumns === undefined ? {} : { labelColumns: element.labelColumns }),
  element,
  save: () => {
    throw new TypeError("many() is for inputs only")
  },
  open: () => {
    throw new TypeError("a list of artifacts is opened one by one")
  },
  items: undefined
})
