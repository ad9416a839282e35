/** Parquet column types from a row schema. */
import type * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import type { Column } from "../../format/parquet.ts"

type ColumnType = Column["type"]

const typeOf = (ast: SchemaAST.AST): ColumnType | undefined => {
  switch (ast._tag) {
    case "String":
    case "Literal":
      return "string"
    case "Number":
      return "number"
    case "Boolean":
      return "boolean"
    case "Arrays":
      return ast.rest.length === 1 && typeOf(ast.rest[0]!) === "number" ? "numbers" : undefined
    case "Union": {
      const types = new Set(ast.types.filter((member) => member._tag !== "Null").map(typeOf))
      return types.size === 1 ? [...types][0] : undefined
    }
    default:
      return undefined
  }
}

/** Columns in field order. Throws a TypeError for a field no Parquet column can hold. */
export const columnsOf = (row: { readonly fields: Schema.Struct.Fields }): ReadonlyArray<Column> =>
  Object.entries(row.fields).map(([name, field]) => {
    const type = typeOf(field.ast)
    if (type === undefined) {
      throw new TypeError(`column "${name}" is neither text, a number, a boolean, a number list nor null`)
    }
    return { name, type }
  })
