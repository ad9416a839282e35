/**
 * The versions of the npm packages that code imports, with everything those depend on: from package-lock.json where it
 * names them, else, with other package managers and linked folders, from what is installed.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { lockedClosure, type Lockfile } from "./lockfile.ts"

interface Manifest {
  readonly type?: string
  readonly main?: string
  readonly exports?: unknown
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package that code imports; `from` is the folder from which Node finds it. */
export interface ImportedPackage {
  readonly name: string
  readonly from: string
}

/** Versions by package; `files` are those of the lockfile and the manifests they were read from, absolute. */
export interface Packages {
  readonly closureOf: (imported: ImportedPackage) => Readonly<Record<string, string>>
  readonly files: () => ReadonlyArray<string>
  /** Names asked for whose versions are those of what is installed, as no package-lock.json says them. */
  readonly unlocked: () => ReadonlyArray<string>
}

const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(file, "utf8"))

/** The folder of a package as Node resolves it from a folder, links followed; undefined when it is not installed. */
export const packageFolder = (from: string, name: string): string | undefined => {
  for (let folder = from;; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name)
    if (fs.existsSync(path.join(candidate, "package.json"))) return fs.realpathSync(candidate)
    if (folder === path.dirname(folder)) return undefined
  }
}

/**
 * The folder of a package that is a link to somebody's sources, as `npm link`, `file:` and workspaces make it; undefined for
 * what was installed, which no one edits.
 */
export const linkedFolder = (from: string, name: string): string | undefined => {
  const folder = packageFolder(from, name)
  return folder === undefined || folder.split(path.sep).includes("node_modules") ? undefined : folder
}

/** Whether the bundler can put a package among modules: not so where it is CommonJS, which asks for more than imports. */
export const isModular = (folder: string): boolean => {
  const { exports, main, type } = readJson(path.join(folder, "package.json")) as Manifest
  return type === "module" || /\.m?ts"|\.mjs"/.test(JSON.stringify([main, exports]))
}

const lockfileName = "package-lock.json"
const otherLockfiles = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"]

/** The nearest lockfile upwards, if it is npm's; a project inside another shares its packages. */
const findLockfile = (root: string): string | undefined => {
  for (let folder = root;; folder = path.dirname(folder)) {
    const file = path.join(folder, lockfileName)
    if (fs.existsSync(file)) return file
    if (otherLockfiles.some((other) => fs.existsSync(path.join(folder, other)))) return undefined
    if (folder === path.dirname(folder)) return undefined
  }
}

/** The packages of the project in `root`. */
export const packagesOf = (root: string): Packages => {
  const lockfile = findLockfile(root)
  const lock = lockfile === undefined ? { packages: {} } : readJson(lockfile) as Lockfile
  const read = new Set(lockfile === undefined ? [] : [lockfile])
  const base = path.dirname(lockfile ?? path.join(root, lockfileName))
  const present = path.join(base, "node_modules", ".package-lock.json") // npm writes it with every installation
  if (lockfile !== undefined && fs.existsSync(present)) read.add(present)
  /** The version that lies in a folder, whatever the lockfile says: that one is loaded. */
  const versionIn = (folder: string): string | undefined => {
    const file = path.join(base, folder, "package.json")
    if (!fs.existsSync(file)) return undefined
    read.add(file)
    return (readJson(file) as Manifest).version ?? "local"
  }
  const unlocked = new Set<string>()
  const installed = ({ from: first, name }: ImportedPackage): Readonly<Record<string, string>> => {
    const versions = new Map<string, Set<string>>()
    const seen = new Set<string>()
    const visit = (from: string, needed: string): void => {
      const folder = packageFolder(from, needed)
      if (folder === undefined || seen.has(folder)) return
      seen.add(folder)
      const file = path.join(folder, "package.json")
      read.add(file)
      const manifest = readJson(file) as Manifest
      versions.set(needed, (versions.get(needed) ?? new Set()).add(manifest.version ?? "local"))
      const needs = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }
      for (const need of Object.keys(needs)) visit(folder, need)
    }
    visit(first, name)
    return Object.fromEntries([...versions].map(([each, found]) => [each, [...found].sort().join(", ")]))
  }
  return {
    closureOf: (imported) => {
      const { from, name } = imported
      const locked = from === root ? lockedClosure(lock, name, versionIn) : undefined
      if (locked === undefined && lockfile === undefined) unlocked.add(name)
      return locked ?? installed(imported)
    },
    files: () => [...read],
    unlocked: () => [...unlocked].sort()
  }
}
