/** The artifacts of a past run laid out again, each proven on the way; what is gone is said, and not made up for. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as path from "node:path"
import { ChunkListRefused } from "../../format/chunk-list.ts"
import { bytesOfEntry, ManifestRefused, pathProblem, readManifest } from "../../format/manifest.ts"
import type { Project } from "../code/project.ts"
import { layoutOf } from "../kind/layout.ts"
import { artifactFolder } from "../run/artifact-folder.ts"
import { artifactTree, layOutTree, type Piece } from "../run/artifact-tree.ts"
import type { OutputRecord } from "../store/action.ts"
import { chunksOf } from "../store/chunks.ts"
import { ArtifactRefused, ObjectLost } from "../store/error.ts"
import { faultOf, type MachineFault } from "../store/fault.ts"
import { unlessGone } from "../store/file-error.ts"
import { inTheWay } from "../store/materialize.ts"
import type { RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"

/**
 * An artifact that cannot be laid out: "removed" from the cache since, "damaged" in it, or, of files that stay with the
 * user, "changed" where they lie.
 */
export interface Gone {
  readonly artifact: string
  readonly why: "removed" | "damaged" | "changed"
}

/** What was laid out where; `files` are by name below the folder, `links` lead to folders of the user's. */
export interface Restored {
  readonly folder: string
  readonly artifacts: number
  readonly files: Readonly<Record<string, string>>
  readonly links: Readonly<Record<string, string>>
  readonly gone: ReadonlyArray<Gone>
}

/** Files that are not as a run laid them out lie where artifacts are due; nothing was written. */
export class FilesInTheWay extends Schema.TaggedError<FilesInTheWay>()("FilesInTheWay", {
  folder: Schema.String,
  files: Schema.Array(Schema.String)
}) {
  readonly hint = "move them away, or choose another folder with --to <folder>"
  override get message() {
    const { files, folder } = this
    const [first] = files
    const which = files.length === 1 ? `"${first}"` : `${files.length} files, such as "${first}",`
    return `Nothing was written to ${folder}: ${which} would be lost, which no run has laid out so.`
  }
}

/** A folder that nothing is laid out in: one of the cache, or one that a record's odd name leads to. */
export class FolderRefused extends Schema.TaggedError<FolderRefused>()("FolderRefused", {
  folder: Schema.String,
  problem: Schema.String
}) {
  readonly hint = "name a folder with --to <folder>, outside of the cache"
  override get message() {
    return `Nothing was written to ${this.folder}: ${this.problem}.`
  }
}

/** What a look at an output finds: how to lay it out, or why that cannot be done. */
type Looked = Piece | Gone

const isGone = (looked: Looked): looked is Gone => "why" in looked

/** Reads some objects, and throws ObjectLost for the first that is not what it was. */
const requireAll = (store: Store, digests: ReadonlyArray<string>): void => {
  for (const digest of digests) {
    const how = store.prove(digest)
    if (how !== "intact") throw new ObjectLost({ digest, how })
  }
}

/** Whether files that stay with the user still are those that were listed. */
const isAsListed = (store: Store, root: string, digest: string): boolean =>
  readManifest(store.readObject(digest)).entries.every((entry) =>
    unlessGone(() => store.fileDigest(path.join(root, entry.path)))?.digest === bytesOfEntry(entry)
  )

/** Looks at one output, and reads all it is made of: a folder gets all of an artifact, or nothing. */
const lookAt = (store: Store, output: OutputRecord, about: Pick<Piece, "step" | "port" | "isTop">): Looked => {
  const artifact = `${about.step}.${about.port}`
  try {
    requireAll(store, [output.digest])
    const layout = layoutOf(store, output)
    requireAll(store, Object.values(layout.parts).map(({ digest }) => digest))
    for (
      const { digest, extension } of [
        { digest: output.digest, extension: layout.extension },
        ...Object.values(layout.parts)
      ]
    ) {
      if (extension === ".parquet") requireAll(store, chunksOf(store, digest)?.map((chunk) => chunk.digest) ?? [])
    }
    if (layout.extension === "" && output.root === undefined) {
      requireAll(store, readManifest(store.readObject(output.digest)).entries.map(bytesOfEntry))
    }
    if (output.root !== undefined && !isAsListed(store, output.root, output.digest)) return { artifact, why: "changed" }
    return { ...about, ...layout, output }
  } catch (error) {
    if (!(error instanceof ObjectLost)) throw error
    return { artifact, why: error.how === "missing" ? "removed" : "damaged" }
  }
}

const lookAtAll = (store: Store, { exports = {}, steps }: RunRecord): ReadonlyArray<Looked> => {
  const exported = new Set(Object.values(exports))
  return Object.entries(steps).flatMap(([step, left]) => {
    const record = store.peek(left.key)
    return Object.entries(left.outputs).map(([port, digest]): Looked => {
      const artifact = `${step}.${port}`
      const now = record?.outputs[port]
      if (now === undefined) return { artifact, why: "removed" }
      const { root: _, ...plain } = now // another result may have come in its place, of the same kind
      const output = now.digest === digest ? now : { ...plain, digest }
      return lookAt(store, output, { step, port, isTop: now.kind === "document" && exported.has(artifact) })
    })
  })
}

const attempts = 3 // what is damaged between the look and the copy is found by the next

const layOutOnce = async (store: Store, run: RunRecord, folder: string): Promise<Restored> => {
  const looked = lookAtAll(store, run)
  const pieces = looked.filter((each): each is Piece => !isGone(each))
  const named = artifactTree(store, { folder, pieces, steps: Object.keys(run.steps) })
  const files = inTheWay(store, folder, named)
  if (files.length > 0) throw new FilesInTheWay({ folder, files })
  const shown = new Set(pieces.map(({ step }) => step))
  const steps = Object.fromEntries(
    Object.entries(run.steps).filter(([step]) => shown.has(step)).map(([step, { key }]) => [step, key])
  )
  const source = run.dataset?.source
  await layOutTree(store, folder, { ...named, steps, ...(source === undefined ? {} : { source }) })
  return { folder, artifacts: pieces.length, files: named.files, links: named.links, gone: looked.filter(isGone) }
}

const layOut = async (store: Store, run: RunRecord, folder: string): Promise<Restored> => {
  const within = path.relative(store.root, path.resolve(folder))
  if (within === "" || !(within.startsWith("..") || path.isAbsolute(within))) {
    throw new FolderRefused({ folder, problem: "it lies in the cache" })
  }
  for (let attempt = 1;; attempt++) {
    try {
      return await layOutOnce(store, run, folder)
    } catch (error) {
      if (!(error instanceof ObjectLost) || attempt === attempts) throw error
    }
  }
}

type NotRestored = FilesInTheWay | FolderRefused | ArtifactRefused | ManifestRefused | ChunkListRefused | ObjectLost

const isRefusal = (error: unknown): error is NotRestored =>
  error instanceof FilesInTheWay || error instanceof FolderRefused || error instanceof ArtifactRefused ||
  error instanceof ManifestRefused || error instanceof ChunkListRefused || error instanceof ObjectLost

/**
 * Lays the artifacts of a run out where `run` would, or in a folder of its own, and says which are gone. Bytes are hashed
 * before and as they are copied: what is not what it was is said, and not handed on. The pipeline's code is not asked.
 *
 * Failure: FilesInTheWay and FolderRefused before anything is written; ArtifactRefused and ManifestRefused for names that lead elsewhere.
 */
export const restoreRun = Effect.fn("restoreRun")(
  function*(project: Project, store: Store, run: RunRecord, options: { readonly to?: string } = {}) {
    yield* store.lease(`restore-${crypto.randomUUID()}`) // what is being copied is not to be collected
    const problem = pathProblem(run.pipeline) // of a record, not of a file in pipelines/
    if (problem !== undefined && options.to === undefined) {
      return yield* new FolderRefused({ folder: project.artifactRoot, problem: `the pipeline's name ${problem}` })
    }
    const folder = options.to ?? artifactFolder(project, store, run.pipeline, run.dataset?.source)
    const laidOut = Effect.promise(() => layOut(store, run, folder))
    return yield* Effect.catchDefect(laidOut, (error): Effect.Effect<never, NotRestored | MachineFault> => {
      const refusal = isRefusal(error) ? error : faultOf(error)
      return refusal === undefined ? Effect.die(error) : Effect.fail(refusal)
    })
  },
  Effect.scoped
)
