/** The files of settings around sources, and the files that imports may mean by them, whether they are there or not. */
import * as fs from "node:fs"
import * as path from "node:path"
import { packageFolder } from "./packages.ts"
import { packageName } from "./specifier.ts"

/** What is looked for in each folder from a source upwards, until it is found. */
const settingsNames = ["tsconfig.json", "jsconfig.json", "package.json"]

/** Whether a file is there. */
export const isFile = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true

/** The endings that the bundler tries, in its order. */
const endings = [".tsx", ".ts", ".jsx", ".js", ".css", ".json"]

const sourceEndings: Readonly<Record<string, ReadonlyArray<string>>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"]
}

/** The files that the bundler would take for a relative import, best first. */
export const candidates = (base: string): ReadonlyArray<string> => {
  const ending = path.extname(base)
  const rewritten = (sourceEndings[ending] ?? []).map((each) => `${base.slice(0, -ending.length)}${each}`)
  const index = path.join(base, "index")
  return [
    base,
    ...endings.map((each) => `${base}${each}`),
    ...rewritten,
    path.join(base, "package.json"),
    ...endings.map((each) => `${index}${each}`)
  ]
}

/** Files a tsconfig.json is built on, by what it says, whether they are there or not; comments are read too. */
const extended = (file: string): ReadonlyArray<string> => {
  const [, said = ""] = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(fs.readFileSync(file, "utf8")) ?? []
  return Array.from(said.matchAll(/"([^"]+)"/g), ([, name = ""]) => {
    const isRelative = name.startsWith(".") || path.isAbsolute(name)
    const home = isRelative ? undefined : packageFolder(path.dirname(file), packageName(name))
    const rest = name.slice(packageName(name).length)
    const at = isRelative ? path.resolve(path.dirname(file), name) : path.join(home ?? path.dirname(file), rest)
    if (isFile(at) || path.extname(at) === ".json") return at
    return isFile(path.join(at, "tsconfig.json")) ? path.join(at, "tsconfig.json") : `${at}.json`
  })
}

/** Folders upwards from one, itself first. */
const upwards = (folder: string): ReadonlyArray<string> =>
  folder === path.dirname(folder) ? [folder] : [folder, ...upwards(path.dirname(folder))]

/** Settings around some folders: the files that are there, and those that would be taken instead. */
export const settingsAround = (folders: ReadonlySet<string>) => {
  const there = new Set<string>()
  const absent = new Set<string>()
  for (const name of settingsNames) {
    for (const folder of folders) {
      for (const each of upwards(folder)) {
        const file = path.join(each, name)
        if (there.has(file) || absent.has(file)) break // and all above it
        if (isFile(file)) there.add(file)
        else absent.add(file)
        if (there.has(file)) break
      }
    }
  }
  for (const file of there) { // grows as it is walked
    if (path.basename(file) === "package.json") continue
    for (const each of extended(file)) (isFile(each) ? there : absent).add(each)
  }
  return { there, absent }
}

const stringsIn = (text: string): ReadonlyArray<string> =>
  Array.from(text.matchAll(/"([^"]+)"/g), ([, each = ""]) => each)

/** What stands for the star of a pattern in a name; undefined where the name is not of the pattern. */
const starIn = (pattern: string, name: string): string | undefined => {
  const [before = "", after] = pattern.split("*")
  if (after === undefined) return pattern === name ? "" : undefined
  const isLong = name.length >= before.length + after.length
  return isLong && name.startsWith(before) && name.endsWith(after)
    ? name.slice(before.length, name.length - after.length)
    : undefined
}

/**
 * All files that some tsconfig.json may mean by a name ("paths", "baseUrl"). They are read as texts, and each may be based
 * on each other: a file too many costs a compilation once it is there, one too few an old result.
 */
export const meantBy = (settings: Iterable<string>): (name: string) => ReadonlyArray<string> => {
  const read = [...settings].filter((file) => path.basename(file) !== "package.json")
    .map((file) => ({ folder: path.dirname(file), text: fs.readFileSync(file, "utf8") }))
  const baseUrls = read.flatMap(({ folder, text }) =>
    Array.from(text.matchAll(/"baseUrl"\s*:\s*"([^"]*)"/g), ([, base = ""]) => path.resolve(folder, base))
  )
  const bases = [...new Set([...read.map(({ folder }) => folder), ...baseUrls])]
  const patterns = read.flatMap(({ text }) =>
    Array.from(
      text.matchAll(/"([^"]+)"\s*:\s*\[((?:"[^"]*"|[^\]"])*)\]/g),
      ([, pattern = "", targets = ""]) => ({ pattern, targets: stringsIn(targets) })
    )
  )
  return (name) => {
    const targets = patterns.flatMap(({ pattern, targets }) => {
      const star = starIn(pattern, name)
      return star === undefined ? [] : targets.map((target) => target.replace("*", () => star))
    })
    const files = [
      ...targets.flatMap((target) => bases.map((base) => path.resolve(base, target))),
      ...baseUrls.map((base) => path.join(base, name))
    ]
    return files.flatMap(candidates)
  }
}
