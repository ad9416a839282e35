/** Typed rows stored as Parquet. A consumer that asks for fewer columns accepts a wider table. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as zlib from "node:zlib"
import { canonicalJson } from "../../format/canonical-json.ts"
import { type Chunk, cutRows } from "../../format/chunk-list.ts"
import { digestOf } from "../../format/digest.ts"
import type { Row } from "../../format/parquet.ts"
import type { OutputRecord } from "../store/action.ts"
import { joinChunks, rowFiles, storeOnce } from "../store/chunks.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, ItemKind, Part } from "./artifact.ts"
import { checkEach, described, DraftError, fieldsOf, refuse, schemaProblem } from "./check.ts"
import { columnsOf } from "./columns.ts"
import { readParts, saveLines } from "./json-lines.ts"
import { isLabel } from "./label.ts"
import { opening, saving } from "./storing.ts"

/** A table as a consumer sees it; nothing is read before `rows` runs. */
export interface Table<out Row> {
  readonly kind: "table"
  readonly stored: OutputRecord
  readonly rows: Effect.Effect<ReadonlyArray<Row>, ArtifactError>
}

/** A struct whose fields are strings, numbers, booleans, number lists, or null. */
export type RowSchema = Schema.Codec<unknown, unknown> & { readonly fields: Schema.Struct.Fields }

/** Columns by name: what `Schema.Struct` is given. */
export type RowFields = Readonly<Record<string, Schema.Codec<unknown, unknown>>>

/** The row of a schema, or of plain columns. */
export type RowOf<S> = S extends RowSchema ? S["Type"] : S extends RowFields ? Schema.Struct<S>["Type"] : never

/** A kind of tables. A mapped node returns some rows per item. */
export type TableKind<Row> = ItemKind<"table", Table<Row>, Iterable<Row>, Iterable<Row>>

type Codec = Schema.Codec<unknown, unknown> & { readonly fields: Schema.Struct.Fields }

/**
 * Encodes row by row, so that what does not fit is named by row and column. As everywhere in TypeScript a row may be
 * wider than asked for; what more it has is left out.
 */
const rowEncoder = (row: Codec, names: ReadonlyArray<string>) => {
  const encode = Schema.encodeUnknownResult(row)
  const required = names.filter((name) => (row.fields[name] as Schema.Top).ast.context?.isOptional !== true)
  const problemOf = (value: unknown, problem: string): string => {
    try {
      fieldsOf(value, required)
      return problem
    } catch (cause) {
      if (cause instanceof DraftError) return cause.message
      throw cause
    }
  }
  return function*(rows: Iterable<unknown>): Generator<Record<string, unknown>> {
    if (typeof rows !== "object" || rows === null || !(Symbol.iterator in rows)) {
      return refuse(`${described(rows)} given, rows expected`)
    }
    let i = 0
    for (const value of rows) {
      i++
      if (typeof value !== "object" || value === null) refuse(`row ${i} is ${described(value)}, not a row`)
      const result = encode(value)
      if (result._tag === "Failure") {
        refuse(`row ${i}: column ${problemOf(value, schemaProblem(result.failure.issue))}`)
      } else yield result.success as Record<string, unknown>
    }
  }
}

const isOdd = (cell: unknown): boolean =>
  typeof cell === "number"
    ? !Number.isFinite(cell) || Object.is(cell, -0)
    : typeof cell === "object" && cell !== null && Array.from(cell as ArrayLike<unknown>).some(isOdd)

const spelled = (_: string, cell: unknown): unknown => {
  if (typeof cell === "number") return isOdd(cell) ? `${Object.is(cell, -0) ? "-" : ""}${cell}` : cell
  return ArrayBuffer.isView(cell) ? Array.from(cell as unknown as ArrayLike<number>) : cell
}

/** A row and, once it is asked for, a text that no other row of its columns has. `numeric` names columns of numbers. */
class Written {
  readonly row: Row
  private readonly numeric: ReadonlyArray<string>
  private known: string | undefined
  constructor(row: Row, numeric: ReadonlyArray<string>) {
    this.row = row
    this.numeric = numeric
  }
  get text(): string {
    return this.known ??= this.numeric.some((name) => isOdd(this.row[name]))
      ? JSON.stringify(this.row, spelled)
      : JSON.stringify(this.row)
  }
}

const written = function*(rows: Iterable<Row>, numeric: ReadonlyArray<string>): Generator<Written> {
  for (const row of rows) yield new Written(row, numeric)
}

/**
 * Rows described by `row`, a struct or plain columns. Order is kept. The rows of a mapped node's items follow each other.
 *
 * Failure: a row that does not fit, with its number and the column named.
 *
 * @example
 * ```ts
 * import { Node, Schema, table } from "partita"
 * export const tracks = Node.fn({
 *   outputs: { tracks: table({ id: Schema.String, loudnessDb: Schema.NullOr(Schema.Finite) }) },
 *   run: () => ({ tracks: [{ id: "a", loudnessDb: -9.5 }, { id: "b", loudnessDb: null }] })
 * })
 * ```
 */
export const table = <const S extends RowSchema | RowFields>(row: S): TableKind<RowOf<S>> =>
  tableOf(Schema.isSchema(row) ? row as RowSchema : Schema.Struct(row as RowFields)) as TableKind<RowOf<S>>

/** Rows of items as JSON, without the columns that are attached when they are gathered. */
const interimOf = (row: Codec, attached: ReadonlyArray<string>) => {
  const fields = Object.fromEntries(Object.entries(row.fields).filter(([name]) => !attached.includes(name)))
  const kept = attached.length === 0 ? row : Schema.Struct(fields) as unknown as Codec
  const encodeRows = rowEncoder(kept, Object.keys(fields))
  const codec = Schema.toCodecJson(Schema.Array(kept))
  const toJson = Schema.encodeUnknownSync(codec)
  const fromJson = Schema.decodeUnknownSync(codec)
  return {
    toLines: (draft: Iterable<unknown>) => {
      const rows = typeof draft === "object" && draft !== null && Symbol.iterator in draft ? Array.from(draft) : draft
      for (const _ of encodeRows(rows)); // checks them
      return toJson(rows) as ReadonlyArray<unknown>
    },
    fromLines: (lines: ReadonlyArray<unknown>) => fromJson(lines) as ReadonlyArray<object>
  }
}

const tableOf = (row: Codec): TableKind<unknown> => {
  const columns = columnsOf(row)
  const names = columns.map((column) => column.name)
  const isOptional = (name: string): boolean => (row.fields[name] as Schema.Top).ast.context?.isOptional === true
  const numeric = columns.filter(({ type }) => type === "number" || type === "numbers").map(({ name }) => name)
  const decodeRows = Schema.decodeUnknownSync(Schema.Array(row))
  const encodeRows = rowEncoder(row, names)
  const save = (store: Store, draft: Iterable<unknown>) =>
    saving("table", async () => {
      const { writeTable } = await import("../../format/parquet.ts")
      const chunks: Array<Chunk> = []
      const write = async (rows: ReadonlyArray<Written>) => {
        const path = `${store.scratch()}/${crypto.randomUUID()}.parquet`
        await writeTable(columns, rows.map(({ row }) => row), path)
        return store.putFile(path)
      }
      for (const { isAll, rows } of cutRows(written(encodeRows(draft), numeric), ({ text }) => zlib.crc32(text))) {
        if (isAll) return recordOf({ rows: rows.length, ...await write(rows) })
        const content = digestOf(rows.map(({ text }) => text).join("\n"))
        chunks.push(await storeOnce(store, { form, content, rows: rows.length }, () => write(rows)))
      }
      return recordOf(joinChunks(store, chunks))
    })
  const form = digestOf(canonicalJson(["rows as Parquet", columns]))
  const recordOf = ({ digest, rows, sizeBytes }: Chunk): OutputRecord & { readonly rows: number } => ({
    kind: "table",
    digest,
    sizeBytes,
    summary: `${rows.toLocaleString("en")} rows`,
    rows
  })
  const read = async (_store: Store, path: string) => {
    const { readTable } = await import("../../format/parquet.ts")
    return readTable(path)
  }
  const saveBatch = (store: Store, drafts: ReadonlyArray<Iterable<unknown>>, attached: ReadonlyArray<string> = []) =>
    saving("table", () => {
      const { toLines } = interimOf(row, attached)
      return saveLines(store, checkEach(drafts, toLines))
    })
  const gather = (store: Store, parts: ReadonlyArray<Part>) =>
    Effect.flatMap(
      saving("table", () => {
        const { fromLines } = interimOf(row, Object.keys(parts[0]?.attached ?? {}))
        return readParts(store, parts).flatMap((lines, i) =>
          fromLines(lines).map((each) => ({ ...each, ...parts[i]!.attached }))
        )
      }),
      (rows) => save(store, rows)
    )
  const join = (store: Store, gathered: ReadonlyArray<OutputRecord>) =>
    saving("table", () => recordOf(joinChunks(store, gathered.map((record) => ({ rows: 0, ...record })))))
  return {
    tag: "table",
    extension: ".parquet",
    labelColumns: Object.entries(row.fields).flatMap(([name, field]) => isLabel(field as Schema.Top) ? [name] : []),
    save,
    open: (store, record) => ({
      kind: "table",
      stored: record,
      rows: opening("table", async () => {
        const { readTable } = await import("../../format/parquet.ts")
        return decodeRows(
          await readTable(
            rowFiles(store, record.digest),
            names.filter((name) => !isOptional(name)),
            names.filter(isOptional)
          )
        )
      })
    }),
    items: { attachable: names, saveBatch, gather, join },
    file: { read, readItem: read }
  }
}
