/** Inputs read whole, for nodes that are plain functions. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { ManifestEntry } from "../../format/manifest.ts"
import type { Ranges } from "../store/ranges.ts"
import type { Files, PickedFiles } from "./files.ts"
import type { Json } from "./json.ts"
import type { Model } from "./model.ts"
import type { Table } from "./table.ts"
import type { Tensor } from "./tensor.ts"
import type { Vectors } from "./vectors.ts"

/** A file set for plain functions: what there is, and its bytes when asked for. */
export interface LoadedFiles {
  readonly entries: ReadonlyArray<ManifestEntry>
  /** The bytes of one file, checked against its digest. */
  readonly read: (path: string) => Promise<Uint8Array>
  /** The same of a file with this digest, whatever it is called. */
  readonly readByDigest: (digest: string) => Promise<Uint8Array>
  /** The same by ranges, for files of any size. */
  readonly openByDigest: (digest: string) => Promise<Ranges>
  /** Some of these files as a draft of another set, without copying any. */
  readonly pick: (paths: ReadonlyArray<string>) => Promise<PickedFiles>
}

/** What a handle holds: rows of a table, the value of a JSON artifact, the numbers of vectors and tensors. */
export type LoadedOf<Handle> = Handle extends Table<infer Row> ? ReadonlyArray<Row>
  : Handle extends Json<infer A> ? A
  : Handle extends { readonly load: Effect.Effect<infer A, unknown> } ? A
  : Handle extends Files ? LoadedFiles
  : Handle extends ReadonlyArray<infer Element> ? ReadonlyArray<LoadedOf<Element>>
  : Handle

/** Loaded inputs by name. */
export type LoadedInputs<Inputs> = { readonly [K in keyof Inputs]: LoadedOf<Inputs[K]> }

type AnyHandle =
  | Table<unknown>
  | Json<unknown>
  | Vectors<string>
  | Tensor<ReadonlyArray<string>>
  | Model<string, unknown>
  | Files

/** An item has no list of the files that it has by reference; asking for it throws what says so. */
const loadFiles = (handle: Files) =>
  Effect.map(Effect.exit(handle.entries), (entries): LoadedFiles => ({
    get entries() {
      if (Exit.isSuccess(entries)) return entries.value
      throw Cause.squash(entries.cause)
    },
    read: (path) => Effect.runPromise(handle.read(path)),
    readByDigest: (digest) => Effect.runPromise(handle.readByDigest(digest)),
    openByDigest: (digest) => Effect.runPromise(handle.openByDigest(digest)),
    pick: (paths) => Effect.runPromise(handle.pick(paths))
  }))

const isHandle = (value: unknown): value is AnyHandle => typeof value === "object" && value !== null && "kind" in value

const load = (handle: unknown): Effect.Effect<unknown, unknown> => {
  if (Array.isArray(handle)) return Effect.all(handle.map(load))
  if (!isHandle(handle)) return Effect.succeed(handle)
  if (known.has(handle)) return Effect.succeed(known.get(handle))
  return Effect.tap(read(handle), (loaded) => Effect.sync(() => known.set(handle, loaded)))
}

const read = (handle: AnyHandle): Effect.Effect<unknown, unknown> => {
  if ("rows" in handle) return handle.rows
  if ("value" in handle) return handle.value
  if ("load" in handle) return handle.load
  return "pick" in handle ? loadFiles(handle) : Effect.succeed(handle)
}

const known = /*#__PURE__*/ new WeakMap<object, unknown>() // a mapped node's items share their handles

/** Reads every handle whole; the same handle is read once. Fails with what reading fails with. */
export const loadInputs = (inputs: Readonly<Record<string, unknown>>): Effect.Effect<unknown, unknown> =>
  Effect.suspend(() =>
    Effect.all(Object.fromEntries(Object.entries(inputs).map(([name, handle]) => [name, load(handle)])))
  )
