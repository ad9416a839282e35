/** Columns of a table, as what tells features from codes sees them. */

/** A column of numbers, [row]. */
export interface Numbers {
  readonly name: string
  readonly values: Float64Array
}

/** A column of words to which numbers may be the key: "" where a row has none. */
export interface Words {
  readonly name: string
  readonly values: ReadonlyArray<string>
}
