/** A readable copy of outputs outside the store: reflinks where the file system can, else copies, never hard links. */
import * as fs from "node:fs"
import * as path from "node:path"
import { atomicWrite } from "./atomic-write.ts"
import type { Digest } from "./digest.ts"
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

const readList = (folder: string): Listed => {
  const file = path.join(folder, listName)
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) as Listed : { files: {}, links: {} }
}

/**
 * Brings a folder to the given tree. With `prune`, files put there before and no longer in it are removed; what others
 * put there is left alone.
 */
export const materialize = (store: Store, folder: string, tree: Tree, options: { readonly prune: boolean }): void => {
  const before = readList(folder)
  const listed: Record<string, Listed["files"][string]> = {}
  const links = { ...tree.links }
  const remove = (name: string) => fs.rmSync(path.join(folder, name), { force: true })
  for (const [name, known] of Object.entries(before.files)) {
    if (name in tree.files) continue
    if (options.prune) remove(name)
    else listed[name] = known
  }
  for (const [name, to] of Object.entries(before.links)) {
    if (name in tree.links) continue
    if (options.prune) remove(name)
    else links[name] = to
  }
  for (const [name, digest] of Object.entries(tree.files)) {
    const target = path.join(folder, name)
    const known = before.files[name]
    const stat = fs.statSync(target, { throwIfNoEntry: false })
    if (known?.digest === digest && stat?.size === known.sizeBytes && stat.mtimeMs === known.mtimeMs) {
      listed[name] = known
      continue
    }
    fs.mkdirSync(path.dirname(target), { recursive: true })
    const staging = `${target}.${crypto.randomUUID()}.tmp`
    fs.copyFileSync(store.objectPath(digest), staging, fs.constants.COPYFILE_FICLONE)
    fs.chmodSync(staging, 0o644)
    fs.renameSync(staging, target)
    const { mtimeMs, size } = fs.statSync(target)
    listed[name] = { digest, sizeBytes: size, mtimeMs }
  }
  for (const [name, to] of Object.entries(tree.links)) {
    const target = path.join(folder, name)
    if (fs.lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() === true) remove(name)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.symlinkSync(to, target)
  }
  const list = JSON.stringify({ files: listed, links })
  const file = path.join(folder, listName)
  if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== list) atomicWrite(file, list)
}
