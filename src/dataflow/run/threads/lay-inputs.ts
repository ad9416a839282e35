/** Lays artifacts out as files that other programs can read: links named after inputs, to objects and to users' files. */
import * as fs from "node:fs"
import * as path from "node:path"
import { type ManifestEntry, readManifest } from "../../../format/manifest.ts"
import type { AnyStep } from "../../dsl/node.ts"
import type { OutputRecord } from "../../store/action.ts"
import { FileChanged } from "../../store/error.ts"
import { bytesOfName } from "../../store/folder.ts"
import type { Store } from "../../store/store.ts"
import { inputsOf } from "./inputs.ts"

const linkEntry = (store: Store, root: string | undefined, entry: ManifestEntry, target: string): void => {
  fs.mkdirSync(path.dirname(target), { recursive: true })
  if (root === undefined) {
    store.verify(entry.digest)
    return fs.symlinkSync(store.objectPath(entry.digest), target)
  }
  const plain = path.join(root, entry.path)
  if (entry.path.includes("%")) { // a name that may not be UTF-8: checked by reading, linked by its bytes
    store.readExternal(root, entry)
    const exact = Buffer.concat([Buffer.from(`${root}/`), bytesOfName(entry.path)])
    return fs.symlinkSync(fs.existsSync(exact) ? exact : plain, target)
  }
  if (!fs.existsSync(plain) || store.fileDigest(plain).digest !== entry.digest) throw new FileChanged({ path: plain })
  fs.symlinkSync(plain, target)
}

/** The inputs an item has by reference, and the digests in its key. */
export interface Keyed {
  readonly inputs: ReadonlyArray<string>
  readonly digests: ReadonlySet<string>
}

/** A file set as a folder of links, made once per thread however many items read it. */
const folderOf = (store: Store, record: OutputRecord): string => {
  const folder = path.join(store.scratch(), "laid", record.digest)
  if (fs.existsSync(folder)) return folder
  const staging = `${folder}.${crypto.randomUUID()}`
  layEntries(store, record, staging, () => true)
  fs.renameSync(staging, folder)
  return folder
}

const layEntries = (
  store: Store,
  record: OutputRecord,
  folder: string,
  isLaid: (entry: ManifestEntry) => boolean
): void => {
  fs.mkdirSync(folder, { recursive: true })
  for (const entry of readManifest(store.readObject(record.digest)).entries.filter(isLaid)) {
    linkEntry(store, record.root, entry, path.join(folder, entry.path))
  }
}

/**
 * Lays every input below `folder`/inputs and returns the paths relative to `folder`, lists for `many`, undefined for
 * optional ones that are not wired. Of file sets that an item has by reference only files in its key are there. Throws ObjectLost, or FileChanged for a user's file that is another one by now.
 */
export const layInputs = (
  store: Store,
  step: AnyStep,
  records: Readonly<Record<string, OutputRecord>>,
  folder: string,
  keyed: Keyed = { inputs: [], digests: new Set() }
): Readonly<Record<string, unknown>> => {
  fs.mkdirSync(path.join(folder, "inputs"), { recursive: true })
  return inputsOf(step, records, (kind, record, input) => {
    const place = `inputs/${input}${kind.extension}`
    if (kind.extension === "" && keyed.inputs.includes(input)) {
      layEntries(store, record, path.join(folder, place), ({ digest }) => keyed.digests.has(digest))
    } else if (kind.extension === "") fs.symlinkSync(folderOf(store, record), path.join(folder, place))
    else {
      store.verify(record.digest)
      fs.symlinkSync(store.objectPath(record.digest), path.join(folder, place))
    }
    return place
  })
}
