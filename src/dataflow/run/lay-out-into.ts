/** Lays outputs of chosen steps out in a folder of the caller's, for tools that follow files there. */
import type * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { bytesOfEntry, pathsProblem, readManifest } from "../../format/manifest.ts"
import type { Loaded, LoadedStep } from "../plan/loaded.ts"
import type { ActionRecord } from "../store/action.ts"
import { isInChunks, rowFile } from "../store/chunks.ts"
import { ArtifactRefused } from "../store/error.ts"
import type { Store } from "../store/store.ts"
import { type NotLaidOut, orNotLaidOut } from "./materialize.ts"

/** The name of an output in its step's folder. */
export const outputName = ({ definition }: LoadedStep, port: string): string =>
  `${port}${definition.outputs[port]!.extension}`

/** What is there may go where it bears the names of the step's outputs: then an earlier call has put it there. */
const clear = (folder: string, target: string, names: ReadonlyArray<string>): void => {
  const there = fs.lstatSync(target, { throwIfNoEntry: false })
  if (there === undefined) return
  const odd = there.isDirectory() ? fs.readdirSync(target).find((name) => !names.includes(name)) : ""
  if (odd !== undefined) {
    const what = odd === "" ? "no folder" : `a folder with "${odd}", which is no output of that node`
    throw new ArtifactRefused({ folder, problem: `"${path.basename(target)}" is ${what}` })
  }
  fs.rmSync(target, { recursive: true })
}

/**
 * Each step's outputs as `<folder>/<step>/<port>`, in place of what an earlier call put there. A file set that stays with
 * the user is one file that lists names and digests, so that no tool follows a link into what it does not own.
 */
export const layOutInto = (
  store: Store,
  { steps }: Pick<Loaded, "steps">,
  { folder, names, records }: {
    readonly folder: string
    readonly names: ReadonlyArray<string>
    readonly records: ReadonlyMap<string, ActionRecord>
  }
): Effect.Effect<void, NotLaidOut> =>
  orNotLaidOut(async () => {
    for (const step of steps.filter(({ name }) => names.includes(name))) {
      const record = records.get(step.name)
      if (record === undefined) continue // it failed, which has been said
      const target = path.join(folder, step.name)
      const outputs = Object.entries(record.outputs)
      clear(folder, target, outputs.map(([port]) => outputName(step, port)))
      fs.mkdirSync(target, { recursive: true })
      for (const [port, { digest, root }] of outputs) {
        const place = path.join(target, outputName(step, port))
        const isFolder = step.definition.outputs[port]!.extension === "" && root === undefined
        const entries = isFolder ? readManifest(store.readObject(digest)).entries : []
        const files = entries.map((entry) => ({ path: entry.path, digest: bytesOfEntry(entry) }))
        const problem = pathsProblem(files.map((file) => file.path))
        if (problem !== undefined) throw new ArtifactRefused({ folder, problem })
        if (isFolder) fs.mkdirSync(place)
        for (const file of isFolder ? files : [{ path: "", digest }]) {
          const to = path.join(place, file.path)
          fs.mkdirSync(path.dirname(to), { recursive: true })
          const inChunks = !isFolder && to.endsWith(".parquet") && isInChunks(store, file.digest)
          if (inChunks) fs.copyFileSync(await rowFile(store, file.digest), to)
          else store.copyObject(file.digest, to)
          fs.chmodSync(to, 0o644)
        }
      }
    }
  })
