/**
 * Append-only text in sealed blocks: one file per host in one folder, because appends of two hosts to one file lose
 * each other over a network. Only shortcuts live here, so that a damaged block costs time and nothing else.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { atomicWrite } from "./atomic-write.ts"
import { unlessGone } from "./file-error.ts"
import { isNotPlain, noFile, readPlain, writePlain } from "./plain-file.ts"
import { plain, sealProblem, unsigned } from "./seal.ts"
import type { SmallFiles } from "./small-files.ts"

const opening = "\nseal\t" // on a line of its own, so that what a kill has torn never swallows the next block
const header = /^\nseal\t([0-9a-f]{32})\t(\d{1,12})\n/
const longestHeader = opening.length + 32 + 1 + 12 + 1

const manyBlocks = 50

const patienceMs = 20 // another process may be in the middle of an append

const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/** What a log's file holds: the text of its sound blocks, their count, and what is wrong with the rest if there is one. */
export interface Blocks {
  readonly text: string
  readonly count: number
  readonly problem: string | undefined
}

const damaged = "is torn or not what it was sealed as"

/** The blocks of a log that are what they were sealed as, and whether anything else lay between them. */
export const parseBlocks = (name: string, bytes: Buffer, sealing = plain): Blocks => {
  const blocks: Array<string> = []
  let problem: string | undefined
  for (let at = 0; at < bytes.length;) {
    const [match, seal, length] = header.exec(bytes.toString("latin1", at, at + longestHeader)) ?? []
    const start = at + (match?.length ?? 0)
    const end = start + Number(length)
    const isComplete = seal !== undefined && end <= bytes.length
    const wrong = isComplete ? sealProblem(bytes.subarray(start, end), seal, sealing) : damaged
    if (wrong === undefined) {
      const titled = bytes.toString("utf8", start, end)
      if (titled.startsWith(`${name}\n`)) blocks.push(titled.slice(name.length + 1))
      else problem = damaged
      at = end
    } else {
      problem = wrong === unsigned ? problem ?? unsigned : damaged
      const next = bytes.indexOf(opening, at + 1, "latin1")
      at = next < 0 ? bytes.length : next
    }
  }
  return { text: blocks.join(""), count: blocks.length, problem }
}

/** The log's name stands in the block, so that one hash over the bytes as they lie covers both. */
const blockOf = (name: string, text: string, { of } = plain): string => {
  const titled = `${name}\n${text}`
  return `${opening}${of(titled)}\t${Buffer.byteLength(titled)}\n${titled}`
}

const fileName = (): string => `${os.hostname().replaceAll(/[^\w.-]/g, "_")}.tsv`

/** One log: the folder's name is the log's. */
export class SealedLog {
  readonly name: string
  private readonly files: SmallFiles
  private readonly folder: string
  private count = 0

  constructor(files: SmallFiles, name: string) {
    this.files = files
    this.name = name
    this.folder = path.join(files.root, name)
  }

  private get own(): string {
    return path.join(this.folder, fileName())
  }

  /** Names of the log's files: this host's last, so that its lines count. */
  names(): ReadonlyArray<string> {
    const names = unlessGone(() => fs.readdirSync(this.folder)) ?? []
    const isOwn = (name: string) => name === fileName()
    return [...names.filter((name) => name.endsWith(".tsv") && !isOwn(name)), ...names.filter(isOwn)]
  }

  /** All that was appended and is intact, by every host. Damaged files are moved aside, their sound blocks kept. */
  read(): string {
    return this.names().map((name) => this.readOne(name)).join("")
  }

  private readOne(name: string): string {
    const file = path.join(this.folder, name)
    for (let isLast = false;; isLast = true) {
      const bytes = readPlain(file)
      if (bytes === undefined) return ""
      const isFile = !("problem" in bytes)
      const { count, problem, text } = isFile
        ? parseBlocks(this.name, bytes, this.files.sealing)
        : { ...bytes, count: 0, text: "" }
      this.count = count
      if (problem === undefined) return text
      if (isLast || !isFile) {
        const aside = this.files.setAside(`${this.name}/${name}`, problem)
        if (aside !== undefined && text !== "") this.write(file, text)
        return text
      }
      pause(patienceMs)
    }
  }

  /** Whether this host's file had so many blocks when it was read that one would be read faster. */
  get isScattered(): boolean {
    return this.count > manyBlocks
  }

  private write(file: string, text: string): void {
    atomicWrite(file, text === "" ? "" : blockOf(this.name, text, this.files.sealing), { fsync: false })
  }

  /** Appends lines as one block. */
  append(text: string): void {
    const file = this.own
    const block = blockOf(this.name, text, this.files.sealing)
    try {
      writePlain(file, block, "append")
    } catch (error) {
      if (!isNotPlain(error)) throw error
      this.files.setAside(`${this.name}/${path.basename(file)}`, noFile)
      writePlain(file, block, "append")
    }
  }

  /** Replaces all that this host has appended; with `alone`, what others have too. */
  rewrite(text: string, { alone }: { readonly alone: boolean }): void {
    this.write(this.own, text)
    this.count = 1
    if (alone) {
      for (const name of this.names().slice(0, -1)) {
        fs.rmSync(path.join(this.folder, name), { recursive: true, force: true })
      }
    }
  }
}
