/**
 * Stamps: what a whole, successful run vouches for, so that the same request can be told to be up to date without
 * building the pipeline again. A stamp holds only while code, sources, the last run, every object and every readable
 * copy are what they were; anything else takes the ordinary path of plan.ts.
 */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import type { PipelineCode } from "../code/code-record.ts"
import { currentCode } from "../code/code.ts"
import { serviceHashes } from "../code/layer.ts"
import type { Project } from "../code/project.ts"
import { sourceOfData } from "../plan/dataset.ts"
import { keyRecordOf, runtime } from "../plan/key.ts"
import type { Loaded, LoadOptions } from "../plan/loaded.ts"
import { dataPath, resolveRequest } from "../plan/request.ts"
import { sourceDigest, sourceDigestIfThere } from "../plan/source.ts"
import { locateProgram, variableDigest } from "../plan/surroundings.ts"
import type { ActionRecord } from "../store/action.ts"
import { isUntouched, listDigest } from "../store/materialize.ts"
import { fieldsOf, isDigest, isFinite, isText, listOf, structOf } from "../store/shape.ts"
import type { Store } from "../store/store.ts"
import { artifactFolder } from "./artifact-folder.ts"

/** Where a request stands: how many nodes are up to date, and what running them took. */
export interface Standing {
  readonly nodes: number
  readonly savedMs: number
  readonly seed: number
}

interface Stamp extends Standing {
  readonly code: string
  readonly run: string
  readonly list: string
  readonly sources: Readonly<Record<string, string>>
  /** Digest of what lies where `--data` points, empty where nothing does: the pipeline may have looked at it. */
  readonly data: string
  readonly objects: ReadonlyArray<string>
  /** Digests of environment variables by name, and signatures of programs by name. */
  readonly env: Readonly<Record<string, string>>
  readonly programs: Readonly<Record<string, string>>
}

const isStamp = structOf<Stamp>({
  nodes: isFinite,
  savedMs: isFinite,
  seed: isFinite,
  code: isText,
  run: isText,
  list: isText,
  sources: fieldsOf(isText),
  data: isText,
  env: fieldsOf(isText),
  programs: fieldsOf(isText),
  objects: listOf(isDigest)
})

const stampName = (pipeline: string, { data, everywhere, seed, set }: LoadOptions): string => {
  const given = data === undefined ? null : [data, dataPath(data)]
  const asked = { pipeline, data: given, set, everywhere: everywhere ?? {}, seed: seed ?? null }
  return `stamps/${digestOf(canonicalJson({ ...asked, runtime })).slice(0, 32)}.json`
}

/** Digest of what a `--data` names; `undefined` for a device, a pipe or what cannot be read. */
const dataDigest = (store: Store, data: string | undefined): string | undefined => {
  const stat = data === undefined ? undefined : fs.statSync(dataPath(data), { throwIfNoEntry: false })
  if (data === undefined || stat === undefined) return ""
  if (!stat.isDirectory() && !stat.isFile()) return undefined
  return sourceDigestIfThere(store, dataPath(data)) // without one nothing is vouched for
}

/** Whether what `--data` names is still read as it was when the run began. */
const isSameRequest = ({ asked, compiled }: Loaded): Effect.Effect<boolean> =>
  resolveRequest(compiled.pipeline, asked.data).pipe(
    Effect.match({
      onFailure: () => false,
      onSuccess: (now) => canonicalJson([now.value ?? null]) === canonicalJson([compiled.request.value ?? null])
    })
  )

/** Digests of what the run read, not of what lies there by now: a file added meanwhile must not be vouched for. */
const sourcesRead = (loaded: Loaded, records: ReadonlyMap<string, ActionRecord>): Readonly<Record<string, string>> =>
  Object.fromEntries(loaded.steps.flatMap((step) => {
    const { inputs } = keyRecordOf(records.get(step.name)!)
    return Object.entries(step.definition.sources).map((
      [name, locate]
    ) => [locate(step.params as never), inputs[name]!])
  }))

/** Whether the code that lies there is still the code that ran. */
const isSameCode = (loaded: Loaded, { entry, nodes }: PipelineCode): boolean =>
  entry === loaded.compiled.code.entry &&
  loaded.steps.every(({ code, definition, modules, services }) => {
    const now = nodes[definition.node]
    return now?.fingerprint.hash === code.hash &&
      canonicalJson(serviceHashes(now.services)) === canonicalJson(serviceHashes(services)) &&
      Object.entries(modules).every(([name, { hash }]) => now.modules[name]?.hash === hash)
  })

/** Vouches for a run of a whole pipeline whose outputs have been laid out. */
export const writeStamp = (
  project: Project,
  store: Store,
  loaded: Loaded,
  records: ReadonlyMap<string, ActionRecord>
): void => {
  if ([...records.values()].some(({ isPassing }) => isPassing === true)) return
  const current = currentCode(project, store, loaded.name)
  const source = sourceOfData(loaded.asked.data)
  const list = listDigest(artifactFolder(project, store, loaded.name, source))
  const run = store.ref(loaded.name, source)?.run
  const data = dataDigest(store, loaded.asked.data) // before it is read again: a change after this breaks the stamp
  if (current === undefined || !isSameCode(loaded, current.code) || list === undefined || run === undefined) return
  if (data === undefined || !Effect.runSync(isSameRequest(loaded))) return
  const outputs = [...records.values()].flatMap((record) => [
    ...Object.values(record.outputs).map((output) => output.digest),
    ...store.actions.membersOf(record)
  ])
  const stamp: Stamp = {
    code: current.digest,
    run,
    list,
    sources: sourcesRead(loaded, records),
    data,
    objects: [...new Set(outputs)],
    env: Object.assign({}, ...loaded.steps.map((step) => step.surroundings.env)),
    programs: Object.fromEntries(
      loaded.steps.flatMap(({ surroundings: { program } }) =>
        program === undefined ? [] : [[program.name, program.signature]]
      )
    ),
    nodes: records.size,
    savedMs: [...records.values()].reduce((sum, record) => sum + record.durationMs, 0),
    seed: loaded.seed
  }
  const name = stampName(loaded.name, loaded.asked)
  const known = store.files.read(name, isStamp)
  if (known !== undefined && canonicalJson(known) === canonicalJson(stamp)) return
  store.files.spare("the stamp of this run", () => store.files.write(name, stamp, { fsync: false }))
}

/** The standing of a request whose stamp still holds in every part. */
export const standingOf = (
  project: Project,
  store: Store,
  pipeline: string,
  request: LoadOptions
): Standing | undefined => {
  const stamp = store.files.read(stampName(pipeline, request), isStamp)
  if (stamp === undefined) return undefined
  const source = sourceOfData(request.data)
  const holds = stamp.code === currentCode(project, store, pipeline)?.digest &&
    stamp.run === store.ref(pipeline, source)?.run &&
    Object.entries(stamp.sources).every(([place, digest]) =>
      fs.existsSync(place) && sourceDigest(store, place) === digest
    ) &&
    stamp.data === dataDigest(store, request.data) &&
    Object.entries(stamp.env).every(([variable, digest]) => variableDigest(variable) === digest) &&
    Object.entries(stamp.programs).every(([program, signature]) =>
      locateProgram(project.root, program)?.signature === signature
    ) &&
    stamp.objects.every((digest) => store.check(digest) === "intact") &&
    isUntouched(store, artifactFolder(project, store, pipeline, source), stamp.list)
  return holds ? stamp : undefined
}
