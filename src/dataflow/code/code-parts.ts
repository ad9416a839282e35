/** Cuts a bundled node into the declarations it is made of, so that a change can be named by file and symbol. */
import { digestOf } from "../../format/digest.ts"
import type { Words } from "./words.ts"

/** Short digest of each top-level declaration by "file#symbol"; statements without a name share "file#(top level)". */
export type CodeParts = Readonly<Record<string, string>>

/** Declarations and runs of statements without a name, as they follow each other in the bundle. */
interface Piece {
  readonly name: string
  /** What the declaration is called in the bundle, where no name occurs twice; undefined for other statements. */
  readonly symbol: string | undefined
  readonly text: string
}

const declaration = /^(?:export )?(?:async )?(?:var|let|const|function\*?|class) ([\p{ID_Continue}$]+)/u

/**
 * The pieces of an unminified esbuild bundle without template literals, which marks each module with a `// file` comment
 * and prints every top-level statement at column 0. Comments, types and formatting of the sources are gone by then.
 */
const cut = (bundle: string, isModule: (file: string) => boolean): ReadonlyArray<Piece> => {
  const pieces: Array<Omit<Piece, "text"> & { readonly lines: Array<string> }> = []
  let file = "(entry)"
  let symbol: string | undefined
  for (const line of bundle.split("\n")) {
    if (line.startsWith("// ") && isModule(line.slice(3))) {
      file = line.slice(3)
      symbol = undefined
      continue
    }
    const found = declaration.exec(line)
    if (found !== null) symbol = found[1]!
    else if (/^[^\s})\]]/.test(line)) symbol = undefined
    const name = `${file}#${symbol ?? "(top level)"}`
    const last = pieces.at(-1)
    if (last?.name === name) last.lines.push(line)
    else pieces.push({ name, symbol, lines: [line] })
  }
  return pieces.map(({ lines, ...piece }) => ({ ...piece, text: lines.join("\n").trim() }))
}

const inParentheses = (depth: number): string =>
  depth === 0 ? "\\([^()\\n]*\\)" : `\\((?:[^()\\n]|${inParentheses(depth - 1)})*\\)`

/**
 * What a declaration that does nothing by being there begins with: a function, a class, or a node that is defined. What a
 * class extends or a node is made by is named `from`: of effect and partita alone it is known that they do nothing else.
 */
const idle = [
  /^(?:async )?function\b/u,
  /^class [\p{ID_Continue}$]+ (?:extends (?<from>(?:Schema|Data|Context)\d*)\.[^\n]*)?\{(?![^]*\n {2}(?:static|(?:(?:async|get|set) )?\*?\[))/u,
  new RegExp(
    `^(?:var|let|const) [\\p{ID_Continue}$]+ = (?:async )?(?:function\\b|(?:${
      inParentheses(3)
    }|[\\p{ID_Continue}$]+) => )`,
    "u"
  ),
  /^(?:var|let|const) [\p{ID_Continue}$]+ = (?:\/\* @__PURE__ \*\/ )?(?<from>Node\d*)\.\w+\(/u
]

/** What pieces import of effect and partita, by the names it has in them. */
const importedIn = (pieces: ReadonlyArray<Piece>): ReadonlySet<string> => {
  const clauses = pieces.flatMap(({ text }) => [
    ...text.matchAll(/^import (?:\* as )?([^"]*?) from "(?:effect|partita)(?:\/[^"]*)?";$/gm)
  ])
  return new Set(
    clauses.flatMap(([, clause = ""]) => clause.replaceAll(/[{}]/g, "").split(",")).map((each) =>
      each.trim().split(" ").at(-1)!
    )
  )
}

/** Some pieces, with all that they mention. */
const withMentioned = (
  pieces: ReadonlyArray<Piece>,
  words: Words,
  isFirst: (piece: Piece) => boolean
): ReadonlyArray<Piece> => {
  const bySymbol = Map.groupBy(pieces, (piece) => piece.symbol)
  const kept = new Set(pieces.filter(isFirst))
  for (const { text } of kept) { // grows as it is walked
    for (const word of words(text)) {
      for (const piece of bySymbol.get(word) ?? []) kept.add(piece)
    }
  }
  return pieces.filter((piece) => kept.has(piece))
}

/**
 * Leaves out what nothing else mentions. The bundler does so already, but not with a node that is defined beside a row
 * schema which this one takes: to it that is a call of unknown effect.
 */
const mentioned = (pieces: ReadonlyArray<Piece>, words: Words): ReadonlyArray<Piece> => {
  const imported = importedIn(pieces)
  const isIdle = (text: string): boolean =>
    idle.some((beginning) => {
      const found = beginning.exec(text)
      const from = found?.groups?.["from"]
      return found !== null && (from === undefined || imported.has(from))
    })
  return withMentioned(pieces, words, ({ symbol, text }) => symbol === undefined || !isIdle(text))
}

/** A node's code: what runs, in the order in which it runs, and what that is made of. */
export interface Code {
  /** Digest of all that is kept, as it stands in the bundle. */
  readonly executed: string
  /** Sorted by name. */
  readonly parts: CodeParts
  /** Names of the parts in the order in which they run; statements without a name may stand in several places. */
  readonly order: ReadonlyArray<string>
  /** The key of each service of effect which the export mentions, by the part that defines it; empty where it is computed. */
  readonly services: Readonly<Record<string, string>>
}

const service = /\b(?:Service|Reference)\d*\(/
const serviceKey = /\b(?:Service|Reference)\d*\((?:\)\()?("(?:[^"\\]|\\.)*")/

const keyOfService = (text: string): string => {
  const [, quoted] = serviceKey.exec(text) ?? []
  return quoted === undefined ? "" : JSON.parse(quoted) as string
}

/** The code in a bundle that holds one node, its export last. */
export const codeOf = (bundle: string, isModule: (file: string) => boolean, words: Words): Code => {
  const pieces = mentioned(cut(bundle, isModule), words).filter(({ text }) => text !== "")
  const own = pieces.filter(({ name }) => !name.startsWith("(entry)"))
  const texts = Map.groupBy(own, ({ name }) => name)
  const parts = [...texts].map(([name, each]) => [name, digestOf(each.map(({ text }) => text).join("\n")).slice(0, 12)])
  return {
    executed: digestOf(pieces.map(({ text }) => text).join("\n")),
    parts: Object.fromEntries(parts.toSorted(([a = ""], [b = ""]) => a < b ? -1 : 1)) as CodeParts,
    order: own.map(({ name }) => name),
    services: Object.fromEntries(
      withMentioned(own, words, ({ symbol }) => symbol === undefined).filter(({ text }) => service.test(text))
        .map(({ name, text }) => [name, keyOfService(text)])
    )
  }
}
