/** Sets of files as a Merkle manifest: stored by content, or left where the user keeps them and checked when read. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import { bytesOfEntry, type Manifest, type ManifestEntry, readManifest, writeManifest } from "../../format/manifest.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Ranges } from "../store/ranges.ts"
import type { Store } from "../store/store.ts"
import { openListed, readListed } from "../store/user-files.ts"
import type { ArtifactError, ItemKind } from "./artifact.ts"
import { checkEach, described, refuse } from "./check.ts"
import { readLines, saveLines } from "./json-lines.ts"
import { opening, saving } from "./storing.ts"

/** A set of files as a consumer sees it. Paths are relative, with "/" between folders. */
export interface Files<out Tag extends string = string> {
  readonly kind: Tag
  readonly entries: Effect.Effect<ReadonlyArray<ManifestEntry>, ArtifactError>
  /** The bytes of one file, checked against its digest. */
  readonly read: (path: string) => Effect.Effect<Uint8Array, ArtifactError>
  /** The same of a file with this digest, whatever it is called. */
  readonly readByDigest: (digest: string) => Effect.Effect<Uint8Array, ArtifactError>
  /** The same by ranges, so that a file of any size can be read; it is checked when it is opened. */
  readonly openByDigest: (digest: string) => Effect.Effect<Ranges, ArtifactError>
  /** Some of these files as a draft of another set, without copying any. */
  readonly pick: (paths: ReadonlyArray<string>) => Effect.Effect<PickedFiles, ArtifactError>
}

/** Files that stay where they are. */
export class PickedFiles {
  readonly entries: ReadonlyArray<ManifestEntry>
  readonly root: string | undefined
  constructor(entries: ReadonlyArray<ManifestEntry>, root: string | undefined) {
    this.entries = entries
    this.root = root
  }
}

/** Bytes or text by relative path, or files picked from another set. */
export type FilesDraft = Readonly<Record<string, Uint8Array | string>> | PickedFiles

const put = (store: Store, path: string, content: unknown): ManifestEntry => {
  if (path === "" || path.startsWith("/") || path.split("/").includes("..")) {
    refuse(`"${path}" is no relative path; give files plain names`)
  }
  if (typeof content === "string") return { path, ...store.putBytes(new TextEncoder().encode(content)) }
  if (content instanceof Uint8Array) return { path, ...store.putBytes(content) }
  return refuse(`file "${path}" is ${described(content)}, not text or a Uint8Array`)
}

const entriesOf = (store: Store, draft: FilesDraft): ReadonlyArray<ManifestEntry> => {
  if (draft instanceof PickedFiles) return draft.entries
  if (typeof draft !== "object" || draft === null || Array.isArray(draft) || ArrayBuffer.isView(draft)) {
    return refuse(`${described(draft)} given, text or bytes by file name expected`)
  }
  return Object.entries(draft).map(([path, content]) => put(store, path, content))
}

const rootOf = (draft: FilesDraft): string | undefined => draft instanceof PickedFiles ? draft.root : undefined

/** The record of a manifest; `root` is where files live that the store does not hold. */
export const recordOf = (store: Store, kind: string, manifest: Manifest, root?: string): OutputRecord => {
  const sorted = [...manifest.entries].sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
  return {
    kind,
    ...store.putBytes(writeManifest({ entries: sorted })),
    summary: `${sorted.length.toLocaleString("en")} files`,
    ...(root === undefined ? {} : { root })
  }
}

const openFiles = <Tag extends string>(tag: Tag, store: Store, record: OutputRecord): Files<Tag> => {
  const manifest = () => readManifest(store.readObject(record.digest))
  let byPath: ReadonlyMap<string, ManifestEntry> | undefined
  let byDigest: ReadonlyMap<string, ManifestEntry> | undefined
  const find = (path: string): ManifestEntry => {
    byPath ??= new Map(manifest().entries.map((entry) => [entry.path, entry]))
    const entry = byPath.get(path)
    if (entry === undefined) throw new RangeError(`the file set has no "${path}"`)
    return entry
  }
  const named = (digest: string): ManifestEntry => {
    byDigest ??= new Map(manifest().entries.map((entry) => [entry.digest, entry]))
    const entry = byDigest.get(digest)
    if (entry === undefined) throw new RangeError(`the file set has no file of digest ${digest}`)
    return entry
  }
  const bytesOf = (entry: ManifestEntry): Uint8Array =>
    record.root === undefined ? store.readObject(bytesOfEntry(entry)) : readListed(record.root, entry)
  const rangesOf = (entry: ManifestEntry): Ranges =>
    record.root === undefined ? store.openObject(bytesOfEntry(entry)) : openListed(record.root, entry)
  return {
    kind: tag,
    entries: opening(tag, () => manifest().entries),
    read: (path) => opening(tag, () => bytesOf(find(path))),
    readByDigest: (digest) => opening(tag, () => bytesOf(named(digest))),
    openByDigest: (digest) => opening(tag, () => rangesOf(named(digest))),
    pick: (paths) => opening(tag, () => new PickedFiles(paths.map(find), record.root))
  }
}

/** A kind of file sets. A mapped node returns some files per item, which are put together. */
export type FilesKind<Tag extends string> = ItemKind<Tag, Files<Tag>, FilesDraft, FilesDraft>

/** The files of a folder, copied into the store; links are followed. */
const takeFolder = async (store: Store, folder: string): Promise<PickedFiles> => {
  const take = (path: string) => {
    const staging = `${store.scratch()}/${crypto.randomUUID()}`
    fs.copyFileSync(`${folder}/${path}`, staging, fs.constants.COPYFILE_FICLONE)
    return store.putFile(staging)
  }
  const { entries } = store.folderManifest(folder, () => true)
  return new PickedFiles(entries.map(({ path }) => ({ path, ...take(path) })), undefined)
}

/** Items of equal keys make equal files, which are one. Throws a RangeError for other bytes of the same path. */
const once = (entries: ReadonlyArray<ManifestEntry>): ReadonlyArray<ManifestEntry> => {
  const known = new Map<string, ManifestEntry>()
  for (const entry of entries) {
    const twin = known.get(entry.path)
    if (twin !== undefined && twin.digest !== entry.digest) throw new RangeError(`two items made "${entry.path}"`)
    known.set(entry.path, entry)
  }
  return [...known.values()]
}

const filesAs = <const Tag extends string>(tag: Tag): FilesKind<Tag> => ({
  tag,
  extension: "",
  save: (store, draft) => saving(tag, () => recordOf(store, tag, { entries: entriesOf(store, draft) }, rootOf(draft))),
  open: (store, record) => openFiles(tag, store, record),
  items: {
    saveBatch: (store, drafts) =>
      saving(tag, () => saveLines(store, checkEach(drafts, (draft) => entriesOf(store, draft)))),
    gather: (store, parts) =>
      saving(
        tag,
        () => recordOf(store, tag, { entries: once(readLines(store, parts) as ReadonlyArray<ManifestEntry>) })
      )
  },
  file: { read: takeFolder, readItem: takeFolder }
})

/**
 * Any files, such as audio.
 *
 * @example
 * ```ts
 * import { files, Node } from "partita"
 * export const makeFiles = Node.fn({ outputs: { made: files }, run: () => ({ made: { "notes/a.txt": "text", "b.bin": new Uint8Array(4) } }) })
 * ```
 */
export const files = filesAs("files")
/**
 * A chart: its Vega-Lite spec, SVG and PNG, as files by name: `{ "map.svg": svg }`.
 *
 * @example
 * ```ts
 * import { figure, Node } from "partita"
 * export const makeFigure = Node.fn({ outputs: { made: figure }, run: () => ({ made: { "map.svg": "<svg/>" } }) })
 * ```
 */
export const figure = filesAs("figure")
/**
 * A report: HTML, Markdown and what they show, as files by name: `{ "report.html": html }`.
 *
 * @example
 * ```ts
 * import { document, Node } from "partita"
 * export const makeDocument = Node.fn({ outputs: { made: document }, run: () => ({ made: { "report.html": "<p>All is well.</p>" } }) })
 * ```
 */
export const document = filesAs("document")

/** The files of a set that have this extension, such as ".svg", as text by path. */
export const textsOf = Effect.fnUntraced(function*(files: Files, extension: string) {
  const paths = (yield* files.entries).map(({ path }) => path).filter((path) => path.endsWith(extension))
  const bytes = yield* Effect.forEach(paths, (path) => files.read(path))
  return new Map(paths.map((path, i) => [path, new TextDecoder().decode(bytes[i]!)]))
})
