/** Reads a whole store: is every object and every small file what its name says? */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { isRecordOf, recordName } from "./action-index.ts"
import { inspectCheckpoint, saveCheckpoint } from "./checkpoints.ts"
import { isChunkResult, objectsOfChunk } from "./chunk-results.ts"
import { unlessGone } from "./file-error.ts"
import { hashPlain } from "./hash-file.ts"
import { isItemIndex } from "./item-index.ts"
import { isItemPack, objectsOfPack } from "./items.ts"
import { isMark } from "./marks.ts"
import { noFile, readPlain } from "./plain-file.ts"
import { isPipelineRef } from "./refs.ts"
import { isRunRecord } from "./run-record.ts"
import { parseBlocks } from "./sealed-log.ts"
import { isAnything, type Shape } from "./shape.ts"
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

const isSealed: Shape<object> = (value): value is object =>
  typeof value === "object" && value !== null && isAnything(value)

type Look = (name: string) => string | undefined

/** `repair` moves aside what is damaged, so that the next run makes it anew; `sign` seals what is sound anew: sign.ts. */
export interface VerifyOptions {
  readonly repair: boolean
  readonly sign?: boolean
}

/** Looks at the small files and objects of one store, one after another, and counts what it sees. */
class Reading {
  readonly damaged: Array<Damage> = []
  readonly counts = { objects: 0, bytes: 0, records: 0 }
  private readonly sound = new Set<string>()
  private readonly needs: Array<ReadonlyArray<string>> = []
  private readonly store: Store
  private readonly options: VerifyOptions

  constructor(store: Store, options: VerifyOptions) {
    this.store = store
    this.options = options
  }

  /** Sound records and packs of which an object is gone. */
  get missing(): number {
    return this.needs.filter((digests) => !digests.every((digest) => this.sound.has(digest))).length
  }

  each(folder: string, look: Look): void {
    const { files, root } = this.store
    for (const name of namesBelow(root, folder)) {
      const problem = look(name)
      if (problem === undefined) continue
      const movedTo = this.options.repair ? files.setAside(name, problem) : undefined
      this.damaged.push({ name, problem, ...(movedTo === undefined ? {} : { movedTo: path.relative(root, movedTo) }) })
    }
  }

  small<A extends object>(name: string, shape: Shape<A>, also?: (value: A) => string | undefined): string | undefined {
    const found = this.store.files.inspect(name, shape)
    if (found._tag === "Absent") return undefined // collected meanwhile
    this.counts.records++
    const problem = found._tag === "Damaged" ? found.problem : also?.(found.value)
    if (found._tag === "Sound" && problem === undefined && this.options.sign === true) {
      this.store.files.write(name, found.value)
    }
    return problem
  }

  record(name: string): string | undefined {
    const key = path.basename(name, ".json")
    if (recordName(key) !== name) return "is no record"
    return this.small(name, isRecordOf(key), (found) => {
      const { keyRecord, outputs } = found
      this.needs.push([...Object.values(outputs).map(({ digest }) => digest), ...this.store.actions.membersOf(found)])
      return digestOf(canonicalJson(keyRecord)) === key ? undefined : "holds another key's record"
    })
  }

  pack(name: string): string | undefined {
    if (path.basename(name) === "index.json") return this.small(name, isItemIndex)
    if (/^[0-9a-f]{64}\.json$/.test(path.basename(name))) {
      return this.small(name, isChunkResult, (made) => {
        this.needs.push(objectsOfChunk(made))
        return undefined
      })
    }
    return this.small(name, isItemPack, (pack) => {
      this.needs.push(objectsOfPack(pack))
      return undefined
    })
  }

  object(name: string): string | undefined {
    const file = path.join(this.store.root, name)
    const [, head = "", tail = ""] = objectName.exec(name) ?? []
    if (head === "") return "is no object"
    const found = unlessGone(() => hashPlain(file))
    if (found === undefined) return undefined // collected meanwhile
    this.counts.objects++
    this.counts.bytes += found.sizeBytes
    if (found.digest === "") return noFile
    if (found.digest !== head + tail) return "does not hold the bytes it is named after"
    this.sound.add(found.digest)
    return undefined
  }

  checkpoint(name: string): string | undefined {
    const key = path.basename(name)
    const found = inspectCheckpoint(this.store.files, key)
    if (found === undefined || "problem" in found) return found?.problem
    if (this.options.sign === true) saveCheckpoint(this.store.files, key, found.state)
    return undefined
  }

  view(name: string): string | undefined {
    if (name.endsWith(".json")) return this.small(name, isSealed)
    const found = unlessGone(() => hashPlain(path.join(this.store.root, name)))
    if (found === undefined) return undefined // written anew meanwhile
    const isNamedSo = found.digest !== "" && name.endsWith(`-${found.digest.slice(0, 16)}.parquet`)
    return isNamedSo ? undefined : "does not hold the bytes it is named after"
  }

  log(log: string, name: string): string | undefined {
    const { files, root } = this.store
    const found = readPlain(path.join(root, name))
    return found === undefined || "problem" in found
      ? found?.problem
      : parseBlocks(log, found, files.sealing).problem
  }
}

/** Reads everything. */
export const verifyStore = (store: Store, options: VerifyOptions): Verified => {
  const reading = new Reading(store, options)
  reading.each("objects", (name) => reading.object(name))
  reading.each("actions", (name) => name.startsWith("actions/items/") ? reading.pack(name) : reading.record(name))
  const isRef = (name: string): Shape<object> =>
    name.startsWith("refs/runs/") ? isRunRecord : name.startsWith("refs/marks/") ? isMark : isPipelineRef
  reading.each("refs", (name) => reading.small(name, isRef(name)))
  for (const folder of ["stamps", "code", "sweeps"]) reading.each(folder, (name) => reading.small(name, isSealed))
  reading.each("views", (name) => reading.view(name))
  reading.each("checkpoints", (name) => reading.checkpoint(name))
  for (const log of ["index", "stat", "runs", "run-metrics"]) reading.each(log, (name) => reading.log(log, name))
  return { ...reading.counts, missing: reading.missing, damaged: reading.damaged }
}
