/** Files that code names by URLs beside its own: `new URL("./worker.ts", import.meta.url)`. */
import * as path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { isFile } from "./settings.ts"

const isCode = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file)

/** The file that a relative URL leads to from another file; undefined where it leads to none. */
const fileAt = (from: string, url: string): string | undefined => {
  if (/^(?:[\w+.-]+:|\/)/.test(url)) return undefined
  const file = fileURLToPath(new URL(url, pathToFileURL(from)))
  return isFile(file) ? file : undefined
}

/** How a file, by its absolute path, imports the code that a URL leads to; undefined where that is no code. */
export const importBeside = (from: string) => (url: string): string | undefined => {
  const file = fileAt(from, url)
  if (file === undefined || !isCode(file)) return undefined
  const way = path.relative(path.dirname(from), file)
  return way.startsWith(".") ? way : `./${way}`
}

/** Files other than code that a text as it is hashed, where URLs of files are their names, says by such URLs. */
export const filesBeside = (root: string, text: string): ReadonlyArray<string> => {
  const found = text.matchAll(/\bnew URL\(("(?:[^"\\]|\\.)*"), "([^"\\]+)"\)/g)
  const files = Array.from(found, ([, url = "", from = ""]) => fileAt(path.join(root, from), JSON.parse(url) as string))
  const others = files.flatMap((file) => file === undefined || isCode(file) ? [] : [path.relative(root, file)])
  return [...new Set(others)].sort()
}
