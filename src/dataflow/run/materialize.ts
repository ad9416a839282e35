/** Lays the outputs of a run out under artifacts/, named by step and port. */
import * as Effect from "effect/Effect"
import { ChunkListRefused } from "../../format/chunk-list.ts"
import { ManifestRefused } from "../../format/manifest.ts"
import type { Project } from "../code/project.ts"
import type { AnyKind } from "../kind/artifact.ts"
import { sourceOfData } from "../plan/dataset.ts"
import type { Loaded } from "../plan/loaded.ts"
import type { ActionRecord } from "../store/action.ts"
import { ArtifactRefused, ObjectLost } from "../store/error.ts"
import { faultOf, type MachineFault } from "../store/fault.ts"
import { laidOutIn } from "../store/materialize.ts"
import type { Store } from "../store/store.ts"
import { artifactFolder } from "./artifact-folder.ts"
import { artifactTree, layOutTree, type Piece } from "./artifact-tree.ts"
import { stillStanding } from "./still-standing.ts"

/** Why outputs could not be laid out, though the store has them. */
export type NotLaidOut = ArtifactRefused | ObjectLost | ManifestRefused | ChunkListRefused | MachineFault

const isRefusal = (error: unknown) =>
  error instanceof ArtifactRefused || error instanceof ObjectLost || error instanceof ManifestRefused ||
  error instanceof ChunkListRefused

/** Runs what lays outputs out; its refusals and the machine's are values. */
export const orNotLaidOut = (layOut: () => Promise<void>): Effect.Effect<void, NotLaidOut> =>
  Effect.catchDefect(Effect.promise(layOut), (error): Effect.Effect<never, NotLaidOut> => {
    const refusal = isRefusal(error) ? error : faultOf(error)
    return refusal === undefined ? Effect.die(error) : Effect.fail(refusal)
  })

/**
 * Lays out every output: artifact-tree.ts. What lay there before goes, save, where `reached` is not every step, what was
 * made of what stands now.
 */
export const materializeRun = (
  project: Project,
  store: Store,
  loaded: Loaded,
  reached: ReadonlyMap<string, ActionRecord>
): Effect.Effect<void, NotLaidOut> =>
  orNotLaidOut(async () => {
    const source = sourceOfData(loaded.asked.data)
    const folder = artifactFolder(project, store, loaded.name, source)
    const isWhole = loaded.pending === undefined && reached.size === loaded.steps.length
    const records = isWhole
      ? reached
      : stillStanding(store, loaded, reached, laidOutIn(store.files, folder)?.steps ?? {})
    const exported = new Set(Object.values(loaded.exports).map(({ port, step }) => `${step}.${port}`))
    const pieces = loaded.steps.flatMap((step) =>
      Object.entries(records.get(step.name)?.outputs ?? {}).map(([port, output]): Piece => {
        const kind: AnyKind = step.definition.outputs[port]!
        const isTop = kind.tag === "document" && exported.has(`${step.name}.${port}`)
        const parts = kind.partsOf?.(store, output) ?? {}
        return { step: step.name, port, output, extension: kind.extension, parts, isTop }
      })
    )
    const named = artifactTree(store, { folder, pieces, steps: loaded.steps.map(({ name }) => name) })
    const steps = Object.fromEntries([...records].map(([step, { key }]) => [step, key]))
    await layOutTree(store, folder, { ...named, steps, ...(source === undefined ? {} : { source }) })
  })
