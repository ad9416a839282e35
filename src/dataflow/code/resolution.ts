/**
 * What decides, beside the files of a bundle, how it is compiled: settings around them, files that are not there and would
 * be taken instead, folders whose files a pattern names, and where links and packages lie. Compiled code stands only while
 * all of it is as it was.
 */
import type { Metafile } from "esbuild"
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { namesBelow, packageFolders, realPaths } from "./links.ts"
import type { ImportedPackage } from "./packages.ts"
import { candidates, isFile, meantBy, settingsAround } from "./settings.ts"
import { packageName } from "./specifier.ts"

/** All paths are relative to the project. `folders` has a digest of the names in each. */
export interface Resolution {
  readonly settings: ReadonlyArray<string>
  readonly absent: ReadonlyArray<string>
  readonly folders: Readonly<Record<string, string>>
  /** Where files lie, by the paths through links that they are imported by. */
  readonly links: Readonly<Record<string, string>>
  /** Where packages lie, by the folder they are imported from and their name; empty where one is not installed. */
  readonly places: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The generated module that a bundle to run starts with, which imports from the project's folder. */
const wholeEntry = "entry:entry:pipeline"

const isPattern = (specifier: string): boolean => specifier.includes("*")

/** The folder whose names decide what a pattern of an import means. */
const folderOf = (pattern: string): string => pattern.slice(0, pattern.lastIndexOf("/", pattern.indexOf("*")))

/** Digest of the names below a folder, and where links among them lead; empty where it is not there. */
const listed = (root: string, folder: string): string => {
  const names = namesBelow(root, folder)
  return names.length === 0 ? "" : digestOf(canonicalJson(names))
}

/** Files of installed packages are read for what they say, wherever they lie: `places` knows that. */
const isManifest = (file: string): boolean => file.includes("node_modules/")

/** Manifests, among these files, of packages that no package-lock.json speaks for: others may be found one day. */
const unlockedManifests = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const lockfile = files.find((file) => path.basename(file) === "package-lock.json")
  const installed = lockfile === undefined ? undefined : path.join(path.dirname(lockfile), "node_modules", path.sep)
  return files.filter((file) =>
    path.basename(file) === "package.json" && (installed === undefined || !file.startsWith(installed))
  )
}

/** The packages that a manifest asks for. */
const neededBy = (manifest: string): ReadonlyArray<string> => {
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    fs.readFileSync(manifest, "utf8")
  ) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })
}

/** The file that a relative import led to by its name, and those that would have been taken instead. */
const chosen = (base: string, taken: string, realOf: (file: string) => string) => {
  const all = candidates(base)
  const at = all.findIndex((each) => realOf(each) === taken && isFile(each))
  const manifest = all.findIndex((each) => path.basename(each) === "package.json" && isFile(each)) // its "main" was taken
  const before = manifest === -1 ? all.findIndex(isFile) : manifest // a link that leads elsewhere by now
  const end = at === -1 ? before : at
  return { file: all[end], better: all.slice(0, Math.max(0, end)) }
}

/**
 * What was compiled and read: `files` are those whose digests are known, `packages` some that no import names, `versions`
 * lockfile and manifests that say versions of packages, by absolute paths.
 */
export interface Compilation {
  readonly metafiles: ReadonlyArray<Metafile>
  readonly packages: ReadonlyArray<ImportedPackage>
  readonly files: ReadonlyArray<string>
  readonly versions: ReadonlyArray<string>
}

const isBare = (specifier: string): boolean => specifier !== "" && !/^(?:[./#]|\w+:)/.test(specifier)

/** What decided how these bundles of a project were put together. */
export const resolutionOf = (project: string, { files, metafiles, packages, versions }: Compilation): Resolution => {
  const root = fs.realpathSync.native(project) // as the bundler names files
  const sources = metafiles.flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([file]) => !file.includes("node_modules/") && (!file.startsWith("entry:") || file === wholeEntry))
  const folderOfSource = (file: string) => file === wholeEntry ? root : path.dirname(path.join(root, file))
  const { absent, there } = settingsAround(new Set(sources.map(([file]) => folderOfSource(file))))
  const meant = meantBy(there)
  const realOf = realPaths()
  const patterned = new Set<string>()
  const reached = new Map<string, string>()
  const bare = new Map<string, Set<string>>()
  const ask = (folder: string, name: string) => bare.set(folder, (bare.get(folder) ?? new Set()).add(name))
  for (const [file, { imports }] of sources) {
    const folder = folderOfSource(file)
    for (const { external = false, original = "", path: found } of imports) {
      if (isPattern(found)) patterned.add(path.join(folder, folderOf(found)))
      const specifier = external ? found.replace(/\?.*/, "") : original // as bundle-hash.ts calls it
      if (isBare(specifier)) {
        for (const each of [folder, root]) ask(each, packageName(specifier))
        if (!external) { for (const each of meant(specifier)) absent.add(each) }
      }
      if (!external && original.startsWith(".")) {
        const { better, file: by } = chosen(path.join(folder, original), path.join(root, found), realOf)
        for (const each of better) absent.add(each)
        if (by !== undefined && path.basename(by) !== "package.json") reached.set(path.relative(root, by), found)
      }
    }
  }
  for (const { from, name } of packages) ask(from, name)
  for (const manifest of unlockedManifests(versions)) {
    for (const name of neededBy(manifest)) ask(path.dirname(manifest), name)
  }
  const named = (file: string): string => path.relative(root, file)
  const placeOf = placesIn(root)
  const settings = [...there].map(named).sort()
  const isKnown = new Set([...files.filter((file) => !isManifest(file)), ...settings])
  return {
    settings,
    absent: [...absent].filter((file) => !isFile(file)).map(named).sort(),
    folders: Object.fromEntries([...patterned].sort().map((folder) => [named(folder), listed(root, folder)])),
    links: Object.fromEntries(
      [...[...isKnown].map((file) => [file, named(realOf(path.join(root, file)))] as const), ...reached]
        .filter(([file, real]) => file !== real || !isKnown.has(file))
    ),
    places: Object.fromEntries(
      [...bare].map(([folder, names]) => [
        named(folder),
        Object.fromEntries([...names].sort().map((name) => [name, placeOf(named(folder), name)]))
      ])
    )
  }
}

/** Where packages lie, by folders and names, all paths relative to the project. */
const placesIn = (root: string) => {
  const find = packageFolders()
  return (folder: string, name: string): string => {
    const found = find(path.join(root, folder), name)
    return found === "" ? "" : path.relative(root, found)
  }
}

/** Whether what decided still does, and these files, whose digests are known, are still reached as they were. */
export const isResolvedAsBefore = (
  project: string,
  { absent, folders, links, places }: Omit<Resolution, "settings">,
  files: ReadonlyArray<string>
): boolean => {
  const root = fs.realpathSync.native(project)
  const realOf = realPaths()
  const placeOf = placesIn(root)
  const leadsTo = (file: string, real: string) => realOf(path.join(root, file)) === path.join(root, real)
  return absent.every((file) => !isFile(path.join(root, file))) &&
    Object.entries(folders).every(([folder, names]) => listed(root, path.join(root, folder)) === names) &&
    files.every((file) => file in links || isManifest(file) || leadsTo(file, file)) &&
    Object.entries(links).every(([file, real]) => leadsTo(file, real)) &&
    Object.entries(places).every(([folder, found]) =>
      Object.entries(found).every(([name, place]) => placeOf(folder, name) === place)
    )
}
