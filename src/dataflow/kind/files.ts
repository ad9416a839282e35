/** Sets of files as a Merkle manifest: stored by content, or left where the user keeps them and checked when read. */
import * as Effect from "effect/Effect"
import { type Manifest, type ManifestEntry, readManifest, writeManifest } from "../../format/manifest.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, Kind } from "./artifact.ts"
import { lineItems } from "./json-lines.ts"
import { opening, saving } from "./storing.ts"

/** A set of files as a consumer sees it. Paths are relative, with "/" between folders. */
export interface Files<out Tag extends string = string> {
  readonly kind: Tag
  readonly entries: Effect.Effect<ReadonlyArray<ManifestEntry>, ArtifactError>
  /** The bytes of one file, checked against its digest. */
  readonly read: (path: string) => Effect.Effect<Uint8Array, ArtifactError>
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

const put = (store: Store, path: string, content: Uint8Array | string): ManifestEntry => ({
  path,
  ...store.putBytes(typeof content === "string" ? new TextEncoder().encode(content) : content)
})

const entriesOf = (store: Store, draft: FilesDraft): ReadonlyArray<ManifestEntry> =>
  draft instanceof PickedFiles
    ? draft.entries
    : Object.entries(draft).map(([path, content]) => put(store, path, content))

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
  const find = (path: string): ManifestEntry => {
    byPath ??= new Map(manifest().entries.map((entry) => [entry.path, entry]))
    const entry = byPath.get(path)
    if (entry === undefined) throw new RangeError(`the file set has no "${path}"`)
    return entry
  }
  return {
    kind: tag,
    entries: opening(tag, () => manifest().entries),
    read: (path) =>
      opening(tag, () => {
        const entry = find(path)
        return record.root === undefined ? store.readObject(entry.digest) : store.readExternal(record.root, entry)
      }),
    pick: (paths) => opening(tag, () => new PickedFiles(paths.map(find), record.root))
  }
}

const filesAs = <const Tag extends string>(tag: Tag): Kind<Tag, Files<Tag>, FilesDraft, FilesDraft> => ({
  tag,
  extension: "",
  save: (store, draft) => saving(tag, () => recordOf(store, tag, { entries: entriesOf(store, draft) }, rootOf(draft))),
  open: (store, record) => openFiles(tag, store, record),
  items: lineItems<FilesDraft>(
    tag,
    (draft, store) => entriesOf(store, draft),
    (store, lines) => saving(tag, () => recordOf(store, tag, { entries: lines as ReadonlyArray<ManifestEntry> }))
  )
})

/** Any files, such as audio. */
export const files = filesAs("files")
/** A chart: its Vega-Lite spec, SVG and PNG. */
export const figure = filesAs("figure")
/** A report: HTML, Markdown and what they show. */
export const document = filesAs("document")

/** The files of a set that have this extension, such as ".svg", as text by path. */
export const textsOf = Effect.fnUntraced(function*(files: Files, extension: string) {
  const paths = (yield* files.entries).map(({ path }) => path).filter((path) => path.endsWith(extension))
  const bytes = yield* Effect.forEach(paths, (path) => files.read(path))
  return new Map(paths.map((path, i) => [path, new TextDecoder().decode(bytes[i]!)]))
})
