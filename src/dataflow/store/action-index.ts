/**
 * All action records in one append-only log, so that planning thousands of nodes opens one file instead of thousands.
 * Only a shortcut: actions/ holds the truth; what is missing or damaged here is looked up there, and added.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { type ActionRecord, isActionRecord } from "./action.ts"
import { unlessGone } from "./file-error.ts"
import { SealedLog } from "./sealed-log.ts"
import type { SmallFiles } from "./small-files.ts"

const keyLength = 64

const lineOf = (record: ActionRecord): string => `${record.key}\t${JSON.stringify(record)}\n`

/** Where the record of a key is published, below the root. */
export const recordName = (key: string): string => `actions/${key.slice(0, 2)}/${key}.json`

/** Whether a value is the record of a key. */
export const isRecordOf = (key: string) => (value: unknown): value is ActionRecord =>
  isActionRecord(value) && value.key === key

/** Keys of everything published. */
export const publishedKeys = (root: string): ReadonlyArray<string> => {
  const folder = path.join(root, "actions")
  return fs.readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name)).flatMap((name) =>
    fs.readdirSync(path.join(folder, name)).filter((file) => /^[0-9a-f]{64}\.json$/.test(file)).map((file) =>
      path.basename(file, ".json")
    )
  )
}

/** Records by key, parsed when first asked for. */
export class ActionIndex {
  private readonly files: SmallFiles
  private readonly log: SealedLog
  private lines: Map<string, string | ActionRecord> | undefined
  private fresh: Array<string> = []
  private isOutdated = false

  constructor(files: SmallFiles) {
    this.files = files
    this.log = new SealedLog(files, "index")
  }

  private load(): Map<string, string | ActionRecord> {
    if (this.lines !== undefined) return this.lines
    const lines = new Map<string, string | ActionRecord>()
    const twice: Array<string> = []
    for (const line of this.log.read().split("\n")) {
      if (line[keyLength] !== "\t") continue
      const [key, text] = [line.slice(0, keyLength), line.slice(keyLength + 1)]
      if ((lines.get(key) ?? text) !== text) twice.push(key)
      lines.set(key, text)
    }
    for (const key of twice) lines.delete(key) // one replaced the other: what is published tells which
    this.isOutdated = twice.length > 0
    this.lines = lines
    return lines
  }

  /** The record published under a key, as last seen. */
  get(key: string): ActionRecord | undefined {
    const known = this.load().get(key)
    if (typeof known === "object") return known
    const record: unknown = known === undefined ? undefined : JSON.parse(known)
    if (!isRecordOf(key)(record)) return this.reread(key)
    this.load().set(key, record)
    return record
  }

  /** The record published under a key now. */
  reread(key: string): ActionRecord | undefined {
    const record = this.files.read(recordName(key), isRecordOf(key))
    if (record === undefined) this.load().delete(key)
    else this.add(record)
    return record
  }

  /**
   * Makes sure that a record which another host has published meanwhile is seen: over a network, a file that was once
   * asked for in vain stays invisible until its folder is listed.
   */
  relist(key: string): void {
    unlessGone(() => fs.readdirSync(path.dirname(path.join(this.files.root, recordName(key)))))
  }

  /** Takes note of a published record. */
  add(record: ActionRecord): void {
    this.load().set(record.key, record)
    this.fresh.push(lineOf(record))
  }

  /** Appends a record that is about to be published, at once. */
  announce(record: ActionRecord): void {
    this.log.append(lineOf(record))
  }

  /** Appends what was noted; an index that knew two records of one key is written anew. */
  flush(): void {
    if (this.isOutdated) return this.rebuild()
    if (this.fresh.length === 0) return
    const text = this.fresh.join("")
    this.fresh = []
    this.log.append(text)
  }

  /** Forgets everything read so far, and rewrites the log with only what is published now. */
  rebuild(): void {
    const lines = publishedKeys(this.files.root).flatMap((key) => {
      const record = this.files.read(recordName(key), isRecordOf(key))
      return record === undefined ? [] : [lineOf(record)]
    })
    this.log.rewrite(lines.join(""), { alone: true })
    this.lines = undefined
    this.fresh = []
    this.isOutdated = false
  }
}
