/** The words of code: what may name a variable, wherever it stands, but for what stands in a string. */

/** Words of one or several whole statements. */
export type Words = (code: string) => ReadonlySet<string>

const everyWord: Words = (code) => new Set(Array.from(code.matchAll(/[\p{ID_Continue}$]+/gu), ([word]) => word))

const known = new Map<string, ReadonlySet<string>>()
const mostKnown = 50_000 // whoever watches for weeks must not keep every edit

/**
 * A reader that knows what this process has read before: nodes share most of their code, and a pipeline that is compiled
 * again most of it too. What the parser does not understand counts with its strings, so that rather too much is named than
 * too little.
 */
export const wordReader = async (): Promise<Words> => {
  const { parse } = await import("acorn")
  const named: Words = (code) => {
    if (!/["'`]/.test(code)) return everyWord(code)
    const found = new Set<string>()
    try {
      parse(code, {
        ecmaVersion: "latest",
        sourceType: "module",
        onToken: ({ end, start, type }) => {
          if (type.label === "name") found.add(code.slice(start, end))
        }
      })
    } catch (error) {
      if (error instanceof SyntaxError) return everyWord(code)
      throw error
    }
    return found
  }
  return (code) => {
    const found = known.get(code) ?? named(code)
    if (known.size >= mostKnown) known.clear()
    known.set(code, found)
    return found
  }
}
