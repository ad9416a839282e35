/**
 * A run as an RO-Crate: its artifacts as files, and ro-crate-metadata.json, which says by which steps, with which
 * parameters and of what data they were made. Source: RO-Crate 1.1, Provenance Run Crate 0.5 (w3id.org/ro/wfrun). Next:
 * crate-metadata.ts.
 */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { bytesOfEntry, ManifestRefused, pathsProblem, readManifest } from "../../format/manifest.ts"
import { markdownText } from "../../format/markdown-text.ts"
import { visible, visibleJson } from "../../format/visible.ts"
import type { Project } from "../code/project.ts"
import { stepsOfRun } from "../history/provenance.ts"
import type { OutputRecord } from "../store/action.ts"
import { ArtifactRefused, ObjectLost } from "../store/error.ts"
import { faultOf } from "../store/fault.ts"
import { hashFile } from "../store/hash-file.ts"
import type { RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"
import { type CrateFile, crateMetadata } from "./crate-metadata.ts"
import { zipFolder } from "./zip-folder.ts"

/** Where to write to, a new folder or a .zip file; `licence` is an address, under which the crate may be used. */
export interface CrateOptions {
  readonly output: string
  readonly project: Project
  readonly version: string
  readonly licence: string | undefined
}

/** How many files a crate holds, and artifacts that the cache has no longer. */
export interface WrittenCrate {
  readonly files: number
  readonly missing: ReadonlyArray<string>
}

const endings: Readonly<Record<string, string>> = {
  table: ".parquet",
  vectors: ".parquet",
  tensor: ".npy",
  json: ".json",
  model: ".safetensors"
}

const isSet = ({ kind }: OutputRecord): boolean => kind === "files" || kind === "figure" || kind === "document"

/** Objects of an output by their path in the crate; nothing for files that stay with the user. */
const filesOf = (store: Store, name: string, output: OutputRecord): ReadonlyArray<readonly [string, string]> => {
  if (output.root !== undefined) return []
  if (!isSet(output)) return [[`${name}${endings[output.kind] ?? ".json"}`, output.digest]]
  return readManifest(store.readObject(output.digest)).entries.map((
    entry
  ) => [`${name}/${entry.path}`, bytesOfEntry(entry)])
}

/** Copies an object to a new file below a folder. Throws ObjectLost. */
const copyOut = (store: Store, folder: string, name: string, digest: string): void => {
  const target = path.join(folder, name)
  fs.mkdirSync(path.dirname(target), { recursive: true })
  store.copyObject(digest, target)
  fs.chmodSync(target, 0o644)
}

/** Every artifact that the cache still has whole, file by file, and the names of those it has not. */
const filesToLay = (store: Store, run: RunRecord) => {
  const files: Array<{ readonly path: string; readonly digest: string; readonly step: string; readonly port: string }> =
    []
  const missing: Array<string> = []
  for (const { outputs, record, step } of stepsOfRun(store, run).values()) {
    for (const port of Object.keys(outputs)) {
      const output = record?.outputs[port]
      const named = output === undefined ? [] : [output.digest, ...record?.members?.[port] ?? []]
      if (output === undefined || named.some((digest) => store.prove(digest) !== "intact")) {
        missing.push(`${step}/${port}`)
        continue
      }
      const own = filesOf(store, `artifacts/${step}/${port}`, output)
      files.push(...own.map(([path, digest]) => ({ path, digest, step, port })))
    }
  }
  return { files, missing }
}

/** Copies them below a folder. Names come from the cache, which may be anybody's: none leads out of the folder. */
const layOut = (store: Store, run: RunRecord, folder: string) => {
  const { files, missing } = filesToLay(store, run)
  const problem = pathsProblem([...files.map(({ path }) => path), `pipelines/${run.pipeline}.ts`])
  if (problem !== undefined) throw new ArtifactRefused({ folder, problem })
  const laid = files.map((file): CrateFile => {
    copyOut(store, folder, file.path, file.digest)
    return { ...file, sizeBytes: fs.statSync(path.join(folder, file.path)).size }
  })
  return { files: laid, missing }
}

const addText = (folder: string, name: string, text: string): CrateFile => {
  const target = path.join(folder, name)
  fs.mkdirSync(path.dirname(target), { recursive: true })
  fs.writeFileSync(target, text)
  return { path: name, ...hashFile(target) }
}

/** The pipeline's file as it lies there now; where there is none, its steps as the run had them. */
const addWorkflow = (folder: string, run: RunRecord, { root }: Project): CrateFile => {
  const name = `pipelines/${run.pipeline}.ts`
  const file = path.join(root, name)
  return fs.existsSync(file)
    ? addText(folder, name, fs.readFileSync(file, "utf8"))
    : addText(folder, `pipelines/${run.pipeline}.json`, `${JSON.stringify(run.wires?.steps ?? {}, undefined, 2)}\n`)
}

const readmeOf = (run: RunRecord): string =>
  [
    `# Run ${run.run} of ${markdownText(run.pipeline)}`,
    "",
    "`artifacts/` holds what each step made, `pipelines/` the workflow as it lay there when this was written, `run.json` the",
    "run as it was recorded. `ro-crate-metadata.json` says which step made which file of what, with which parameters.",
    "",
    "To repeat it where the pipeline is installed:",
    "",
    `    pipeline run ${visible(run.pipeline)} --seed ${run.seed}`,
    ""
  ].join("\n")

/** Everything but the zip, in a folder that is to become the crate. */
const fill = (
  store: Store,
  run: RunRecord,
  staging: string,
  { licence, project, version }: CrateOptions
): WrittenCrate => {
  fs.mkdirSync(staging, { recursive: true })
  const { files, missing } = layOut(store, run, staging)
  const workflow = addWorkflow(staging, run, project)
  const record = addText(staging, "run.json", `${visibleJson(run, 2)}\n`)
  const readme = addText(staging, "README.md", readmeOf(run))
  const steps = stepsOfRun(store, run)
  const metadata = crateMetadata(run, { files, licence, readme, record, steps, version, workflow })
  fs.writeFileSync(path.join(staging, "ro-crate-metadata.json"), `${visibleJson(metadata, 2)}\n`)
  return { files: files.length + 4, missing }
}

/** Puts the filled folder where it was asked for: in the place of nothing, or of an empty folder. */
const place = (staging: string, output: string): void => {
  if (fs.existsSync(output)) fs.rmdirSync(output)
  fs.renameSync(staging, path.resolve(output))
}

const refusable = (act: () => WrittenCrate) =>
  Effect.try({
    try: act,
    catch: (error) => {
      if (
        error instanceof ArtifactRefused || error instanceof ObjectLost || error instanceof ManifestRefused
      ) return error
      const fault = faultOf(error)
      if (fault === undefined) throw error
      return fault
    }
  })

/**
 * Writes the crate of a run, whole or not at all.
 *
 * Failure: ObjectLost for an artifact that is altered while it is copied, ManifestRefused for a list of files that is none,
 * ArtifactRefused for names that lead out of the crate, ZipError for names that no zip may hold, or the machine's fault.
 */
export const writeRoCrate = (store: Store, run: RunRecord, options: CrateOptions) => {
  const { output } = options
  const staging = `${path.resolve(output)}.${crypto.randomUUID()}.tmp`
  return Effect.gen(function*() {
    const written = yield* refusable(() => fill(store, run, staging, options))
    if (output.endsWith(".zip")) yield* zipFolder(staging, output)
    else yield* refusable(() => (place(staging, output), written))
    return written
  }).pipe(Effect.ensuring(Effect.sync(() => fs.rmSync(staging, { recursive: true, force: true }))))
}
