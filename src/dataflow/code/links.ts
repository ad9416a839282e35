/**
 * Where names lead on the disk, as far as that can change while no file does: links that are made to lead elsewhere, and
 * packages that come to lie nearer to what imports them.
 */
import * as fs from "node:fs"
import * as path from "node:path"

const isThere = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false }) !== undefined

const remembering = <A>(find: (name: string) => A): (name: string) => A => {
  const known = new Map<string, A>()
  return (name) => {
    if (!known.has(name)) known.set(name, find(name))
    return known.get(name)!
  }
}

/** The path of a file or folder with no link in it; the same path where nothing is there. */
const realPath = (file: string): string => isThere(file) ? fs.realpathSync.native(file) : file

/** Reads where files lie, by absolute paths, once for each folder; the same path where nothing is there. */
export const realPaths = (): (file: string) => string => {
  const realFolder = remembering(realPath)
  return (file) =>
    fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true
      ? realPath(file)
      : path.join(realFolder(path.dirname(file)), path.basename(file))
}

/** Finds the folders of packages as `packageFolder` does, looking once at each; empty where one is not installed. */
export const packageFolders = (): (from: string, name: string) => string => {
  const hasPackages = remembering((folder) => isThere(path.join(folder, "node_modules")))
  const folderAt = remembering((place) =>
    isThere(path.join(place, "package.json")) ? fs.realpathSync.native(place) : ""
  )
  const find = (folder: string, name: string): string => {
    const found = hasPackages(folder) ? folderAt(path.join(folder, "node_modules", name)) : ""
    return found !== "" || folder === path.dirname(folder) ? found : find(path.dirname(folder), name)
  }
  return find
}

/** Names below a folder, links with what they lead to, relative to `root`, and what is there; none where it is not there. */
export const namesBelow = (
  root: string,
  folder: string,
  around: ReadonlyArray<string> = []
): ReadonlyArray<string> => {
  const real = realPath(folder)
  if (!isThere(real) || around.includes(real)) return []
  const below = (name: string) =>
    namesBelow(root, path.join(real, name), [...around, real]).map((each) => path.join(name, each))
  const names = fs.readdirSync(real, { withFileTypes: true }).flatMap((entry) => {
    const { name } = entry
    if (!entry.isSymbolicLink()) return entry.isDirectory() ? [name, ...below(name)] : [name]
    const leadsTo = path.relative(root, realPath(path.join(real, name)))
    const isFolder = fs.statSync(path.join(real, name), { throwIfNoEntry: false })?.isDirectory() === true
    return [`${name} -> ${leadsTo}`, ...(isFolder ? below(name) : [])]
  })
  return names.sort()
}
