/**
 * The saved states of long nodes: 32 digits of a seal, then the state. Unfinished ones go by action key, those kept at
 * the end for executions that do more by what all of these share, and by how much was done.
 */
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

/** How far a kept state is: `course` is what executions share that differ in how much they do, `amount` how much. */
export interface Along {
  readonly course: string
  readonly amount: number
}

const keptName = ({ amount, course }: Along): string => `${course}-${amount}`

/** Saves the state at the end of an execution for those that do more. */
export const keepState = (files: SmallFiles, along: Along, state: Uint8Array): void =>
  saveCheckpoint(files, keptName(along), state)

/** Amounts below `amount` at which a state was kept, the most first. */
const keptBelow = ({ root }: SmallFiles, { amount, course }: Along): ReadonlyArray<number> =>
  (unlessGone(() => fs.readdirSync(path.join(root, "checkpoints"))) ?? [])
    .flatMap((name) => name.startsWith(`${course}-`) ? [Number(name.slice(course.length + 1))] : [])
    .filter((each) => each < amount)
    .sort((a, b) => b - a)

/** The state that the execution with the most below `amount` kept; undefined when there is none. A damaged one is moved aside. */
export const earlierState = (files: SmallFiles, along: Along): Uint8Array | undefined => {
  for (const amount of keptBelow(files, along)) {
    const state = loadCheckpoint(files, keptName({ ...along, amount }))
    if (state !== undefined) return state
  }
  return undefined
}
