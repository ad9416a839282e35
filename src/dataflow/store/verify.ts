/** Reads a whole store: is every object and every small file what its name says? */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { isRecordOf, recordName } from "./action-index.ts"
import type { ActionRecord } from "./action.ts"
import { unlessGone } from "./file-error.ts"
import { hashFile } from "./hash-file.ts"
import { isItemPack, objectsOfPack } from "./items.ts"
import { isPipelineRef } from "./refs.ts"
import { isRunRecord } from "./run-record.ts"
import { parseBlocks } from "./sealed-log.ts"
import type { Shape } from "./shape.ts"
import type { Store } from "./store.ts"

/** One thing that is not what its name says; `movedTo` is where a repair has put it. */
export interface Damage {
  readonly name: string
  readonly problem: string
  readonly movedTo?: string
}

/**
 * What was read, and what was found. `missing` counts sound records and packs of which an object is gone: no damage, as
 * they run again when they are needed.
 */
export interface Verified {
  readonly objects: number
  readonly bytes: number
  readonly records: number
  readonly missing: number
  readonly damaged: ReadonlyArray<Damage>
}

const namesBelow = (root: string, folder: string): ReadonlyArray<string> =>
  (unlessGone(() => fs.readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })) ?? [])
    .flatMap((each) => {
      const name = path.relative(root, path.join(each.parentPath, each.name))
      // a folder is only worth a look where a file's name is its own
      return each.isDirectory() && !/\.(json|tsv)$|^[0-9a-f]{62}$/.test(each.name) ? [] : [name]
    }).filter((name) => !name.endsWith(".tmp")) // being written, or left by a kill

const objectName = /^objects\/sha256\/([0-9a-f]{2})\/([0-9a-f]{62})$/

const isSealed: Shape<unknown> = (value): value is unknown => value !== undefined // the seal has been checked

type Look = (name: string) => string | undefined

/** Reads everything. With `repair`, what is damaged is moved aside, so that the next run makes it anew. */
export const verifyStore = (store: Store, { repair }: { readonly repair: boolean }): Verified => {
  const { files, root } = store
  const damaged: Array<Damage> = []
  const sound = new Set<string>()
  const counts = { objects: 0, bytes: 0, records: 0, missing: 0 }
  const needs: Array<ReadonlyArray<string>> = []

  const each = (folder: string, look: Look) => {
    for (const name of namesBelow(root, folder)) {
      const problem = look(name)
      if (problem === undefined) continue
      const movedTo = repair ? files.setAside(name, problem) : undefined
      damaged.push({ name, problem, ...(movedTo === undefined ? {} : { movedTo: path.relative(root, movedTo) }) })
    }
  }
  const small = <A>(name: string, shape: Shape<A>, also: (value: A) => string | undefined): string | undefined => {
    const found = files.inspect(name, shape)
    if (found._tag === "Absent") return undefined // collected meanwhile
    counts.records++
    return found._tag === "Damaged" ? found.problem : also(found.value)
  }

  const recordProblem = (record: ActionRecord): string | undefined => {
    const members = Object.values(record.members ?? {}).flat()
    needs.push([...Object.values(record.outputs).map((output) => output.digest), ...members])
    return digestOf(canonicalJson(record.keyRecord)) === record.key ? undefined : "holds another key's record"
  }

  each("objects", (name) => {
    const [, head = "", tail = ""] = objectName.exec(name) ?? []
    if (head === "") return "is no object"
    if (fs.statSync(path.join(root, name), { throwIfNoEntry: false })?.isDirectory() === true) return "is a folder"
    const found = unlessGone(() => hashFile(path.join(root, name)))
    if (found === undefined) return undefined // collected meanwhile
    counts.objects++
    counts.bytes += found.sizeBytes
    if (found.digest !== head + tail) return "does not hold the bytes it is named after"
    sound.add(found.digest)
    return undefined
  })
  each("actions", (name) => {
    if (name.startsWith("actions/items/")) {
      return small(name, isItemPack, (pack) => void needs.push(objectsOfPack(pack)) as undefined)
    }
    const key = path.basename(name, ".json")
    return recordName(key) === name ? small(name, isRecordOf(key), recordProblem) : "is no record"
  })
  each("refs", (name) =>
    name.startsWith("refs/runs/")
      ? small(name, isRunRecord, () => undefined)
      : small(name, isPipelineRef, () => undefined))
  each("stamps", (name) => small(name, isSealed, () => undefined))
  for (const log of ["index", "stat"]) each(log, (name) => logProblem(log, path.join(root, name)))
  counts.missing = needs.filter((digests) => !digests.every((digest) => sound.has(digest))).length
  return { ...counts, damaged }
}

const logProblem = (log: string, file: string): string | undefined => {
  if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) return "is a folder"
  const bytes = unlessGone(() => fs.readFileSync(file))
  return bytes === undefined || parseBlocks(log, bytes).isWhole ? undefined : "is torn or not what it was sealed as"
}
