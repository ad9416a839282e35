/** Signs a cache that was filled without a key, or by a clone without one: whoever asks for it trusts what is in it. */
import * as fs from "node:fs"
import * as path from "node:path"
import { atomicWrite } from "./atomic-write.ts"
import { markName, markOf } from "./signing-key.ts"
import type { Store } from "./store.ts"
import { type Verified, type VerifyOptions, verifyStore } from "./verify.ts"

/**
 * Reads everything, and seals what is sound with the key of a store that was opened as trusted. Logs and views are not
 * signed but made anew: they repeat what records and files say. The mark comes last, so that what a kill leaves is signed again.
 */
export const signStore = (store: Store, { repair }: VerifyOptions): Verified => {
  const verified = verifyStore(store, { repair, sign: true })
  for (const log of ["stat", "runs", "run-metrics"]) {
    fs.rmSync(path.join(store.root, log), { recursive: true, force: true })
    fs.mkdirSync(path.join(store.root, log))
  }
  fs.rmSync(path.join(store.root, "views"), { recursive: true, force: true })
  store.rebuildIndex()
  atomicWrite(path.join(store.root, markName), `${markOf(store.files.sealing)}\n`)
  return verified
}
