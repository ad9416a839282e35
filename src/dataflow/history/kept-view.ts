/**
 * What a view unpacks from the records of runs, kept as one Parquet file in the cache: a question about one metric of a
 * thousand runs need not read what all of them hold. Only a shortcut: it stands as long as each run that it was made of
 * lies where it lay, and is made anew otherwise.
 */
import type { DuckDBConnection } from "@duckdb/node-api"
import * as fs from "node:fs"
import * as path from "node:path"
import { digestOf } from "../../format/digest.ts"
import { literal } from "../../format/duckdb.ts"
import { atomicWrite } from "../store/atomic-write.ts"
import { readPlain } from "../store/plain-file.ts"
import type { RunSignatures } from "../store/run-index.ts"
import { fieldsOf, isText, optional, structOf } from "../store/shape.ts"
import type { SmallFiles } from "../store/small-files.ts"

const fewest = 32 // runs that are worth a file
const share = 0.05 // of the runs may be new before all are written once more

/** What was kept of a view: the file's digest, that of the one before it, and the runs in it by their files' signatures. */
interface Kept {
  readonly digest: string
  readonly before?: string
  readonly columns: string
  readonly runs: RunSignatures
}

const isKept = structOf<Kept>({
  digest: isText,
  before: optional(isText),
  columns: isText,
  runs: fieldsOf(isText)
})

const recordName = (view: string): string => `views/${view}.json`

const fileOf = (files: SmallFiles, view: string, digest: string): string =>
  path.join(files.root, "views", `${view}-${digest.slice(0, 16)}.parquet`)

/** Whether the runs of today are those of then and perhaps some that came after them. */
const isContinued = (then: RunSignatures, now: RunSignatures): boolean => {
  const names = Object.keys(now)
  return Object.entries(then).every(([name, signature], i) => names[i] === name && now[name] === signature)
}

/** A file that holds a view of some runs, proven to be what was written. */
export interface KeptView {
  readonly file: string
  readonly runs: RunSignatures
}

/** What is kept of a view; undefined where nothing is, or what is was made of other runs or columns, or is damaged. */
export const keptView = (
  files: SmallFiles,
  view: { readonly name: string; readonly columns: string },
  now: RunSignatures
): KeptView | undefined => {
  const kept = files.read(recordName(view.name), isKept)
  if (kept === undefined || kept.columns !== view.columns || !isContinued(kept.runs, now)) return undefined
  const file = fileOf(files, view.name, kept.digest)
  const bytes = readPlain(file)
  if (bytes === undefined || "problem" in bytes || digestOf(bytes) !== kept.digest) return undefined
  return { file, runs: kept.runs }
}

/** Whether so many runs are not in what is kept that it should be written anew. */
export const isWorthKeeping = (fresh: number, all: number): boolean => fresh >= Math.max(fewest, all * share)

/**
 * Keeps the rows of a view of some runs. The file before stays, as another process may be reading it; older ones go. Where
 * the cache may not be written, nothing happens.
 */
export const keepView = async (
  connection: DuckDBConnection,
  files: SmallFiles,
  view: { readonly name: string; readonly columns: string; readonly rows: string },
  runs: RunSignatures
): Promise<void> => {
  if (files.isReadOnly) return
  const staging = path.join(files.root, "tmp", `view-${crypto.randomUUID()}`)
  try {
    await connection.run(`COPY (${view.rows}) TO ${literal(staging)} (FORMAT parquet, COMPRESSION zstd)`)
    files.spare(`the view ${view.name}`, () => {
      const bytes = fs.readFileSync(staging)
      const digest = digestOf(bytes)
      const before = files.read(recordName(view.name), isKept)?.digest
      atomicWrite(fileOf(files, view.name, digest), bytes, { fsync: false })
      const stays = [digest, ...(before === undefined ? [] : [before])]
      files.write(recordName(view.name), { digest, before, columns: view.columns, runs }, { fsync: false })
      dropOthers(files, view.name, stays)
    })
  } finally {
    fs.rmSync(staging, { force: true })
  }
}

const dropOthers = (files: SmallFiles, view: string, stays: ReadonlyArray<string>): void => {
  const folder = path.join(files.root, "views")
  const named = new Set(stays.map((digest) => path.basename(fileOf(files, view, digest))))
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(`${view}-`) && !named.has(name)) fs.rmSync(path.join(folder, name), { force: true })
  }
}
