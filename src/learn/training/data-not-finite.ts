/** Data that nothing can be learnt from. */

/**
 * A number that is NaN or infinite; `row` is its track.
 *
 * @example
 * ```ts
 * import { DataNotFinite } from "partita/training"
 * new DataNotFinite("features", 3, 1, NaN).message
 * // → "The features of row 3 hold NaN in column 1; training needs finite numbers."
 * ```
 */
export class DataNotFinite extends Error {
  readonly _tag = "DataNotFinite"
  readonly row: number
  readonly column: number
  readonly hint = "fill the value in or leave the track out before training"

  constructor(what: string, row: number, column: number, value: number) {
    super(`The ${what} of row ${row} hold ${value} in column ${column}; training needs finite numbers.`)
    this.name = "DataNotFinite"
    this.row = row
    this.column = column
  }
}
