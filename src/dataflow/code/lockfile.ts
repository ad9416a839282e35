/** What the lockfile says of the npm packages a node's code imports, with everything those depend on. */

interface LockedPackage {
  readonly version?: string
  readonly integrity?: string
  readonly link?: boolean
  /** What may be left out, as a binary for another system is; `devOptional` where a development dependency needs it. */
  readonly optional?: boolean
  readonly devOptional?: boolean
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
 * `version#integrity` of the package and of everything it can load, by package folder. Optional packages that
 * are not installed here, such as binaries for other systems, are left out, as nothing can load them; undefined when the
 * lockfile lacks the package itself or has only a link to it. `versionIn` tells the version that is installed in a folder:
 * where that is another, as between a pull and the installation after it, it counts in place of the lockfile's.
 */
export const lockedClosure = (
  lock: Lockfile,
  name: string,
  versionIn: (folder: string) => string | undefined
): Readonly<Record<string, string>> | undefined => {
  const first = resolve(lock, "", name)
  if (first === undefined || lock.packages[first]!.link === true) return undefined
  const closure: Record<string, string> = {}
  const pending: Array<string | undefined> = [first]
  while (pending.length > 0) {
    const folder = pending.pop()
    if (folder === undefined || folder in closure) continue
    const locked = lock.packages[folder]!
    const there = versionIn(folder)
    if ((locked.optional === true || locked.devOptional === true) && there === undefined) continue
    const version = locked.version ?? "local"
    closure[folder] = there === undefined || there === version
      ? `${version}#${locked.integrity ?? "none"}`
      : `${there}#installed`
    const needs = { ...locked.dependencies, ...locked.optionalDependencies, ...locked.peerDependencies }
    for (const need of Object.keys(needs)) pending.push(resolve(lock, folder, need))
  }
  return closure
}
