/** References: for every pipeline the actions of its last run, and the history of runs. Roots of garbage collection. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Digest } from "../../format/digest.ts"
import { unlessGone } from "./file-error.ts"
import { fieldsOf, isDigest, isFinite, isText, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

/** What a run left behind, step by step. */
export interface PipelineRef {
  readonly pipeline: string
  readonly run: string
  readonly seed: number
  readonly finishedAt: string
  readonly steps: Readonly<Record<string, { readonly key: string; readonly outputs: Readonly<Record<string, Digest>> }>>
}

/** One recorded run. */
export type RunSummary = PipelineRef

/** Whether a value read from a file is a reference. */
export const isPipelineRef = structOf<PipelineRef>({
  pipeline: isText,
  run: isText,
  seed: isFinite,
  finishedAt: isText,
  steps: fieldsOf(structOf<PipelineRef["steps"][string]>({ key: isDigest, outputs: fieldsOf(isDigest) }))
})

const refName = (pipeline: string): string => `refs/${pipeline.replaceAll("/", "--")}.json`

/** The reference of a pipeline, if it ever ran. A damaged one is made anew from the history. */
export const readRef = (files: SmallFiles, pipeline: string): PipelineRef | undefined => {
  const name = refName(pipeline)
  const found = files.inspect(name, isPipelineRef)
  if (found._tag !== "Damaged") return found._tag === "Sound" ? found.value : undefined
  const isMoved = files.setAside(name, found.problem) !== undefined
  const last = readRuns(files).findLast((run) => run.pipeline === pipeline)
  if (isMoved && last !== undefined) files.write(name, last)
  return last
}

/** Points a pipeline at a run and adds the run to the history. */
export const writeRef = (files: SmallFiles, ref: PipelineRef): void => {
  const stamp = ref.finishedAt.replace(/[^\dT]/g, "")
  files.write(`refs/runs/${stamp}-${ref.run}.json`, ref)
  files.write(refName(ref.pipeline), ref)
}

/** The history of runs, oldest first. */
export const readRuns = (files: SmallFiles): ReadonlyArray<RunSummary> =>
  (unlessGone(() => fs.readdirSync(path.join(files.root, "refs", "runs"))) ?? [])
    .filter((file) => file.endsWith(".json")).sort()
    .flatMap((file) => files.read(`refs/runs/${file}`, isPipelineRef) ?? [])
