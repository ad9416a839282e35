/** What fingerprints were made of, kept beside the cache. */
import { fieldsOf, isText, listOf, structOf } from "../store/shape.ts"
import type { SmallFiles } from "../store/small-files.ts"
import type { Fingerprint } from "./fingerprint.ts"

/** What is kept of a fingerprint. */
export type KnownFingerprint = Omit<Fingerprint, "services">

const known = {
  hash: isText,
  parts: fieldsOf(isText),
  order: listOf(isText),
  packages: fieldsOf(isText),
  assets: fieldsOf(isText)
}

const isKnown = structOf<KnownFingerprint>(known)

/** Whether a value read from a file is a whole fingerprint. */
export const isFingerprint = structOf<Fingerprint>({ ...known, services: fieldsOf(isText) })

const fingerprintName = (hash: string): string => `code/parts/${hash}.json`

/** Keeps a fingerprint's parts, so that a later change of it can be named by file and symbol. */
export const rememberFingerprint = (files: SmallFiles, fingerprint: KnownFingerprint): void => {
  const { assets, hash, order, packages, parts } = fingerprint
  const kept: KnownFingerprint = { hash, parts, order, packages, assets }
  const name = fingerprintName(hash)
  if (files.read(name, isKnown) !== undefined) return
  files.spare("a fingerprint", () => files.write(name, kept, { fsync: false }))
}

/** The parts of a fingerprint that was met before, on this cache. */
export const recallFingerprint = (files: SmallFiles, hash: string): KnownFingerprint | undefined =>
  files.read(fingerprintName(hash), isKnown)
