/** The saved states of long nodes, by action key: 32 digits of a seal, then the state. */
import * as fs from "node:fs"
import * as path from "node:path"
import { atomicWrite } from "./atomic-write.ts"
import { isFileError } from "./file-error.ts"
import { sealOfBytes } from "./seal.ts"
import type { SmallFiles } from "./small-files.ts"

const sealDigits = 32

const nameOf = (key: string): string => `checkpoints/${key}`

const sealFor = (key: string, state: Uint8Array): string => sealOfBytes(Buffer.concat([Buffer.from(`${key}\n`), state]))

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
  const state = bytes.subarray(sealDigits)
  if (Buffer.from(bytes.subarray(0, sealDigits)).toString("latin1") === sealFor(key, state)) return state
  files.setAside(nameOf(key), "is torn or not what it was sealed as")
  return undefined
}

/** Saves a state, replacing what was saved before. */
export const saveCheckpoint = (files: SmallFiles, key: string, state: Uint8Array): void =>
  atomicWrite(path.join(files.root, nameOf(key)), Buffer.concat([Buffer.from(sealFor(key, state)), state]))

/** Forgets what was saved. */
export const dropCheckpoint = (files: SmallFiles, key: string): void =>
  fs.rmSync(path.join(files.root, nameOf(key)), { recursive: true, force: true })
