/** What is kept of a pipeline's compiled code, and who may ask for it without compiling anything. */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { fieldsOf, isDigest, isText, listOf, structOf } from "../store/shape.ts"
import type { Store } from "../store/store.ts"
import { isFingerprint } from "./fingerprint-record.ts"
import type { Fingerprint } from "./fingerprint.ts"
import type { ServiceCode } from "./layer.ts"
import type { Project } from "./project.ts"
import type { Resolution } from "./resolution.ts"

/**
 * `entry` is the compiled module; `nodes` maps node names to their file and fingerprint, and to those of the modules they
 * import by name.
 */
export interface PipelineCode {
  readonly entry: string
  /** Where code is loaded by a computed name, which no key holds, as file:line. */
  readonly computed: ReadonlyArray<string>
  /** Digests of files that keys hold and the compiled module does not, as a step loads them where they lie. */
  readonly required: Readonly<Record<string, string>>
  readonly nodes: Readonly<Record<string, NodeCode>>
}

/** What a thread has loaded once it has run steps: equal texts, equal code. */
export const executedCode = ({ entry, required }: PipelineCode): string => canonicalJson([entry, required])

/** The code of one node. */
export interface NodeCode {
  readonly file: string
  readonly fingerprint: Fingerprint
  readonly modules: Readonly<Record<string, Fingerprint>>
  /** The pipeline's layers that the node may ask for a service. */
  readonly services: Readonly<Record<string, ServiceCode>>
}

/** What is kept of a compilation: what it is made of, and what decides that it still stands. */
export interface CodeCache extends PipelineCode, Omit<Resolution, "settings"> {
  readonly version: typeof recordVersion
  /** The folder of libraries that it imports, below the project's bundles. */
  readonly libraries: string
  readonly sources: Readonly<Record<string, string>>
}

/** In the folder's name too, so that no record of another version is read. */
export const recordVersion = 6

const recordFolder = `code/compiled-${recordVersion}`

/** The file of a pipeline's record, in the cache. */
export const cacheName = (name: string): string => `${recordFolder}/${name.replaceAll("/", "--")}.json`

/** Whether a value read from a file is such a record. */
export const isCodeCache = structOf<CodeCache>({
  version: (value) => value === recordVersion,
  entry: isText,
  computed: listOf(isText),
  required: fieldsOf(isDigest),
  libraries: isText,
  sources: fieldsOf(isDigest),
  absent: listOf(isText),
  folders: fieldsOf(isText),
  links: fieldsOf(isText),
  places: fieldsOf(fieldsOf(isText)),
  nodes: fieldsOf(structOf<NodeCode>({
    file: isText,
    fingerprint: isFingerprint,
    modules: fieldsOf(isFingerprint),
    services: fieldsOf(structOf<ServiceCode>({ file: isText, fingerprint: isFingerprint }))
  }))
})

/** Names of the folders that a pipeline is run from: its own, and that of its libraries. */
export const foldersOf = ({ entry, libraries }: CodeCache): ReadonlyArray<string> => [
  path.basename(path.dirname(entry)),
  libraries
]

/** Folders of compiled code, by their names, that a cache's pipelines are run from as they stand. */
export const bundlesInUse = (store: Store): ReadonlySet<string> => {
  const folder = path.join(store.root, recordFolder)
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith(".json")) : []
  const known = names.flatMap((name) => store.files.read(`${recordFolder}/${name}`, isCodeCache) ?? [])
  return new Set(known.flatMap(foldersOf))
}

/** Where compiled code comes from, by absolute paths; a pattern of an import means the names below a folder. */
export interface CodePlaces {
  readonly files: ReadonlyArray<string>
  /** Files that are not there and would be taken if they were. */
  readonly absent: ReadonlyArray<string>
  readonly folders: ReadonlyArray<string>
}

/** The places whose change may make other code of a pipeline; none where it was never compiled. */
export const codePlaces = ({ root }: Project, store: Store, name: string): CodePlaces => {
  const known = store.files.read(cacheName(name), isCodeCache)
  if (known === undefined) return { files: [], absent: [], folders: [] }
  const { absent, folders, links, places, sources } = known
  const inRoot = (file: string) => path.join(root, file)
  const packages = Object.values(places).flatMap((found) => Object.values(found)).filter((place) => place !== "")
  return {
    files: [...new Set([...Object.keys(sources), ...Object.entries(links).flat(), ...packages])].map(inRoot),
    absent: absent.map(inRoot),
    folders: Object.keys(folders).map(inRoot)
  }
}
