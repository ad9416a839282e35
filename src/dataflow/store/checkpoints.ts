/** The saved states of long nodes, by action key: 32 digits of a seal, then the state. */
import * as fs from "node:fs"
import * as path from "node:path"
import { atomicWrite } from "./atomic-write.ts"
import { unlessGone } from "./file-error.ts"
import { isNotPlain, noFile, withPlain } from "./plain-file.ts"
import { sealDigits, sealProblem } from "./seal.ts"
import type { SmallFiles } from "./small-files.ts"

const nameOf = (key: string): string => `checkpoints/${key}`

const named = (key: string, state: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(`${key}\n`), state])

/** A saved state, or what is wrong with it; undefined when there is none. Left as it is. */
export const inspectCheckpoint = (
  { root, sealing }: SmallFiles,
  key: string
): { readonly state: Uint8Array } | { readonly problem: string } | undefined => {
  try {
    const bytes = unlessGone(() => withPlain(path.join(root, nameOf(key)), (handle) => fs.readFileSync(handle)))
    if (bytes === undefined) return undefined
    const state = bytes.subarray(sealDigits)
    const problem = sealProblem(named(key, state), bytes.toString("latin1", 0, sealDigits), sealing)
    return problem === undefined ? { state } : { problem }
  } catch (error) {
    if (isNotPlain(error)) return { problem: noFile }
    throw error
  }
}

/** The state saved last; undefined when there is none. A damaged one is moved aside: the node begins anew. */
export const loadCheckpoint = (files: SmallFiles, key: string): Uint8Array | undefined => {
  const found = inspectCheckpoint(files, key)
  if (found === undefined || "state" in found) return found?.state
  files.setAside(nameOf(key), found.problem)
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
