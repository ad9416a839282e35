/** Typed rows stored as Parquet. A consumer that asks for fewer columns accepts a wider table. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { OutputRecord } from "../store/action.ts"
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
  return (rows: Iterable<unknown>): ReadonlyArray<Record<string, unknown>> => {
    if (typeof rows !== "object" || rows === null || !(Symbol.iterator in rows)) {
      return refuse(`${described(rows)} given, rows expected`)
    }
    return Array.from(rows, (value, i) => {
      if (typeof value !== "object" || value === null) refuse(`row ${i + 1} is ${described(value)}, not a row`)
      const result = encode(value)
      if (result._tag === "Success") return result.success as Record<string, unknown>
      return refuse(`row ${i + 1}: column ${problemOf(value, schemaProblem(result.failure.issue))}`)
    })
  }
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
      const rows = typeof draft === "object" && draft !== null ? Array.from(draft) : draft
      encodeRows(rows)
      return toJson(rows) as ReadonlyArray<unknown>
    },
    fromLines: (lines: ReadonlyArray<unknown>) => fromJson(lines) as ReadonlyArray<object>
  }
}

const tableOf = (row: Codec): TableKind<unknown> => {
  const columns = columnsOf(row)
  const names = columns.map((column) => column.name)
  const decodeRows = Schema.decodeUnknownSync(Schema.Array(row))
  const encodeRows = rowEncoder(row, names)
  const save = (store: Store, draft: Iterable<unknown>) =>
    saving("table", async () => {
      const rows = encodeRows(draft)
      const { writeTable } = await import("../../format/parquet.ts")
      const path = `${store.scratch()}/${crypto.randomUUID()}.parquet`
      await writeTable(columns, rows, path)
      return { kind: "table", ...store.putFile(path), summary: `${rows.length.toLocaleString("en")} rows` }
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
        store.verify(record.digest)
        return decodeRows(await readTable(store.objectPath(record.digest), names))
      })
    }),
    items: { attachable: names, saveBatch, gather },
    file: { read, readItem: read }
  }
}
