/** A store in a temporary folder, and records to put in it. */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { onTestFinished, TestRunner } from "vitest"
import type { ActionRecord, OutputRecord } from "../../../src/dataflow/store/action.ts"
import { Store } from "../../../src/dataflow/store/store.ts"
import { canonicalJson } from "../../../src/format/canonical-json.ts"
import { digestOf } from "../../../src/format/digest.ts"

/** A new folder, removed after the test that asked for it, or with the process that did outside of any. */
export const temporaryFolder = (): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "partita-store-"))
  const remove = () => fs.rmSync(folder, { recursive: true, force: true })
  if (TestRunner.getCurrentTest() === undefined) process.once("exit", remove)
  else onTestFinished(remove) // a hook of this file would belong to the first of the files that share its process
  return folder
}

/** A second opening of a cache folder, as another process would see it; `warnings` takes what it says. */
export const reopen = (root: string, warnings: Array<string> = []): Store =>
  Store.open(root, { fsync: false, warn: (warning) => warnings.push(warning) })

/** A store in a new folder. */
export const temporaryStore = (warnings: Array<string> = []): Store =>
  reopen(path.join(temporaryFolder(), "cache"), warnings)

/** Text as bytes. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Stores a text as one output. */
export const putText = (store: Store, text: string): OutputRecord => ({
  kind: "json",
  ...store.putBytes(bytesOf(text)),
  summary: ""
})

/** A record of a node that produced `outputs`. */
export const recordOf = (name: string, outputs: ActionRecord["outputs"]): ActionRecord => {
  const keyRecord = { node: name }
  return {
    key: digestOf(canonicalJson(keyRecord)),
    node: name,
    keyRecord,
    outputs,
    metrics: {},
    summary: "",
    durationMs: 1,
    run: "r1",
    finishedAt: "2026-01-01T00:00:00.000Z"
  }
}

/** Overwrites a stored object with other bytes of the same length, as a careless program might. */
export const tamper = (store: Store, digest: string): void => {
  const file = store.objectPath(digest)
  const bytes = fs.readFileSync(file)
  bytes[0] = bytes[0]! ^ 1
  fs.chmodSync(file, 0o644)
  fs.writeFileSync(file, bytes)
}
