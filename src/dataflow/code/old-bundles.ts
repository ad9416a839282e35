/** Compiled code that nothing runs any more: every edit of a pipeline leaves the bundle before it behind. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Store } from "../store/store.ts"
import { bundlesInUse } from "./code-record.ts"
import type { Project } from "./project.ts"

const dayMs = 24 * 3600_000 // what a living process was started from, or another cache has just compiled
const bundleName = /^[0-9a-f]{24}(?:\.[0-9a-f-]{36})?$/

/** How many bundles, and their bytes. */
export interface OldBundles {
  readonly bundles: number
  readonly bundleBytes: number
}

const bytesIn = (folder: string): number =>
  fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    .reduce((sum, each) => sum + fs.statSync(path.join(each.parentPath, each.name)).size, 0)

/**
 * Removes bundles that are a day old and that no pipeline of this cache is run from; a dry run only counts. Another cache
 * of the project that still named one compiles it again.
 */
export const removeOldBundles = (
  { bundleRoot }: Project,
  store: Store,
  { isDryRun, nowMs }: { readonly isDryRun: boolean; readonly nowMs: number }
): OldBundles => {
  const used = bundlesInUse(store)
  const names = fs.existsSync(bundleRoot) ? fs.readdirSync(bundleRoot) : []
  const old = names.filter((name) => {
    if (!bundleName.test(name) || used.has(name)) return false
    const found = fs.statSync(path.join(bundleRoot, name), { throwIfNoEntry: false })
    return found?.isDirectory() === true && nowMs - found.mtimeMs > dayMs
  }).map((name) => path.join(bundleRoot, name))
  const bundleBytes = old.reduce((sum, folder) => sum + bytesIn(folder), 0)
  if (!isDryRun) { for (const folder of old) fs.rmSync(folder, { recursive: true, force: true }) }
  return { bundles: old.length, bundleBytes }
}
