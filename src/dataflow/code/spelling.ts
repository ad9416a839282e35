/** Spells parts of a source otherwise before it is bundled: what only its file knows, and patterns of imports. */
import type { Token } from "acorn"

/** What to say instead; `place` of `import.meta.url` and its like. */
export interface Spelling {
  readonly place: (name: "url" | "dirname" | "filename") => string
  /** Whether imports of templates are meant too, and what a `createRequire` of node:module loads. */
  readonly isPattern: boolean
  /** The import of the code that a URL beside the file leads to; undefined where it leads to none. */
  readonly importOf?: (url: string) => string | undefined
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
  /** A pattern, not a text that is known. */
  readonly isSum?: boolean
}

const places = /\bimport\.meta\.(url|dirname|filename)\b/g
const template = /\bimport\(\s*`/
const required = /\bcreateRequire\b/

const isPlace = (name: unknown): name is "url" | "dirname" | "filename" =>
  name === "url" || name === "dirname" || name === "filename"

const valueOf = (token: Token): unknown => (token as Token & { readonly value?: unknown }).value // its types lack it

/** `import.meta.url` at a token, which strings and comments cannot hold. */
const placeAt = (tokens: ReadonlyArray<Token>, at: number, { place }: Spelling): Edit | undefined => {
  const [first, dot, meta, second, last] = tokens.slice(at, at + 5)
  if (last === undefined || first?.type.label !== "import" || dot?.type.label !== ".") return undefined
  const name = valueOf(last)
  return valueOf(meta!) === "meta" && second!.type.label === "." && isPlace(name)
    ? { start: first.start, end: last.end, text: JSON.stringify(place(name)) }
    : undefined
}

/** What `new URL("./worker.ts", import.meta.url)` leads to is imported beside it, as the code that it is. */
const urlAt = (tokens: ReadonlyArray<Token>, at: number, { importOf }: Spelling): Edit | undefined => {
  const form = ["new", "name", "(", "string", ",", "import", ".", "name", ".", "name"]
  if (importOf === undefined || !form.every((label, i) => tokens[at + i]?.type.label === label)) return undefined
  const [name, file, last] = [tokens[at + 1]!, tokens[at + 3]!, tokens[at + 9]!]
  if (valueOf(name) !== "URL" || valueOf(last) !== "url") return undefined
  const imported = importOf(String(valueOf(file)))
  return imported === undefined
    ? undefined
    : { start: last.end, end: last.end, text: `, () => import(${JSON.stringify(imported)})` }
}

const literal = /^(?:"[^"\\]*"|'[^'\\]*')$/

const termOf = (code: string): string => literal.test(code) ? JSON.stringify(code.slice(1, -1)) : `(${code})`

const joined = (terms: ReadonlyArray<string>): string =>
  JSON.stringify(terms.map((term) => JSON.parse(term) as string).join(""))

/** The template after `import(` at a token as a sum, "./models/" + (name) + ".ts", which the bundler knows as a pattern, or as one text. */
const sumAt = (text: string, tokens: ReadonlyArray<Token>, at: number): Edit | undefined => {
  const [first, paren, quote, head] = tokens.slice(at, at + 4)
  if (first?.type.label !== "import" || paren?.type.label !== "(" || quote?.type.label !== "`") return undefined
  if (!/^\.\.?\//.test(String(valueOf(head!)))) return undefined
  const terms: Array<string> = []
  let depth = 0
  let begin = 0
  for (const token of tokens.slice(at + 3)) {
    const { label } = token.type
    if (depth === 0 && label === "`") {
      const isSum = !terms.every((term) => literal.test(term))
      return { start: quote.start, end: token.end, text: isSum ? terms.join(" + ") : joined(terms), isSum }
    }
    if (depth === 0 && label === "template") terms.push(JSON.stringify(valueOf(token)))
    if (label === "${" && depth === 0) begin = token.end
    if (label === "}" && depth === 1) terms.push(termOf(text.slice(begin, token.start).trim()))
    depth += label === "${" || label === "{" ? 1 : label === "}" ? -1 : 0
  }
  return undefined
}

/**
 * What `createRequire` makes of a file's own place is written as the `require` that the bundler follows: where it is called
 * at once, and where it is given a name. What it makes of another place is a `require` of what nobody knows.
 */
const requires = (text: string, tokens: ReadonlyArray<Token>): ReadonlyArray<Edit> => {
  const label = (at: number): string | undefined => tokens[at]?.type.label
  const isName = (at: number, name?: string): boolean =>
    label(at) === "name" && (name === undefined || valueOf(tokens[at]!) === name)
  const names = new Set<unknown>()
  const edits: Array<Edit> = []
  for (let at = 0; at < tokens.length; at++) {
    if (!isName(at, "createRequire") || label(at + 1) !== "(") continue
    const ownPlace = ["import", ".", "name", ".", "name", ")"].every((each, i) => label(at + 2 + i) === each)
    const first = label(at - 1) === "." ? at - 2 : at
    const start = tokens[first]!.start
    if (!ownPlace) edits.push({ start, end: tokens[at]!.end, text: "require" })
    else if (label(at + 8) === "(") edits.push({ start, end: tokens[at + 7]!.end, text: "require" })
    else if (label(first - 1) === "=" && isName(first - 2)) {
      const name = tokens[first - 2]!
      names.add(valueOf(name))
      edits.push({ start: name.start, end: name.end, text: `${text.slice(name.start, name.end)}_created` })
    }
  }
  for (let at = 0; at < tokens.length; at++) {
    if (!isName(at) || !names.has(valueOf(tokens[at]!)) || label(at + 1) !== "(" || label(at - 1) === ".") continue
    edits.push({ start: tokens[at]!.start, end: tokens[at]!.end, text: "require" })
  }
  return edits
}

/** Tokens of TypeScript as of JavaScript; undefined for what only TypeScript has, such as decorators. */
const tokensOf = async (text: string): Promise<ReadonlyArray<Token> | undefined> => {
  const { tokenizer } = await import("acorn")
  try {
    return [...tokenizer(text, { ecmaVersion: "latest", sourceType: "module" })]
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The source in its other spelling; undefined where nothing in it is meant. */
export const spelled = async (text: string, spelling: Spelling): Promise<string | undefined> => {
  const isMeant = text.search(places) >= 0 || template.test(text) || (spelling.isPattern && required.test(text))
  if (!isMeant) return undefined
  const tokens = await tokensOf(text)
  if (tokens === undefined) {
    return text.replaceAll(places, (_, name: "url" | "dirname" | "filename") => JSON.stringify(spelling.place(name)))
  }
  const ofRequire = spelling.isPattern ? requires(text, tokens) : []
  const others = tokens.flatMap((_, at) => {
    const edit = placeAt(tokens, at, spelling) ?? urlAt(tokens, at, spelling) ?? sumAt(text, tokens, at)
    return edit === undefined ? [] : [edit]
  }).filter(({ isSum = false }) => spelling.isPattern || !isSum)
  const edits = [
    ...ofRequire,
    ...others.filter(({ end, start }) => !ofRequire.some((each) => each.start <= start && end <= each.end))
  ]
  return edits.toSorted((a, b) => b.start - a.start).reduce(
    (spelt, { end, start, text: other }) => spelt.slice(0, start) + other + spelt.slice(end),
    text
  )
}
