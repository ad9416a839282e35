/**
 * All action records in one append-only file, so that planning thousands of nodes opens one file instead of thousands.
 * Only a shortcut: actions/ holds the truth; what is missing or torn here is looked up there, and added.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import type { ActionRecord } from "./action.ts"
import { atomicWrite } from "./atomic-write.ts"
import { unlessGone } from "./file-error.ts"

const keyLength = 64

/** The record in a text, or undefined when the text is torn or belongs to another key. */
export const parseRecord = (key: string, text: string): ActionRecord | undefined => {
  try {
    const record = JSON.parse(text) as ActionRecord | null
    return record?.key === key && typeof record.outputs === "object" ? record : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Records by key, parsed when first asked for. */
export class ActionIndex {
  private readonly root: string
  private lines: Map<string, string | ActionRecord> | undefined
  private fresh: Array<string> = []

  constructor(root: string) {
    this.root = root
  }

  private get file(): string {
    return path.join(this.root, "actions", "index.tsv")
  }

  /** Where the record of a key is published. */
  pathOf(key: string): string {
    return `${this.root}/actions/${key.slice(0, 2)}/${key}.json`
  }

  private load(): Map<string, string | ActionRecord> {
    if (this.lines !== undefined) return this.lines
    const lines = new Map<string, string | ActionRecord>()
    const text = unlessGone(() => fs.readFileSync(this.file, "utf8")) ?? ""
    for (const line of text.split("\n")) {
      if (line[keyLength] === "\t" && line.endsWith("}")) lines.set(line.slice(0, keyLength), line.slice(keyLength + 1))
    }
    this.lines = lines
    return lines
  }

  /** The record published under a key, as last seen. */
  get(key: string): ActionRecord | undefined {
    const known = this.load().get(key)
    if (typeof known === "object") return known
    const record = known === undefined ? undefined : parseRecord(key, known)
    if (record === undefined) return this.reread(key)
    this.load().set(key, record)
    return record
  }

  /** The record published under a key now. */
  reread(key: string): ActionRecord | undefined {
    const text = unlessGone(() => fs.readFileSync(this.pathOf(key), "utf8"))
    const record = text === undefined ? undefined : parseRecord(key, text)
    if (record === undefined) this.load().delete(key)
    else this.add(record)
    return record
  }

  /** Takes note of a published record. */
  add(record: ActionRecord): void {
    this.load().set(record.key, record)
    this.fresh.push(`${record.key}\t${JSON.stringify(record)}\n`)
  }

  /** Appends what was noted. */
  flush(): void {
    if (this.fresh.length === 0) return
    // A line torn by a kill would swallow the next one; starting on a new line costs one byte.
    fs.appendFileSync(this.file, `\n${this.fresh.join("")}`)
    this.fresh = []
  }

  /** Forgets everything read so far, and rewrites the file with only what is published now. */
  rebuild(): void {
    const folder = path.join(this.root, "actions")
    const published = fs.readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name)).flatMap((name) =>
      fs.readdirSync(path.join(folder, name)).flatMap((file) => {
        const key = path.basename(file, ".json")
        const text = unlessGone(() => fs.readFileSync(path.join(folder, name, file), "utf8"))
        return text === undefined || parseRecord(key, text) === undefined ? [] : [`${key}\t${text}\n`]
      })
    )
    atomicWrite(this.file, published.join(""), { fsync: false })
    this.lines = undefined
    this.fresh = []
  }
}
