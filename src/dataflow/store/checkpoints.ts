/** The saved states of long nodes, by action key: 32 digits of a seal, then the state. */
import * as fs from "node:fs"
import * as path from "node:path"
import { atomicWrite } from "./atomic-write.ts"
import { isFileError } from "./file-error.ts"
import { sealDigits, type Sealing, sealProblem } from "./seal.ts"
import type { SmallFiles } from "./small-files.ts"

const nameOf = (key: string): string => `checkpoints/${key}`

const named = (key: string, state: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(`${key}\n`), state])

/** What is wrong with a saved state; undefined when nothing is. */
export const checkpointProblem = (key: string, bytes: Uint8Array, sealing: Sealing): string | undefined => {
  const seal = Buffer.from(bytes.subarray(0, sealDigits)).toString("latin1")
  return sealProblem(named(key, bytes.subarray(sealDigits)), seal, sealing)
}

const readBytes = (file: string): Uint8Array | undefined => {
  try {
    return fs.readFileSync(file)
  } catch (error) {
    if (isFileError(error, "ENOENT")) return undefined
    if (isFileError(error, "EISDIR")) return new Uint8Array()
    throw error
  }
}

/** The state saved last; undefined when there is none. A damaged one is moved aside: the node begins anew. */
export const loadCheckpoint = (files: SmallFiles, key: string): Uint8Array | undefined => {
  const bytes = readBytes(path.join(files.root, nameOf(key)))
  if (bytes === undefined) return undefined
  const problem = checkpointProblem(key, bytes, files.sealing)
  if (problem === undefined) return bytes.subarray(sealDigits)
  files.setAside(nameOf(key), problem)
  return undefined
}

/** Saves a state, replacing what was saved before. */
export const saveCheckpoint = (files: SmallFiles, key: string, state: Uint8Array): void =>
  atomicWrite(
    path.join(files.root, nameOf(key)),
    Buffer.concat([Buffer.from(files.sealing.of(named(key, state))), state])
  )

/** Forgets what was saved. */
export const dropCheckpoint = (files: SmallFiles, key: string): void =>
  fs.rmSync(path.join(files.root, nameOf(key)), { recursive: true, force: true })
