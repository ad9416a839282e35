/** Folders and files of the user that nodes read: hashed before keys are computed, left where they are. */
import * as fs from "node:fs"
import * as path from "node:path"
import { digestOf } from "../../format/digest.ts"
import { type Manifest, writeManifest } from "../../format/manifest.ts"
import { recordOf } from "../kind/files.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import { SourceUnreadable } from "./error.ts"
import type { LoadedStep } from "./loaded.ts"

const manifestOf = (store: Store, full: string): { readonly root: string; readonly manifest: Manifest } => {
  if (fs.statSync(full).isDirectory()) return { root: full, manifest: store.folderManifest(full, () => true) }
  const entry = { path: path.basename(full), ...store.fileDigest(full) }
  return { root: path.dirname(full), manifest: { entries: [entry] } }
}

/** Digest of the manifest of a folder or file. Throws the file system's error. */
export const sourceDigest = (store: Store, place: string): string =>
  digestOf(writeManifest(manifestOf(store, place).manifest))

/** The same; undefined for what cannot be read now, of which whoever needs it says more. */
export const sourceDigestIfThere = (store: Store, place: string): string | undefined => {
  try {
    return sourceDigest(store, place)
  } catch {
    return undefined
  }
}

/** Records of a step's sources by name, by reference to where they lie. Throws SourceUnreadable. */
export const sourceRecords = (store: Store, step: LoadedStep): Readonly<Record<string, OutputRecord>> =>
  Object.fromEntries(
    Object.entries(step.definition.sources).map(([name, locate]) => {
      const full = locate(step.params as never)
      try {
        const { root, manifest } = manifestOf(store, full)
        return [name, recordOf(store, "files", manifest, root)]
      } catch (cause) {
        const problem = cause instanceof Error ? cause.message : String(cause)
        throw new SourceUnreadable({ node: step.name, path: full, problem })
      }
    })
  )
