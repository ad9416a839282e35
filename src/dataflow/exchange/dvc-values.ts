/** Values of DVC's files as DVC sees them: whole numbers apart from others, and every leaf with the file it came from. */
import { isAlias, isMap, isScalar, isSeq, type Node as YamlNode, parseDocument } from "yaml"
import { decimal } from "../dsl/in-place.ts"

/** A whole number is a bigint, any other a number. */
export type Leaf = string | number | bigint | boolean | null

/** Where a leaf stands in a file of parameters. */
export interface Origin {
  readonly file: string
  readonly path: ReadonlyArray<string>
}

/** A tree of values. */
export type Tree =
  | { readonly _tag: "Leaf"; readonly value: Leaf; readonly from?: Origin }
  | { readonly _tag: "List"; readonly items: ReadonlyArray<Tree> }
  | { readonly _tag: "Map"; readonly fields: ReadonlyMap<string, Tree> }

/** What of a file of DVC's cannot be read or means nothing. */
export class DvcProblem extends Error {
  override readonly name = "DvcProblem"
  /** The file and its line, where that is known. */
  readonly place: string | undefined
  constructor(message: string, place?: string) {
    super(message)
    this.place = place
  }
}

/** A leaf with no origin. */
export const leaf = (value: Leaf): Tree => ({ _tag: "Leaf", value })

/** A map without the order of its making. */
export const mapOf = (fields: Iterable<readonly [string, Tree]>): Tree => ({ _tag: "Map", fields: new Map(fields) })

/** A leaf within a text, as DVC's templates write it. */
export const textOf = (value: Leaf): string =>
  typeof value === "number" ? decimal(value) : value === null ? "None" : String(value)

const quote = (text: string): string =>
  text === "" ? "''" : /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`

/** How a map becomes flags: parsing.bool and parsing.list of DVC's config. */
export interface FlagStyle {
  readonly bool: "store_true" | "boolean_optional"
  readonly list: "nargs" | "append"
}

const flattened = (tree: Tree, prefix: string): ReadonlyArray<readonly [string, Tree]> =>
  tree._tag === "Map" && tree.fields.size > 0
    ? [...tree.fields].flatMap(([name, field]) => flattened(field, prefix === "" ? name : `${prefix}.${name}`))
    : [[prefix, tree]]

/** A map as flags of a command line. */
export const flagsOf = (tree: Tree, style: FlagStyle): string =>
  flattened(tree, "").flatMap(([name, field]): ReadonlyArray<string> => {
    if (field._tag === "Map") return []
    if (field._tag === "List") {
      const words = field.items.map((item) => {
        if (item._tag !== "Leaf") throw new DvcProblem(`"${name}" holds a list within a list, which is no flag`)
        return typeof item.value === "string"
          ? quote(item.value)
          : item.value === true
          ? "True"
          : item.value === false
          ? "False"
          : textOf(item.value)
      })
      return style.list === "append"
        ? words.map((word) => `--${name} ${word}`)
        : words.length === 0
        ? []
        : [`--${name} ${words.join(" ")}`]
    }
    const { value } = field
    if (value === true) return [`--${name}`]
    if (value === false) return style.bool === "boolean_optional" ? [`--no-${name}`] : []
    return [`--${name} ${typeof value === "string" ? quote(value) : textOf(value)}`]
  }).join(" ")

const leafOf = (value: unknown, what: string): Leaf => {
  if (value === undefined) return null
  if (value === null || ["string", "number", "bigint", "boolean"].includes(typeof value)) return value as Leaf
  throw new DvcProblem(`${what} holds a value that is no text, number or boolean`)
}

/** The tree of a YAML or JSON text. `file` becomes the origin of its leaves. Throws DvcProblem. */
export const treeOfYaml = (text: string, what: string, file?: string): Tree => {
  const document = parseDocument(text, { intAsBigInt: true, version: "1.2", merge: true })
  const [error] = document.errors
  if (error !== undefined) {
    const { line } = error.linePos?.[0] ?? { line: 1 }
    throw new DvcProblem(`${what}: ${error.message.split("\n")[0]!.replace(/:$/, "")}`, `${file ?? what}:${line}`)
  }
  let left = 1_000_000 // an alias may stand for many
  const read = (node: YamlNode | null, path: ReadonlyArray<string>): Tree => {
    if (left-- <= 0) throw new DvcProblem(`${what} grows beyond a million values`)
    if (isAlias(node)) {
      const resolved = node.resolve(document)
      if (resolved === undefined || path.length > 100) {
        throw new DvcProblem(`${what} names *${node.source}, which is not there`)
      }
      return read(resolved, path)
    }
    if (isSeq(node)) {
      return { _tag: "List", items: node.items.map((item, i) => read(item as YamlNode, [...path, String(i)])) }
    }
    if (isMap(node)) {
      const fields: Array<readonly [string, Tree]> = []
      const merged: Array<readonly [string, Tree]> = []
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? pair.key.value : undefined
        if (typeof key === "symbol" || (key === "<<" && isScalar(pair.key) && pair.key.type === "PLAIN")) {
          const from = read(pair.value as YamlNode, path)
          const maps = from._tag === "List" ? from.items : [from]
          for (const map of maps) {
            if (map._tag === "Map") {
              merged.push(...[...map.fields].filter(([name]) => !merged.some(([known]) => known === name)))
            }
          }
          continue
        }
        const name = textOf(leafOf(key, what))
        fields.push([name, read(pair.value as YamlNode | null, [...path, name])])
      }
      return mapOf([...merged.filter(([name]) => !fields.some(([own]) => own === name)), ...fields])
    }
    const value = leafOf(isScalar(node) ? node.value : null, what)
    return { _tag: "Leaf", value, ...(file === undefined ? {} : { from: { file, path } }) }
  }
  return read(document.contents as YamlNode | null, [])
}

/** A tree as plain data, whole numbers as numbers. Throws DvcProblem for a number that JSON cannot hold. */
export const plainOf = (tree: Tree): unknown => {
  switch (tree._tag) {
    case "List":
      return tree.items.map(plainOf)
    case "Map":
      return Object.fromEntries([...tree.fields].map(([name, field]) => [name, plainOf(field)]))
    case "Leaf": {
      const { value } = tree
      if (typeof value === "number" && !Number.isFinite(value)) {
        throw new DvcProblem(`${decimal(value)} is no parameter here`)
      }
      if (typeof value === "bigint" && !Number.isSafeInteger(Number(value))) {
        throw new DvcProblem(`${value} is a whole number that JavaScript cannot hold; write it as text`)
      }
      return typeof value === "bigint" ? Number(value) : value
    }
  }
}
