/** The packages that installing partita brings, with the licences they state. Told by package-lock.json and node_modules. */
import * as fs from "node:fs"
import * as path from "node:path"

interface Needs {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

interface Locked extends Needs {
  readonly version?: string
  readonly license?: string
}

/** One package; `licence` is what its package.json states, else what the lockfile copied from there, else undefined. */
export interface Shipped {
  readonly name: string
  readonly version: string
  readonly licence: string | undefined
}

const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(file, "utf8"))

/** Optional packages count, as npm installs those of the platform it runs on; optional peers do not. */
const neededBy = (needs: Needs): ReadonlyArray<string> => [
  ...Object.keys({ ...needs.dependencies, ...needs.optionalDependencies }),
  ...Object.keys(needs.peerDependencies ?? {}).filter((name) => needs.peerDependenciesMeta?.[name]?.optional !== true)
]

/** Where Node finds `name` from the package in `from`; undefined where the lockfile has it nowhere. */
const resolve = (packages: ReadonlyMap<string, Locked>, from: string, name: string): string | undefined => {
  for (let base = from;;) {
    const folder = `${base === "" ? "" : `${base}/`}node_modules/${name}`
    if (packages.has(folder)) return folder
    if (base === "") return undefined
    const up = base.lastIndexOf("/node_modules/")
    base = up < 0 ? "" : base.slice(0, up)
  }
}

/** The licence a package states: as text, or as the object and the list that old packages have. */
const statedIn = (manifest: unknown): string | undefined => {
  const { license, licenses } = manifest as { readonly license?: unknown; readonly licenses?: unknown }
  const texts = [license, ...(Array.isArray(licenses) ? licenses : [])].flatMap((each) =>
    typeof each === "string" ? [each] : typeof each?.type === "string" ? [each.type as string] : []
  )
  return texts.length === 0 ? undefined : texts.join(" OR ")
}

/**
 * Every package below `dependencies` and `optionalDependencies` of the package.json in `root`, those for other platforms
 * included, sorted by name and version. Throws where the lockfile lacks one: npm install brings it up to date.
 */
export const shippedPackages = (root: string): ReadonlyArray<Shipped> => {
  const manifest = readJson(path.join(root, "package.json")) as Needs
  const lock = readJson(path.join(root, "package-lock.json")) as { readonly packages: Readonly<Record<string, Locked>> }
  const packages = new Map(Object.entries(lock.packages))
  const seen = new Set<string>()
  const visit = (from: string, needs: Needs): void => {
    for (const name of neededBy(needs)) {
      const folder = resolve(packages, from, name)
      if (folder === undefined) throw new Error(`package-lock.json has no ${name}: npm install`)
      if (seen.has(folder)) continue
      seen.add(folder)
      visit(folder, packages.get(folder)!)
    }
  }
  visit("", manifest)
  return [...seen].map((folder) => {
    const { license, version = "" } = packages.get(folder)!
    const installed = path.join(root, folder, "package.json")
    return {
      name: folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      licence: fs.existsSync(installed) ? statedIn(readJson(installed)) : license
    }
  }).sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1)
}
