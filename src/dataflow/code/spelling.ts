/** Spells parts of a source otherwise before it is bundled: what only its file knows, and patterns of imports. */
import type { Token } from "acorn"

/** What to say instead; `place` of `import.meta.url` and its like, `isPattern` whether imports of templates are meant too. */
export interface Spelling {
  readonly place: (name: "url" | "dirname" | "filename") => string
  readonly isPattern: boolean
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

const places = /\bimport\.meta\.(url|dirname|filename)\b/g
const pattern = /\bimport\(\s*`/

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

/** The template after `import(` at a token as a sum, "./models/" + (name) + ".ts", which the bundler knows as a pattern. */
const sumAt = (text: string, tokens: ReadonlyArray<Token>, at: number): Edit | undefined => {
  const [first, paren, quote, head] = tokens.slice(at, at + 4)
  if (first?.type.label !== "import" || paren?.type.label !== "(" || quote?.type.label !== "`") return undefined
  if (!/^\.\.?\//.test(String(valueOf(head!)))) return undefined
  const terms: Array<string> = []
  let depth = 0
  let begin = 0
  for (const token of tokens.slice(at + 3)) {
    const { label } = token.type
    if (depth === 0 && label === "`") return { start: quote.start, end: token.end, text: terms.join(" + ") }
    if (depth === 0 && label === "template") terms.push(JSON.stringify(valueOf(token)))
    if (label === "${" && depth === 0) begin = token.end
    if (label === "}" && depth === 1) terms.push(`(${text.slice(begin, token.start)})`)
    depth += label === "${" || label === "{" ? 1 : label === "}" ? -1 : 0
  }
  return undefined
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
  if (text.search(places) < 0 && !(spelling.isPattern && pattern.test(text))) return undefined
  const tokens = await tokensOf(text)
  if (tokens === undefined) {
    return text.replaceAll(places, (_, name: "url" | "dirname" | "filename") => JSON.stringify(spelling.place(name)))
  }
  const edits = tokens.flatMap((_, at) =>
    placeAt(tokens, at, spelling) ?? (spelling.isPattern ? sumAt(text, tokens, at) ?? [] : [])
  )
  return edits.toReversed().reduce(
    (spelt, { end, start, text: other }) => spelt.slice(0, start) + other + spelt.slice(end),
    text
  )
}
