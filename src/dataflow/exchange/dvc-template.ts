/** `${…}` in dvc.yaml: what is known by name, and texts with it put in. Next: dvc-stages.ts. */
import {
  DvcProblem,
  flagsOf,
  type FlagStyle,
  type Leaf,
  leaf,
  mapOf,
  type Origin,
  textOf,
  type Tree
} from "./dvc-values.ts"

const expression = /(?<!\\)\$\{(.*?)\}/g

const unescaped = (text: string): string => text.replaceAll("\\${", "${")

/** Both trees; where they meet in anything but maps, `where` is to blame. */
const merged = (into: Tree, from: Tree, where: string): Tree => {
  if (into._tag !== "Map" || from._tag !== "Map") throw new DvcProblem(`${where} is defined twice`)
  const fields = new Map(into.fields)
  for (const [name, field] of from.fields) {
    const known = fields.get(name)
    fields.set(name, known === undefined ? field : merged(known, field, where === "" ? name : `${where}.${name}`))
  }
  return { _tag: "Map", fields }
}

/** A part of a text: itself, or a value that stands in a file of parameters. */
export type Piece = string | { readonly text: string; readonly from: Origin; readonly value: Leaf }

/** What is known by name. */
export class Context {
  private readonly known: Tree
  private readonly style: FlagStyle
  constructor(style: FlagStyle, known: Tree = mapOf([])) {
    this.style = style
    this.known = known
  }

  /** Together with another tree. Throws DvcProblem for what is defined twice. */
  with(tree: Tree): Context {
    return new Context(this.style, merged(this.known, tree, ""))
  }

  /** With `key` and `item` of one stage of many, whatever these were. */
  forItem(item: Tree, key?: string): Context {
    const fields = new Map(this.known._tag === "Map" ? this.known.fields : [])
    fields.set("item", item)
    if (key !== undefined) fields.set("key", leaf(key))
    return new Context(this.style, { _tag: "Map", fields })
  }

  private select(name: string): Tree {
    let tree = this.known
    for (const raw of name.replaceAll("[", ".").replaceAll("]", "").split(".")) {
      const step = raw.trim()
      const next: Tree | undefined = tree._tag === "Map"
        ? tree.fields.get(step)
        : tree._tag === "List" && /^-?\d+$/.test(step)
        ? tree.items.at(Number(step))
        : undefined
      if (next === undefined) throw new DvcProblem(`\${${name}} is nothing that vars or params.yaml define`)
      tree = next
    }
    return tree
  }

  /** The value of a text that is one expression, else the text with all put in. */
  value(text: string): Tree {
    const all = [...text.matchAll(expression)]
    return all.length === 1 && all[0]![0] === text ? this.select(all[0]![1]!) : leaf(this.text(text))
  }

  /** Everything in a tree put in; names of maps too. */
  resolve(tree: Tree): Tree {
    switch (tree._tag) {
      case "Leaf":
        return typeof tree.value === "string" ? this.value(tree.value) : tree
      case "List":
        return { _tag: "List", items: tree.items.map((item) => this.resolve(item)) }
      case "Map":
        return mapOf([...tree.fields].map(([name, field]) => [this.text(name), this.resolve(field)]))
    }
  }

  /** A text with all put in. */
  text(text: string): string {
    return this.pieces(text, false).map((piece) => typeof piece === "string" ? piece : piece.text).join("")
  }

  /** The same of a command line, in which a map becomes flags, and values of files stay apart. */
  command(text: string): ReadonlyArray<Piece> {
    return this.pieces(text, true)
  }

  private pieces(text: string, isCommand: boolean): ReadonlyArray<Piece> {
    const pieces: Array<Piece> = []
    let at = 0
    for (const match of text.matchAll(expression)) {
      pieces.push(unescaped(text.slice(at, match.index)))
      at = match.index + match[0].length
      const found = this.select(match[1]!)
      if (found._tag === "Leaf") {
        const shown = textOf(found.value)
        pieces.push(found.from === undefined ? shown : { text: shown, from: found.from, value: found.value })
      } else if (found._tag === "Map" && isCommand) pieces.push(flagsOf(found, this.style))
      else throw new DvcProblem(`${match[0]} is a ${found._tag.toLowerCase()}, which cannot stand in a text`)
    }
    pieces.push(unescaped(text.slice(at)))
    return pieces.filter((piece) => piece !== "")
  }
}
