/** Typed rows stored as Parquet. A consumer that asks for fewer columns accepts a wider table. */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, Kind } from "./artifact.ts"
import { columnsOf } from "./columns.ts"
import { lineItems } from "./json-lines.ts"
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

/**
 * Rows described by `row`. Order is kept.
 *
 * Failure: a row that does not fit the schema, with the column named.
 */
export const table = <S extends RowSchema>(
  row: S
): Kind<"table", Table<S["Type"]>, Iterable<S["Type"]>, Iterable<S["Type"]>> => {
  const columns = columnsOf(row)
  const names = columns.map((column) => column.name)
  const decodeRows = Schema.decodeUnknownSync(Schema.Array(row))
  const encodeRows = Schema.encodeUnknownSync(Schema.Array(row))
  const jsonCodec = Schema.toCodecJson(Schema.Array(row)) as Schema.Codec<ReadonlyArray<S["Type"]>, unknown>
  const toJson = Schema.encodeSync(jsonCodec)
  const fromJson = Schema.decodeUnknownSync(jsonCodec)
  const save = (store: Store, draft: Iterable<S["Type"]>) =>
    saving("table", async () => {
      const { writeTable } = await import("../../format/parquet.ts")
      const rows = encodeRows([...draft]) as ReadonlyArray<Record<string, unknown>>
      const path = `${store.scratch()}/${crypto.randomUUID()}.parquet`
      await writeTable(columns, rows, path)
      return { kind: "table", ...store.putFile(path), summary: `${rows.length.toLocaleString("en")} rows` }
    })
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
    items: lineItems<Iterable<S["Type"]>>(
      "table",
      (draft) => toJson([...draft]) as ReadonlyArray<unknown>,
      (store, lines) => save(store, fromJson(lines))
    )
  }
}
