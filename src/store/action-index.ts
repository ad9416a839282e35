/**
 * All action records in one append-only file, so that planning thousands of nodes opens one file instead of thousands.
 * Only a shortcut: actions/ holds the truth, and a record missing here is looked up there.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import type { ActionRecord } from "./action.ts"

const keyLength = 64

/** Records by key, parsed when first asked for. */
export class ActionIndex {
  private readonly root: string
  private lines: Map<string, string | ActionRecord> | undefined

  constructor(root: string) {
    this.root = root
  }

  private get file(): string {
    return path.join(this.root, "actions", "index.tsv")
  }

  /** Where the record of a key is published. */
  pathOf(key: string): string {
    return path.join(this.root, "actions", key.slice(0, 2), `${key}.json`)
  }

  private load(): Map<string, string | ActionRecord> {
    if (this.lines !== undefined) return this.lines
    const lines = new Map<string, string | ActionRecord>()
    const text = fs.existsSync(this.file) ? fs.readFileSync(this.file, "utf8") : ""
    for (const line of text.split("\n")) {
      if (line[keyLength] === "\t" && line.endsWith("}")) lines.set(line.slice(0, keyLength), line.slice(keyLength + 1))
    }
    this.lines = lines
    return lines
  }

  /** The record published under a key. */
  get(key: string): ActionRecord | undefined {
    const lines = this.load()
    const known = lines.get(key)
    if (typeof known === "object") return known
    const text = known ?? this.read(key)
    if (text === undefined) return undefined
    const record = JSON.parse(text) as ActionRecord
    lines.set(key, record)
    return record
  }

  private read(key: string): string | undefined {
    const file = this.pathOf(key)
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined
  }

  /** Takes note of a record that has just been published. */
  add(record: ActionRecord, text: string): void {
    this.load().set(record.key, record)
    fs.appendFileSync(this.file, `${record.key}\t${text}\n`)
  }

  /** Forgets everything read so far, and rewrites the file with only the given keys' records. */
  keepOnly(keys: ReadonlySet<string>): void {
    const kept = [...keys].flatMap((key) => {
      const text = this.read(key)
      return text === undefined ? [] : [`${key}\t${text}\n`]
    })
    const staging = `${this.file}.${crypto.randomUUID()}`
    fs.writeFileSync(staging, kept.join(""))
    fs.renameSync(staging, this.file)
    this.lines = undefined
  }
}
