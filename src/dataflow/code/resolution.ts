/**
 * What decides, beside the files of a bundle, how it is compiled: settings around them, files that are not there and would
 * be taken instead, and folders whose files a pattern names. Compiled code stands only while all of it is as it was.
 */
import type { Metafile } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { packageFolder } from "./packages.ts"
import { isAlias, packageName } from "./specifier.ts"

/** All paths are relative to the project. `folders` has a digest of the names in each. */
export interface Resolution {
  readonly settings: ReadonlyArray<string>
  readonly absent: ReadonlyArray<string>
  readonly folders: Readonly<Record<string, string>>
}

/** The endings that the bundler tries, in its order. */
const endings = [".tsx", ".ts", ".jsx", ".js", ".css", ".json"]

const sourceEndings: Readonly<Record<string, ReadonlyArray<string>>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"]
}

/** What is looked for in each folder from a source upwards, until it is found. */
const settingsNames = ["tsconfig.json", "jsconfig.json", "package.json"]

const isFile = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true

/** The files that the bundler would take for a relative import, best first. */
const candidates = (base: string): ReadonlyArray<string> => {
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

const isPattern = (specifier: string): boolean => specifier.includes("*")

/** Digest of the names below a folder; empty where it is not there. */
const listed = (folder: string): string =>
  fs.existsSync(folder)
    ? digestOf(canonicalJson(fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()))
    : ""

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

const settingsAround = (folders: ReadonlySet<string>) => {
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

/** What decided how these bundles of a project were put together. */
export const resolutionOf = (root: string, metafiles: ReadonlyArray<Metafile>): Resolution => {
  const sources = metafiles.flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([file]) => !file.startsWith("entry:") && !file.includes("node_modules/"))
  const folders = new Set(sources.map(([file]) => path.dirname(path.join(root, file))))
  const { absent, there } = settingsAround(folders)
  const patterned = new Set<string>()
  for (const [file, { imports }] of sources) {
    const folder = path.dirname(path.join(root, file))
    for (const { external = false, original = "", path: found } of imports) {
      if (isPattern(found)) patterned.add(path.join(folder, found.slice(0, found.indexOf("*")), "."))
      if (external || original === "") continue
      const taken = path.join(root, found)
      if (original.startsWith(".")) {
        const before = candidates(path.join(folder, original))
        for (const each of before.slice(0, Math.max(0, before.indexOf(taken)))) absent.add(each)
      } else if (isAlias(original, folder) && !original.startsWith("#")) {
        absent.add(path.join(root, "node_modules", packageName(original), "package.json"))
      }
    }
  }
  const named = (file: string): string => path.relative(root, file)
  return {
    settings: [...there].map(named).sort(),
    absent: [...absent].filter((file) => !isFile(file)).map(named).sort(),
    folders: Object.fromEntries([...patterned].sort().map((folder) => [named(folder), listed(folder)]))
  }
}

/** Whether what is not a file there still is none, and folders have the files that they had. */
export const isResolvedAsBefore = (root: string, { absent, folders }: Omit<Resolution, "settings">): boolean =>
  absent.every((file) => !isFile(path.join(root, file))) &&
  Object.entries(folders).every(([folder, names]) => listed(path.join(root, folder)) === names)
