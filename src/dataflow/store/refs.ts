/** References: for every pipeline the actions of its last run, and the history of runs. Roots of garbage collection. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Digest } from "../../format/digest.ts"
import { atomicWrite } from "./atomic-write.ts"
import { unlessGone } from "./file-error.ts"

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

const refFile = (root: string, pipeline: string) => path.join(root, "refs", `${pipeline.replaceAll("/", "--")}.json`)

const read = (file: string): PipelineRef => JSON.parse(fs.readFileSync(file, "utf8")) as PipelineRef

/** The reference of a pipeline, if it ever ran. */
export const readRef = (root: string, pipeline: string): PipelineRef | undefined => {
  return unlessGone(() => read(refFile(root, pipeline)))
}

/** Points a pipeline at a run and adds the run to the history. */
export const writeRef = (root: string, ref: PipelineRef): void => {
  const text = JSON.stringify(ref)
  const stamp = ref.finishedAt.replace(/[^\dT]/g, "")
  atomicWrite(path.join(root, "refs", "runs", `${stamp}-${ref.run}.json`), text)
  atomicWrite(refFile(root, ref.pipeline), text)
}

/** The history of runs, oldest first. */
export const readRuns = (root: string): ReadonlyArray<RunSummary> => {
  const folder = path.join(root, "refs", "runs")
  return fs.readdirSync(folder).filter((file) => file.endsWith(".json")).sort().map((file) =>
    read(path.join(folder, file))
  )
}
