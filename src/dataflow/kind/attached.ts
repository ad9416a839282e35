/** Columns of an item's row that what it made carries without being decided by them, such as its id. */
import type { ItemCodec } from "./artifact.ts"

/** Which of the columns `attach` can be attached to outputs of a kind. */
export const attachedColumns = (
  attach: ReadonlyArray<string>,
  { items }: { readonly items: Pick<ItemCodec<never>, "attachable"> | undefined }
): ReadonlyArray<string> => attach.filter((column) => items?.attachable?.includes(column))

/** The values of some columns of a row. */
export const attachedValues = (row: object, columns: ReadonlyArray<string>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(columns.map((column) => [column, (row as Readonly<Record<string, unknown>>)[column]]))
