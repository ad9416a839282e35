/** Lays the outputs of a run out under artifacts/, named by step and port. */
import * as Effect from "effect/Effect"
import { ManifestRefused, readManifest } from "../../format/manifest.ts"
import type { Project } from "../code/project.ts"
import type { AnyKind } from "../kind/artifact.ts"
import { sourceOfData } from "../plan/dataset.ts"
import type { Loaded } from "../plan/loaded.ts"
import type { ActionRecord, OutputRecord } from "../store/action.ts"
import { ArtifactRefused, ObjectLost } from "../store/error.ts"
import { faultOf, type MachineFault } from "../store/fault.ts"
import { laidOutIn, materialize } from "../store/materialize.ts"
import type { Store } from "../store/store.ts"
import { artifactFolder } from "./artifact-folder.ts"
import { stillStanding } from "./still-standing.ts"

/** Why outputs could not be laid out, though the store has them. */
export type NotLaidOut = ArtifactRefused | ObjectLost | ManifestRefused | MachineFault

const orNotLaidOut = (layOut: () => void): Effect.Effect<void, NotLaidOut> =>
  Effect.try({
    try: layOut,
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
 * Copies every output to `<step>/<port>`; a document the pipeline exports goes to the top, where one looks first.
 * What an output of several parts names is laid out beside it, unless it is an output itself. File sets that stay
 * with the user appear as links. What lay there before goes, save, where `reached` is not every step, what was made of
 * what stands now.
 */
export const materializeRun = (
  project: Project,
  store: Store,
  loaded: Loaded,
  reached: ReadonlyMap<string, ActionRecord>
): Effect.Effect<void, NotLaidOut> =>
  orNotLaidOut(() => {
    const source = sourceOfData(loaded.asked.data)
    const folder = artifactFolder(project, store, loaded.name, source)
    const isWhole = loaded.pending === undefined && reached.size === loaded.steps.length
    const records = isWhole
      ? reached
      : stillStanding(store, loaded, reached, laidOutIn(store.files, folder)?.steps ?? {})
    const files = Object.create(null) as Record<string, string> // a file may be called __proto__
    const links = Object.create(null) as Record<string, string>
    const ofSteps = new Set(loaded.steps.map((step) => step.name.split("/")[0]!))
    const add = (name: string, digest: string, isTop: boolean) => {
      if (name in files || (isTop && ofSteps.has(name.split("/")[0]!))) {
        throw new ArtifactRefused({ folder, problem: `a document names the file "${name}", which another output owns` })
      }
      files[name] = digest
    }
    const outputs = new Set(
      [...records.values()].flatMap((record) => Object.values(record.outputs).map(({ digest }) => digest))
    )
    const place = (name: string, kind: AnyKind, output: OutputRecord) => {
      if (kind.extension !== "") {
        add(`${name}${kind.extension}`, output.digest, false)
        for (const [part, { digest, extension }] of Object.entries(kind.partsOf?.(store, output) ?? {})) {
          if (!outputs.has(digest)) add(`${name}/${part}${extension}`, digest, false)
        }
      } else if (output.root !== undefined) links[name] = output.root
      else {
        const prefix = name === "" ? "" : `${name}/`
        for (const entry of readManifest(store.readObject(output.digest)).entries) {
          add(prefix + entry.path, entry.digest, prefix === "")
        }
      }
    }
    const exported = new Set(Object.values(loaded.exports).map(({ port, step }) => `${step}.${port}`))
    for (const step of loaded.steps) {
      for (const [port, output] of Object.entries(records.get(step.name)?.outputs ?? {})) {
        const kind = step.definition.outputs[port]!
        const isTop = kind.tag === "document" && exported.has(`${step.name}.${port}`)
        place(isTop ? "" : `${step.name}/${port}`, kind, output)
      }
    }
    const steps = Object.fromEntries([...records].map(([step, { key }]) => [step, key]))
    materialize(store, folder, { files, links, steps, ...(source === undefined ? {} : { source }) })
  })
