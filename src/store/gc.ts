/** Garbage collection: what neither a kept run nor a living one reaches is moved aside, looked at again, and deleted. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { ActionRecord } from "./action.ts"
import { readPacks } from "./items.ts"
import { oldestLeaseMs } from "./lease.ts"
import { readManifest } from "./manifest.ts"
import { type PipelineRef, readRuns } from "./refs.ts"
import type { Store } from "./store.ts"

/** What a collection removed, or would remove. */
export interface Collected {
  readonly objects: number
  readonly bytes: number
  readonly actions: number
  readonly runs: number
}

/** Kinds whose object is a manifest of further objects. */
const isFileSet = (kind: string): boolean => kind === "files" || kind === "figure" || kind === "document"

const objectsOf = (store: Store, record: ActionRecord): ReadonlyArray<string> => {
  const outputs = Object.values(record.outputs)
  const members = outputs.filter((output) => isFileSet(output.kind) && output.root === undefined).flatMap((output) =>
    store.check(output.digest) === "intact"
      ? readManifest(store.readObject(output.digest)).entries.map((entry) => entry.digest)
      : []
  )
  const batches = record.family === undefined ?
    [] :
    readPacks(store.root, record.family).flatMap((pack) =>
      pack.flatMap(([, outcome]) => outcome._tag === "Done" ? Object.values(outcome.batch) : [])
    )
  return [...outputs.map((output) => output.digest), ...members, ...batches]
}

const filesBelow = (folder: string): ReadonlyArray<string> =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name))
    : []

/**
 * Keeps the last `keepRuns` runs of every pipeline and everything made since the oldest living run began.
 * `nowMs` is the time; a dry run only counts.
 */
export const collectGarbage = (
  store: Store,
  options: { readonly keepRuns: number; readonly isDryRun: boolean; readonly nowMs: number }
): Collected => {
  const runs = readRuns(store.root)
  const kept = lastRuns(runs, options.keepRuns)
  const keys = new Set(kept.flatMap((run) => Object.values(run.steps).map((step) => step.key)))
  const records = [...keys].flatMap((key) => store.peek(key) ?? [])
  const reachable = new Set(records.flatMap((record) => objectsOf(store, record)))
  const families = new Set(records.flatMap((record) => record.family ?? []))
  const before = oldestLeaseMs(store.root, options.nowMs) ?? options.nowMs + 1
  const isOld = (file: string) => (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? before) < before
  const { root } = store

  const objects = filesBelow(path.join(root, "objects"))
    .filter((file) => !reachable.has(path.basename(path.dirname(file)) + path.basename(file)) && isOld(file))
  const actions = filesBelow(path.join(root, "actions")).filter((file) => {
    const isItemPack = file.includes(`${path.sep}items${path.sep}`)
    const isKept = isItemPack
      ? families.has(path.basename(path.dirname(file)))
      : !file.endsWith(".json") || keys.has(path.basename(file, ".json"))
    return !isKept && isOld(file)
  })
  const keptRuns = new Set(kept.map((run) => run.run))
  const oldRuns = runs.filter((run) => !keptRuns.has(run.run))
  const bytes = objects.reduce((sum, file) => sum + (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
  if (!options.isDryRun) {
    for (const file of actions) remove(root, file, isOld)
    for (const file of objects) remove(root, file, isOld)
    store.keepActions(new Set(filesBelow(path.join(root, "actions")).map((file) => path.basename(file, ".json"))))
    for (const run of oldRuns) removeRun(root, run)
    for (const file of filesBelow(path.join(root, "trash"))) fs.rmSync(file, { force: true })
  }
  return { objects: objects.length, bytes, actions: actions.length, runs: oldRuns.length }
}

const lastRuns = (runs: ReadonlyArray<PipelineRef>, count: number): ReadonlyArray<PipelineRef> => {
  const pipelines = new Set(runs.map((run) => run.pipeline))
  return [...pipelines].flatMap((pipeline) => runs.filter((run) => run.pipeline === pipeline).slice(-count))
}

/** Moves a file aside and looks once more: a run that adopted it meanwhile has renewed its time, and gets it back. */
const remove = (root: string, file: string, isOld: (file: string) => boolean): void => {
  const aside = path.join(root, "trash", crypto.randomUUID())
  if (!fs.existsSync(file)) return
  fs.renameSync(file, aside)
  if (!isOld(aside)) fs.renameSync(aside, file)
  else fs.rmSync(aside, { force: true })
}

const removeRun = (root: string, run: PipelineRef): void => {
  for (const file of filesBelow(path.join(root, "refs", "runs"))) {
    if (file.endsWith(`-${run.run}.json`)) fs.rmSync(file, { force: true })
  }
}
