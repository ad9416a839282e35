/** A readable copy of outputs outside the store: reflinks where the file system can, else copies, never hard links. */
import * as fs from "node:fs"
import * as path from "node:path"
import { type Digest, digestOf } from "../../format/digest.ts"
import { atomicWrite } from "./atomic-write.ts"
import { unlessGone } from "./file-error.ts"
import type { Store } from "./store.ts"

/** What belongs in the tree: objects by relative path, and links to folders of the user's. */
export interface Tree {
  readonly files: Readonly<Record<string, Digest>>
  readonly links: Readonly<Record<string, string>>
}

const listName = ".partita.json"

interface Listed {
  readonly files: Readonly<
    Record<string, { readonly digest: Digest; readonly sizeBytes: number; readonly mtimeMs: number }>
  >
  readonly links: Readonly<Record<string, string>>
}

const nothing: Listed = { files: {}, links: {} }

/** A list that is gone or torn only means that files are written again. */
const readList = (folder: string): Listed => {
  const text = unlessGone(() => fs.readFileSync(path.join(folder, listName), "utf8"))
  if (text === undefined) return nothing
  try {
    return JSON.parse(text) as Listed
  } catch (error) {
    if (error instanceof SyntaxError) return nothing
    throw error
  }
}

const assertInside = (name: string): void => {
  const normal = path.normalize(name)
  if (path.isAbsolute(normal) || normal.split(path.sep)[0] === "..") {
    throw new RangeError(
      `the output file "${name}" would lie outside the artifacts folder; give it a plain relative name`
    )
  }
}

/** Removes a file or link, and the folders that are empty without it. */
const remove = (folder: string, name: string): void => {
  fs.rmSync(path.join(folder, name), { force: true })
  for (let parent = path.dirname(name); parent !== "."; parent = path.dirname(parent)) {
    const left = unlessGone(() => fs.readdirSync(path.join(folder, parent)))
    if (left === undefined || left.length > 0) return
    fs.rmdirSync(path.join(folder, parent))
  }
}

/** Every folder on the way to a name, nearest last: what may not be a file or a link. */
const foldersOf = (name: string): ReadonlyArray<string> =>
  name.split("/").slice(0, -1).map((_, i, parts) => parts.slice(0, i + 1).join("/"))

const isUnchanged = (target: string, known: Listed["files"][string] | undefined, digest: Digest): boolean => {
  if (known?.digest !== digest) return false
  const stat = fs.statSync(target, { throwIfNoEntry: false })
  return stat?.size === known.sizeBytes && stat.mtimeMs === known.mtimeMs
}

const copy = (object: string, target: string): void => {
  fs.mkdirSync(path.dirname(target), { recursive: true })
  const staging = `${target}.${crypto.randomUUID()}.tmp`
  fs.copyFileSync(object, staging, fs.constants.COPYFILE_FICLONE)
  fs.chmodSync(staging, 0o644)
  fs.renameSync(staging, target)
}

const link = (folder: string, name: string, to: string): void => {
  const target = path.join(folder, name)
  if (fs.lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    if (fs.readlinkSync(target) === to) return
    fs.rmSync(target)
  }
  fs.mkdirSync(path.dirname(target), { recursive: true })
  fs.symlinkSync(to, target)
}

/** Digest of the list of what was laid out in a folder; undefined when nothing was. */
export const listDigest = (folder: string): Digest | undefined => {
  const text = unlessGone(() => fs.readFileSync(path.join(folder, listName), "utf8"))
  return text === undefined ? undefined : digestOf(text)
}

/** Whether a folder still has the list with this digest, and every file on it is as it was laid out. */
export const isUntouched = (folder: string, digest: Digest): boolean => {
  if (listDigest(folder) !== digest) return false
  const { files, links } = readList(folder)
  return Object.keys(links).every((name) => fs.existsSync(path.join(folder, name))) &&
    Object.entries(files).every(([name, known]) => isUnchanged(`${folder}/${name}`, known, known.digest))
}

/** Whether the folder already is exactly this tree: the case of every null run, told by one stat per file. */
const isCurrent = (folder: string, tree: Tree, before: Listed): boolean => {
  const files = Object.entries(tree.files)
  const links = Object.entries(tree.links)
  return files.length === Object.keys(before.files).length && links.length === Object.keys(before.links).length &&
    links.every(([name, to]) => before.links[name] === to && fs.existsSync(path.join(folder, name))) &&
    files.every(([name, digest]) => isUnchanged(`${folder}/${name}`, before.files[name], digest))
}

/**
 * Brings a folder to the given tree. With `prune`, files put there before and no longer in it are removed; what others
 * put there is left alone.
 *
 * Failure: a RangeError for a name that leads out of the folder; the file system's error when something is in the way.
 */
export const materialize = (store: Store, folder: string, tree: Tree, options: { readonly prune: boolean }): void => {
  const before = readList(folder)
  if (isCurrent(folder, tree, before)) return
  const names = [...Object.keys(tree.files), ...Object.keys(tree.links)]
  names.forEach(assertInside)
  const files: Record<string, Listed["files"][string]> = {}
  const links: Record<string, string> = {}
  // A link left where a folder is due would lead the copies into the user's own folder.
  const wanted = new Set(names)
  const due = new Set([...names, ...names.flatMap(foldersOf)])
  const isKept = (name: string) => !options.prune && !due.has(name) && !foldersOf(name).some((each) => wanted.has(each))
  for (const [name, known] of Object.entries(before.files)) {
    if (name in tree.files) continue
    if (isKept(name)) files[name] = known
    else remove(folder, name)
  }
  for (const [name, to] of Object.entries(before.links)) {
    if (name in tree.links) continue
    if (isKept(name)) links[name] = to
    else remove(folder, name)
  }
  for (const [name, digest] of Object.entries(tree.files)) {
    const target = path.join(folder, name)
    const known = before.files[name]
    if (!isUnchanged(target, known, digest)) copy(store.objectPath(digest), target)
    const { mtimeMs, size } = fs.statSync(target)
    files[name] = { digest, sizeBytes: size, mtimeMs }
  }
  for (const [name, to] of Object.entries(tree.links)) link(folder, name, links[name] = to)
  const list = JSON.stringify({ files, links } satisfies Listed)
  const file = path.join(folder, listName)
  if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== list) atomicWrite(file, list, { fsync: false })
}
