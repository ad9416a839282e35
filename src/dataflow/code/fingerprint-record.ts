/** What fingerprints were made of, kept beside the cache. */
import { fieldsOf, isAnything, isText, listOf, structOf } from "../store/shape.ts"
import type { SmallFiles } from "../store/small-files.ts"
import type { Fingerprint } from "./fingerprint.ts"

const isFingerprint = structOf<Fingerprint>({
  hash: isText,
  parts: isAnything,
  order: listOf(isText),
  packages: fieldsOf(isText),
  assets: fieldsOf(isText)
})

const fingerprintName = (hash: string): string => `code/fingerprints/${hash}.json`

/** Keeps a fingerprint's parts, so that a later change of it can be named by file and symbol. */
export const rememberFingerprint = (files: SmallFiles, fingerprint: Fingerprint): void => {
  const name = fingerprintName(fingerprint.hash)
  if (files.read(name, isFingerprint) !== undefined) return
  files.spare("a fingerprint", () => files.write(name, fingerprint, { fsync: false }))
}

/** The parts of a fingerprint that was met before, on this cache. */
export const recallFingerprint = (files: SmallFiles, hash: string): Fingerprint | undefined =>
  files.read(fingerprintName(hash), isFingerprint)
