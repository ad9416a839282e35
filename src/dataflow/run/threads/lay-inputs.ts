/** Lays artifacts out as files that other programs can read: links named after inputs, to objects and to users' files. */
import * as fs from "node:fs"
import * as path from "node:path"
import { bytesOfName } from "../../../format/file-name.ts"
import { bytesOfEntry, type ManifestEntry, readManifest } from "../../../format/manifest.ts"
import type { AnyStep } from "../../dsl/node.ts"
import type { OutputRecord } from "../../store/action.ts"
import { rowFile } from "../../store/chunks.ts"
import { FileChanged } from "../../store/error.ts"
import type { Store } from "../../store/store.ts"
import { readListed } from "../../store/user-files.ts"
import { inputsOf, type LooseKind } from "./inputs.ts"

const linkEntry = (store: Store, root: string | undefined, entry: ManifestEntry, target: string): void => {
  fs.mkdirSync(path.dirname(target), { recursive: true })
  if (root === undefined) {
    store.verify(bytesOfEntry(entry))
    return fs.symlinkSync(store.objectPath(bytesOfEntry(entry)), target)
  }
  const plain = path.resolve(root, entry.path) // a relative link would lead elsewhere
  if (entry.path.includes("%")) { // a name that may not be UTF-8: checked by reading, linked by its bytes
    readListed(root, entry)
    const exact = Buffer.concat([Buffer.from(`${path.resolve(root)}/`), bytesOfName(entry.path)])
    return fs.symlinkSync(fs.existsSync(exact) ? exact : plain, target)
  }
  if (!fs.existsSync(plain) || store.fileDigest(plain).digest !== bytesOfEntry(entry)) {
    throw new FileChanged({ path: plain })
  }
  fs.symlinkSync(plain, target)
}

/** The inputs an item has by reference, and the texts in its key, digests and names of files among them. */
export interface Keyed {
  readonly inputs: ReadonlyArray<string>
  readonly texts: ReadonlySet<string>
}

/** What a program is told of its inputs, before any is laid. */
interface Laying {
  readonly keyed: Keyed | undefined
  readonly words: ReadonlyArray<string>
}

/** A file set as a folder of links, made once per thread however many items read it. */
const folderOf = (store: Store, record: OutputRecord): string => {
  const folder = path.join(store.scratch(), "laid", record.digest)
  if (fs.existsSync(folder)) return folder
  const staging = `${folder}.${crypto.randomUUID()}`
  layEntries(store, record, staging)
  fs.renameSync(staging, folder)
  return folder
}

/**
 * The files of a set that an item has by reference. One is called by its name where its key or the command line, which was
 * made of its key, has that name, and else by its digest: a name that is not in the key decides nothing.
 */
const layKeyed = (
  store: Store,
  record: OutputRecord,
  { folder, isNamed, keyed }: {
    readonly folder: string
    readonly isNamed: (path: string) => boolean
    readonly keyed: Keyed
  }
): void => {
  fs.mkdirSync(folder, { recursive: true })
  const { entries } = readManifest(store.readObject(record.digest))
  const byDigest = Map.groupBy(entries.filter(({ digest }) => keyed.texts.has(digest)), ({ digest }) => digest)
  for (const [digest, twins] of byDigest) {
    const named = twins.filter(({ path: name }) => isNamed(name))
    for (const entry of named) linkEntry(store, record.root, entry, path.join(folder, entry.path))
    if (named.length === 0) linkEntry(store, record.root, twins[0]!, path.join(folder, digest))
  }
}

const layEntries = (
  store: Store,
  record: OutputRecord,
  folder: string
): void => {
  fs.mkdirSync(folder, { recursive: true })
  for (const entry of readManifest(store.readObject(record.digest)).entries) {
    linkEntry(store, record.root, entry, path.join(folder, entry.path))
  }
}

const placeOf = (kind: LooseKind, input: string): string => `inputs/${input}${kind.extension}`

/** Where every input will lie, lists for `many`, undefined for optional ones that are not wired. */
export const inputPlaces = (
  step: AnyStep,
  records: Readonly<Record<string, OutputRecord>>
): Readonly<Record<string, unknown>> => inputsOf(step, records, (kind, _record, input) => placeOf(kind, input))

/**
 * Lays every input in its place below `folder`. Of file sets that an item has by reference only files in its key are
 * there. Rejects with ObjectLost, or FileChanged for a user's file that is another one by now.
 */
export const layInputs = async (
  store: Store,
  step: AnyStep,
  records: Readonly<Record<string, OutputRecord>>,
  folder: string,
  { keyed, words }: Laying
): Promise<void> => {
  fs.mkdirSync(path.join(folder, "inputs"), { recursive: true })
  const tables: Array<readonly [digest: string, target: string]> = []
  inputsOf(step, records, (kind, record, input) => {
    const place = placeOf(kind, input)
    if (kind.extension === "" && keyed?.inputs.includes(input)) {
      const isNamed = (name: string) => keyed.texts.has(name) || words.some((word) => word.includes(`${place}/${name}`))
      layKeyed(store, record, { folder: path.join(folder, place), isNamed, keyed })
    } else if (kind.extension === "") fs.symlinkSync(folderOf(store, record), path.join(folder, place))
    else if (kind.extension === ".parquet") tables.push([record.digest, path.join(folder, place)])
    else {
      store.verify(record.digest)
      fs.symlinkSync(store.objectPath(record.digest), path.join(folder, place))
    }
  })
  for (const [digest, target] of tables) fs.symlinkSync(await rowFile(store, digest), target)
}
