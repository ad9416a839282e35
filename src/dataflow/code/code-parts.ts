/** Cuts a bundled node into the declarations it is made of, so that a change can be named by file and symbol. */
import { digestOf } from "../../format/digest.ts"

/** Short digest of each top-level declaration by "file#symbol"; statements without a name share "file#(top level)". */
export type CodeParts = Readonly<Record<string, string>>

interface Part {
  readonly name: string
  /** What the declaration is called in the bundle, where no name occurs twice; undefined for other statements. */
  readonly symbol: string | undefined
  readonly text: string
}

const declaration = /^(?:export )?(?:async )?(?:var|let|const|function\*?|class) ([\w$]+)/

/**
 * The declarations of an unminified esbuild bundle, which marks each module with a `// file` comment and prints every
 * top-level declaration at column 0. Comments, types and formatting of the sources are gone by then.
 */
const cut = (bundle: string, isModule: (file: string) => boolean): ReadonlyArray<Part> => {
  const texts = new Map<string, { readonly symbol: string | undefined; readonly lines: Array<string> }>()
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
    const part = texts.get(name)
    if (part === undefined) texts.set(name, { symbol, lines: [line] })
    else part.lines.push(line)
  }
  return Array.from(texts, ([name, part]) => ({ name, symbol: part.symbol, text: part.lines.join("\n").trim() }))
}

/** What a declaration that does nothing by being there begins with: a function, a class, or a node that is defined. */
const idle = [
  /^(?:async )?(?:function|class)\b/,
  /^(?:var|let|const) [\w$]+ = (?:async )?(?:function\b|\((?!\(|async\b|function\b)[^\n]*=> |[\w$]+ => )/,
  /^(?:var|let|const) [\w$]+ = (?:\/\* @__PURE__ \*\/ )?Node\d*\.\w+\(/
]

/**
 * Leaves out what nothing else mentions. The bundler does so already, but not with a node that is defined beside a row
 * schema which this one takes: to it that is a call of unknown effect.
 */
const mentioned = (parts: ReadonlyArray<Part>): ReadonlyArray<Part> => {
  const bySymbol = new Map(parts.map((part) => [part.symbol, part]))
  const kept = new Set(
    parts.filter(({ symbol, text }) => symbol === undefined || !idle.some((beginning) => beginning.test(text)))
  )
  for (const { text } of kept) { // grows as it is walked
    for (const [word] of text.matchAll(/[\w$]+/g)) {
      const part = bySymbol.get(word)
      if (part !== undefined) kept.add(part)
    }
  }
  return parts.filter((part) => kept.has(part))
}

/** Parts of a bundle that holds one node, its export last. */
export const codeParts = (bundle: string, isModule: (file: string) => boolean): CodeParts => {
  const parts = mentioned(cut(bundle, isModule)).filter(({ name, text }) => text !== "" && !name.startsWith("(entry)"))
  return Object.fromEntries(
    parts.toSorted((a, b) => a.name < b.name ? -1 : 1).map(({ name, text }) => [name, digestOf(text).slice(0, 12)])
  )
}
