/** Parameters of an imported stage: which values of which files they are, and how they are said in TypeScript. */
import type { Piece } from "./dvc-template.ts"
import { DvcProblem, type Tree } from "./dvc-values.ts"
import type { WiredStage } from "./dvc-wires.ts"
import { fieldName, fieldOf } from "./typescript-words.ts"

/** Names on the way into a tree. */
export type Path = ReadonlyArray<string>

/** A value of a file in a command line. */
export type Value = Exclude<Piece, string>

/** A stage's parameters: by file, the paths of its values, those the command line names among them. */
export type Uses = ReadonlyMap<
  string,
  { readonly tree: Tree; readonly paths: ReadonlyArray<Path>; readonly inFile: ReadonlyArray<Path> }
>

const at = (tree: Tree, [head, ...rest]: Path): Tree | undefined => {
  if (head === undefined) return tree
  const next = tree._tag === "Map" ? tree.fields.get(head) : tree._tag === "List" ? tree.items[Number(head)] : undefined
  return next === undefined ? undefined : at(next, rest)
}

/** Whether a value may stay a parameter in a command line: there is a way to write it as DVC does. */
export const staysAlive = ({ from, text, value }: Value): boolean =>
  value !== null && from.path.every((name) => !/^\d+$/.test(name)) &&
  (typeof value === "bigint" ? String(Number(value)) === text : typeof value !== "number" || Number.isFinite(value))

/** A value as a part of a template, by the expression that has it. */
export const inTemplate = ({ value }: Value, owner: string): string =>
  typeof value === "number" ? `\${Node.decimal(${owner})}` : `\${${owner}}`

const livePaths = (stage: WiredStage): ReadonlyArray<Value> =>
  stage.stage.lines.flat().filter((piece) => typeof piece !== "string").filter(staysAlive)

/** Paths without those that lie below another. */
export const outermost = (paths: ReadonlyArray<Path>): ReadonlyArray<Path> => {
  const keys = [...new Set(paths.map((each) => JSON.stringify(each)))].map((text) => JSON.parse(text) as Path)
  return keys.filter((each) =>
    !keys.some((other) => other !== each && other.length < each.length && other.every((name, i) => each[i] === name))
  )
}

export const usesOf = (wired: WiredStage, trees: ReadonlyMap<string, Tree>): Uses => {
  const uses = new Map<string, { tree: Tree; paths: ReadonlyArray<Path>; inFile: ReadonlyArray<Path> }>()
  for (const { file, names, tree } of wired.params) {
    const paths: ReadonlyArray<Path> = names.length === 0 ? [[]] : names.map((name) => {
      const found = [name.split("."), [name]].find((each) => at(tree, each) !== undefined)
      if (found === undefined) {
        throw new DvcProblem(`stage "${wired.stage.name}" depends on "${name}" of ${file}, which is not there`)
      }
      return found
    })
    uses.set(file, { tree, paths, inFile: outermost(paths) })
  }
  for (const { from } of livePaths(wired)) {
    const known = uses.get(from.file) ?? { tree: trees.get(from.file)!, paths: [], inFile: [] }
    uses.set(from.file, { ...known, paths: [...known.paths, from.path] })
  }
  return new Map([...uses].map(([file, use]) => [file, { ...use, paths: outermost(use.paths) }]))
}

/** A tree cut to some of its paths. */
export const cut = (tree: Tree, paths: ReadonlyArray<Path>): Tree => {
  if (tree._tag !== "Map" || paths.some((each) => each.length === 0)) return tree
  const fields = [...tree.fields].flatMap(([name, field]) => {
    const below = paths.filter(([head]) => head === name).map((each) => each.slice(1))
    return below.length === 0 ? [] : [[name, cut(field, below)] as const]
  })
  return { _tag: "Map", fields: new Map(fields) }
}

export const schemaOf = (tree: Tree, indent: string): string => {
  if (tree._tag === "Leaf") {
    const { value } = tree
    return value === null
      ? "Schema.Unknown"
      : typeof value === "string"
      ? "Schema.String"
      : typeof value === "boolean"
      ? "Schema.Boolean"
      : "Schema.Finite"
  }
  if (tree._tag === "List") {
    const kinds = new Set(tree.items.map((item) => schemaOf(item, indent)))
    const [kind = "Schema.Unknown"] = kinds
    return kinds.size <= 1 && !kind.includes("Struct") ? `Schema.Array(${kind})` : "Schema.Array(Schema.Unknown)"
  }
  const fields = [...tree.fields].map(([name, field]) => `${fieldName(name)}: ${schemaOf(field, `${indent}  `)}`)
  const line = `Schema.Struct({ ${fields.join(", ")} })`
  if (fields.length === 0) return "Schema.Struct({})"
  return line.length + indent.length < 90
    ? line
    : `Schema.Struct({\n${fields.map((field) => `${indent}  ${field}`).join(",\n")}\n${indent}})`
}

/** Paths of numbers with a point, which JavaScript would write without where they are whole. */
export const floatsOf = (tree: Tree, prefix = ""): ReadonlyArray<string> => {
  const below = (name: string) => prefix === "" ? name : `${prefix}.${name}`
  if (tree._tag === "Map") return [...tree.fields].flatMap(([name, field]) => floatsOf(field, below(name)))
  if (tree._tag === "List") return tree.items.flatMap((item, i) => floatsOf(item, below(String(i))))
  return typeof tree.value === "number" ? [prefix] : []
}

/** An expression for a part of a tree of which only some paths are there. */
export const picked = (owner: string, tree: Tree, paths: ReadonlyArray<Path>): string => {
  if (tree._tag !== "Map" || paths.some((each) => each.length === 0)) return owner
  const heads = [...tree.fields.keys()].filter((name) => paths.some(([head]) => head === name))
  const parts = heads.map((name) => {
    const below = paths.filter(([head]) => head === name).map((each) => each.slice(1))
    return `${fieldName(name)}: ${picked(fieldOf(owner, name), tree.fields.get(name)!, below)}`
  })
  return `{ ${parts.join(", ")} }`
}
