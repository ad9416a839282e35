/** Values as Python prints them, which is how lists get into CSV cells: [1, 'a', None, {'id': 2}]. */

/** A value read from Python's notation; tuples are lists. */
export type PythonValue =
  | string
  | number
  | boolean
  | null
  | ReadonlyArray<PythonValue>
  | { readonly [key: string]: PythonValue }

const words: Readonly<Record<string, number | boolean | null>> = {
  None: null,
  True: true,
  False: false,
  nan: Number.NaN,
  inf: Infinity,
  "-inf": -Infinity,
  null: null,
  true: true,
  false: false
}
const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0" }
const numberOrWord = /[-+]?(?:[eE][-+]|[\w.])+/y

class Reader {
  readonly text: string
  at = 0
  constructor(text: string) {
    this.text = text
  }

  fail(what: string): never {
    throw new SyntaxError(`${what} at character ${this.at + 1}`)
  }

  skip(): void {
    while (this.at < this.text.length && this.text.charCodeAt(this.at) <= 32) this.at++
  }

  /** Whether the next character is `char`, which is then passed. */
  take(char: string): boolean {
    this.skip()
    if (this.text[this.at] !== char) return false
    this.at++
    return true
  }

  value(): PythonValue {
    this.skip()
    const first = this.text[this.at]
    if (first === undefined) return this.fail("the value is cut off")
    if (first === "[" || first === "(") return this.list(first === "[" ? "]" : ")")
    if (first === "{") return this.dictionary()
    if (first === "'" || first === "\"") return this.quoted(first)
    return this.bare()
  }

  list(close: string): ReadonlyArray<PythonValue> {
    this.at++
    const items: Array<PythonValue> = []
    while (!this.take(close)) {
      items.push(this.value())
      if (!this.take(",") && this.text[this.at] !== close) {
        this.fail(this.at < this.text.length ? "no comma" : "the list is cut off")
      }
    }
    return items
  }

  dictionary(): PythonValue {
    this.at++
    const entries: Array<readonly [string, PythonValue]> = []
    while (!this.take("}")) {
      const key = this.value()
      if (typeof key !== "string" && typeof key !== "number") this.fail("a key is neither text nor a number")
      if (!this.take(":")) this.fail("no colon")
      entries.push([String(key), this.value()])
      if (!this.take(",") && this.text[this.at] !== "}") this.fail("no comma")
    }
    return Object.fromEntries(entries)
  }

  quoted(quote: string): string {
    let text = ""
    for (this.at++; this.text[this.at] !== quote; this.at++) {
      if (this.at >= this.text.length) this.fail("the text is cut off")
      if (this.text[this.at] !== "\\") text += this.text[this.at]
      else {
        const escaped = this.text[++this.at] ?? ""
        text += escapes[escaped] ?? escaped
      }
    }
    this.at++
    return text
  }

  bare(): number | boolean | null {
    numberOrWord.lastIndex = this.at
    const word = numberOrWord.exec(this.text)?.[0] ?? ""
    const value = Object.hasOwn(words, word) ? words[word] ?? null : word === "" ? Number.NaN : Number(word)
    if (Number.isNaN(value) && word !== "nan") this.fail("neither a value nor a list")
    this.at += word.length
    return value
  }
}

/**
 * The value a text stands for. Throws a SyntaxError that says where it stops being one.
 *
 * @example
 * ```ts
 * import { parsePython } from "partita/ingest"
 * parsePython("{'top': ('Rock', None), 'all': [21, 12]}") // → { top: ["Rock", null], all: [21, 12] }
 * ```
 */
export const parsePython = (text: string): PythonValue => {
  const reader = new Reader(text)
  const value = reader.value()
  reader.skip()
  return reader.at < text.length ? reader.fail("text follows the value") : value
}

/** A cell as a list: itself if it is one, the list its text stands for, nothing for an empty cell. */
export const listOf = (cell: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(cell)) return cell
  if (cell === null || cell === undefined || cell === "") return []
  if (typeof cell !== "string") throw new SyntaxError("neither a list nor the text of one")
  const value = parsePython(cell)
  if (Array.isArray(value)) return value
  throw new SyntaxError("not a list")
}
