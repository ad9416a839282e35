/** What the lockfile says of the npm packages a node's code imports, with everything those depend on. */

interface LockedPackage {
  readonly version?: string
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** The part of package-lock.json (version 2 and 3) that names installed packages by folder. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** The folder Node would resolve `name` to from the package in folder `from`. */
const resolve = (lock: Lockfile, from: string, name: string): string | undefined => {
  for (let base = from;;) {
    const folder = `${base === "" ? "" : `${base}/`}node_modules/${name}`
    if (folder in lock.packages) return folder
    if (base === "") return undefined
    const up = base.lastIndexOf("/node_modules/")
    base = up < 0 ? "" : base.slice(0, up)
  }
}

/**
 * `name@version#integrity` of the package and of everything it can load, by package folder.
 * Packages the lockfile lacks (optional ones on other systems) are left out.
 */
export const lockedClosure = (lock: Lockfile, name: string): Readonly<Record<string, string>> => {
  const closure: Record<string, string> = {}
  const pending = [resolve(lock, "", name)]
  while (pending.length > 0) {
    const folder = pending.pop()
    if (folder === undefined || folder in closure) continue
    const locked = lock.packages[folder]!
    closure[folder] = `${locked.version ?? "local"}#${locked.integrity ?? "none"}`
    const needs = { ...locked.dependencies, ...locked.optionalDependencies, ...locked.peerDependencies }
    for (const need of Object.keys(needs)) pending.push(resolve(lock, folder, need))
  }
  return closure
}
