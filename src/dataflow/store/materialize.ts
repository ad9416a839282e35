/**
 * A readable copy of outputs outside the store: reflinks where the file system can, else copies, never hard links.
 * Names come from manifests, which may be anybody's, so that nothing is written or removed through a link.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { type Digest, digestOf } from "../../format/digest.ts"
import { foldersOf, pathsProblem } from "../../format/manifest.ts"
import { ArtifactRefused, ObjectLost } from "./error.ts"
import { unlessGone } from "./file-error.ts"
import { sealed } from "./seal.ts"
import { fieldsOf, isDigest, isFinite, isText, optional, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"
import type { Store } from "./store.ts"

/**
 * What belongs in the tree: objects by relative path, and links to folders of the user's. `source` is the data it is about
 * where that was asked for, `steps` are the keys of the actions it shows. `joined` tells of files that the store has in chunks
 * where each lies as one, if it is due: `filesDue`.
 */
export interface Tree {
  readonly files: Readonly<Record<string, Digest>>
  readonly joined?: Readonly<Record<string, string | undefined>>
  readonly links: Readonly<Record<string, string>>
  readonly source?: string
  readonly steps?: Readonly<Record<string, string>>
}

const listName = ".partita.json"

interface Listed {
  readonly files: Readonly<
    Record<string, { readonly digest: Digest; readonly sizeBytes: number; readonly mtimeMs: number }>
  >
  readonly links: Readonly<Record<string, string>>
  readonly source?: string
  readonly steps?: Readonly<Record<string, string>>
}

const isListed = structOf<Listed>({
  files: fieldsOf(structOf<Listed["files"][string]>({ digest: isDigest, sizeBytes: isFinite, mtimeMs: isFinite })),
  links: fieldsOf(isText),
  source: optional(isText),
  steps: optional(fieldsOf(isDigest))
})

const nothing: Listed = { files: {}, links: {} }

const sealName = (folder: string): string => `${path.basename(folder)}/${listName}`

/** A list that is gone or damaged only means that files are written again. */
const readList = (files: SmallFiles, folder: string): Listed =>
  files.read(sealName(folder), isListed, path.join(folder, listName)) ?? nothing

/** What a folder was laid out with: the data it is about and the keys of its actions; undefined when nothing was. */
export const laidOutIn = (files: SmallFiles, folder: string): Pick<Tree, "source" | "steps"> | undefined =>
  files.read(sealName(folder), isListed, path.join(folder, listName))

const namesOf = (
  { files, links }: Listed | Tree
): ReadonlyArray<string> => [...Object.keys(files), ...Object.keys(links)]

const lstat = (file: string) => fs.lstatSync(file, { throwIfNoEntry: false })

/** The first of a name's folders that is not a folder but a link or a file, through which nothing may be reached. */
const obstacle = (folder: string, name: string): string | undefined =>
  foldersOf(name).find((each) => lstat(path.join(folder, each))?.isDirectory() === false)

/** Removes a file or link put there before, and the folders that are empty without it. */
const remove = (folder: string, name: string): void => {
  if (obstacle(folder, name) !== undefined) return // not where it was put: it lies behind somebody's link
  if (lstat(path.join(folder, name))?.isDirectory() === true) return
  fs.rmSync(path.join(folder, name), { force: true })
  for (const parent of foldersOf(name).toReversed()) {
    const left = unlessGone(() => fs.readdirSync(path.join(folder, parent)))
    if (left === undefined || left.length > 0) return
    fs.rmdirSync(path.join(folder, parent))
  }
}

const isUnchanged = (target: string, known: Listed["files"][string] | undefined, digest: Digest): boolean => {
  if (known?.digest !== digest) return false
  const stat = fs.statSync(target, { throwIfNoEntry: false })
  return stat?.size === known.sizeBytes && stat.mtimeMs === known.mtimeMs
}

/** Makes the folders of a name, refusing to pass through a link and to replace what was not laid out here. */
const clearWay = (folder: string, name: string): void => {
  const blocked = obstacle(folder, name)
  if (blocked !== undefined) {
    throw new ArtifactRefused({ folder, problem: `"${name}" would lie behind "${blocked}", which is no folder` })
  }
  if (lstat(path.join(folder, name))?.isDirectory() === true) {
    throw new ArtifactRefused({ folder, problem: `a folder lies where "${name}" is due` })
  }
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
}

interface Copied {
  readonly name: string
  readonly digest: Digest
  readonly tree: Tree
}

const copy = (store: Store, folder: string, { digest, name, tree: { joined = {} } }: Copied): void => {
  clearWay(folder, name)
  const target = path.join(folder, name)
  const staging = `${target}.${crypto.randomUUID()}.tmp`
  try {
    if (!Object.hasOwn(joined, name)) store.copyObject(digest, staging)
    else if (joined[name] !== undefined) fs.copyFileSync(joined[name], staging, fs.constants.COPYFILE_FICLONE)
    else throw new ArtifactRefused({ folder, problem: `"${name}" was altered while outputs were laid out` })
    fs.chmodSync(staging, 0o644)
    fs.renameSync(staging, target)
  } finally {
    fs.rmSync(staging, { force: true })
  }
}

/** When one object is lost the others are read too, so that all that is lost is known, and made anew, at once. */
const copyOrProveAll = (
  store: Store,
  folder: string,
  copied: Copied
): void => {
  try {
    copy(store, folder, copied)
  } catch (error) {
    if (error instanceof ObjectLost) { for (const each of Object.values(copied.tree.files)) store.prove(each) }
    throw error
  }
}

const link = (folder: string, name: string, to: string): void => {
  clearWay(folder, name)
  const target = path.join(folder, name)
  const there = lstat(target)
  if (there?.isSymbolicLink() === true) {
    if (fs.readlinkSync(target) === to) return
    fs.rmSync(target)
  } else if (there !== undefined) {
    throw new ArtifactRefused({ folder, problem: `a file lies where the link "${name}" is due` })
  }
  fs.symlinkSync(to, target)
}

/** Digest of the list of what was laid out in a folder; undefined when nothing was. */
export const listDigest = (folder: string): Digest | undefined => {
  if (lstat(path.join(folder, listName))?.isFile() !== true) return undefined
  const text = unlessGone(() => fs.readFileSync(path.join(folder, listName), "utf8"))
  return text === undefined ? undefined : digestOf(text)
}

/** Whether a folder still has the list with this digest, and every file on it is as it was laid out. */
export const isUntouched = (store: Store, folder: string, digest: Digest): boolean => {
  if (listDigest(folder) !== digest) return false
  const { files, links } = readList(store.outside, folder)
  return Object.keys(links).every((name) => fs.existsSync(path.join(folder, name))) &&
    Object.entries(files).every(([name, known]) => isUnchanged(`${folder}/${name}`, known, known.digest))
}

const isSameAction = (before: Listed, { source, steps = {} }: Tree): boolean => {
  const known = before.steps ?? {}
  const names = Object.keys(steps)
  return before.source === source && names.length === Object.keys(known).length &&
    names.every((name) => known[name] === steps[name])
}

/** Whether the folder already is exactly this tree: the case of every null run, told by one stat per file. */
const isCurrent = (folder: string, tree: Tree, before: Listed): boolean => {
  const files = Object.entries(tree.files)
  const links = Object.entries(tree.links)
  return isSameAction(before, tree) && files.length === Object.keys(before.files).length &&
    links.length === Object.keys(before.links).length &&
    links.every(([name, to]) => before.links[name] === to && fs.existsSync(path.join(folder, name))) &&
    files.every(([name, digest]) => isUnchanged(`${folder}/${name}`, before.files[name], digest))
}

/** Names of files that are not laid out in a folder as a tree has them. */
export const filesDue = (store: Store, folder: string, { files }: Tree): ReadonlyArray<string> => {
  const before = readList(store.outside, folder)
  return Object.entries(files).flatMap(([name, digest]) =>
    obstacle(folder, name) === undefined && isUnchanged(path.join(folder, name), before.files[name], digest)
      ? []
      : [name]
  )
}

/**
 * Names in a folder that a tree would replace or remove though they are not as they were laid out there: files of the
 * user's, or edited ones. What holds the right bytes already is not in the way.
 */
export const inTheWay = (store: Store, folder: string, tree: Pick<Tree, "files" | "links">): ReadonlyArray<string> => {
  const before = readList(store.outside, folder)
  const names = [...new Set([...namesOf(before), ...namesOf(tree)])]
  if (pathsProblem(names) !== undefined) return [] // refused as a whole, or listed by nobody who could be trusted
  const isRight = (name: string, target: string): boolean => {
    const known = before.files[name]
    if (known !== undefined && isUnchanged(target, known, known.digest)) return true
    return tree.files[name] !== undefined && store.fileDigest(target).digest === tree.files[name]
  }
  return names.filter((name) => {
    const target = path.join(folder, name)
    const there = obstacle(folder, name) === undefined ? lstat(target) : undefined
    if (there === undefined || there.isDirectory()) return false // a folder is refused as such
    if (there.isSymbolicLink()) return ![before.links[name], tree.links[name]].includes(fs.readlinkSync(target))
    return !there.isFile() || !isRight(name, target)
  }).sort()
}

/**
 * Brings a folder to the given tree. Files put there before and no longer in it are removed; what others put there is left
 * alone.
 *
 * Failure: ArtifactRefused for names that lead out of the folder or lie below one another, before anything is written, and
 * when something is in the way of one; ObjectLost for an object that is gone or altered.
 */
export const materialize = (store: Store, folder: string, tree: Tree): void => {
  const listed = readList(store.outside, folder)
  if (isCurrent(folder, tree, listed)) return
  const before = pathsProblem(namesOf(listed)) === undefined ? listed : nothing
  const names = namesOf(tree)
  const problem = pathsProblem([...names, listName])
  if (problem !== undefined) throw new ArtifactRefused({ folder, problem })
  const files = Object.create(null) as Record<string, Listed["files"][string]> // a file may be called __proto__
  const links = Object.create(null) as Record<string, string>
  // first of all: a link left where a folder is due would lead the copies into the user's own folder
  for (const name of Object.keys(before.files)) if (!Object.hasOwn(tree.files, name)) remove(folder, name)
  for (const name of Object.keys(before.links)) if (!Object.hasOwn(tree.links, name)) remove(folder, name)
  for (const [name, digest] of Object.entries(tree.files)) {
    const target = path.join(folder, name)
    const known = before.files[name]
    if (obstacle(folder, name) !== undefined || !isUnchanged(target, known, digest)) {
      copyOrProveAll(store, folder, { name, digest, tree })
    }
    const { mtimeMs, size } = fs.statSync(target)
    files[name] = { digest, sizeBytes: size, mtimeMs }
  }
  for (const [name, to] of Object.entries(tree.links)) link(folder, name, links[name] = to)
  const file = path.join(folder, listName)
  const { source, steps } = tree
  const about = { ...(source === undefined ? {} : { source }), ...(steps === undefined ? {} : { steps }) }
  const list: Listed = { files, links, ...about }
  const text = unlessGone(() => lstat(file)?.isFile() === true ? fs.readFileSync(file, "utf8") : undefined)
  if (text !== sealed(sealName(folder), list)) store.outside.write(sealName(folder), list, { fsync: false }, file)
}
