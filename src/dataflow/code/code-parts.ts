/** Cuts a bundled node into the declarations it is made of, so that a change can be named by file and symbol. */
import { digestOf } from "../../format/digest.ts"

/** Short digest of each top-level declaration by "file#symbol"; statements without a name share "file#(top level)". */
export type CodeParts = Readonly<Record<string, string>>

const declaration = /^(?:export )?(?:async )?(?:var|let|const|function\*?|class) ([\w$]+)/

/**
 * Parts of an unminified esbuild bundle, which marks each module with a `// file` comment and prints every top-level
 * declaration at column 0. Comments, types and formatting of the sources are gone by then.
 */
export const codeParts = (bundle: string, isModule: (file: string) => boolean): CodeParts => {
  const texts = new Map<string, Array<string>>()
  let file = "(entry)"
  let symbol = "(top level)"
  for (const line of bundle.split("\n")) {
    if (line.startsWith("// ") && isModule(line.slice(3))) {
      file = line.slice(3)
      symbol = "(top level)"
      continue
    }
    const found = declaration.exec(line)
    if (found !== null) symbol = found[1]!
    else if (/^[^\s})\]]/.test(line)) symbol = "(top level)"
    const part = `${file}#${symbol}`
    const lines = texts.get(part)
    if (lines === undefined) texts.set(part, [line])
    else lines.push(line)
  }
  const parts: Record<string, string> = {}
  for (const [part, lines] of [...texts].sort(([a], [b]) => a < b ? -1 : 1)) {
    const text = lines.join("\n").trim()
    if (text !== "" && !part.startsWith("(entry)")) parts[part] = digestOf(text).slice(0, 12)
  }
  return parts
}
