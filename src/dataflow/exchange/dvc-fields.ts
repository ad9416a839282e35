/** Fields of dvc.yaml as they are expected to be. */
import { DvcProblem, type Leaf, textOf, type Tree } from "./dvc-values.ts"

/** A leaf as text. Throws DvcProblem for anything else. */
export const textIn = (tree: Tree, what: string): string => {
  if (tree._tag !== "Leaf" || tree.value === null) throw new DvcProblem(`${what} is no text`)
  return textOf(tree.value)
}

/** Items of a list; none of nothing. */
export const listIn = (tree: Tree | undefined, what: string): ReadonlyArray<Tree> => {
  if (tree === undefined || (tree._tag === "Leaf" && tree.value === null)) return []
  if (tree._tag !== "List") throw new DvcProblem(`${what} is no list`)
  return tree.items
}

/** Fields of a map; none of nothing. */
export const fieldsIn = (tree: Tree | undefined, what: string): ReadonlyMap<string, Tree> => {
  if (tree === undefined || (tree._tag === "Leaf" && tree.value === null)) return new Map()
  if (tree._tag !== "Map") throw new DvcProblem(`${what} has no fields`)
  return tree.fields
}

/** Whether a field is there and true. */
export const isTrue = (tree: Tree | undefined): boolean => tree?._tag === "Leaf" && tree.value === true

const isExpression = (tree: Tree | undefined): boolean =>
  tree?._tag === "Leaf" && typeof tree.value === "string" && /^\$\{.*\}$/.test(tree.value)

/** A value as the part of a stage's name; DVC names truths after Python where they come out of a template. */
export const keyOf = (value: Leaf, raw: Tree | undefined, i: number): string => {
  const isPython = isExpression(raw) || (raw?._tag === "List" && isExpression(raw.items[i]))
  return isPython && typeof value === "boolean" ? value ? "True" : "False" : textOf(value)
}
