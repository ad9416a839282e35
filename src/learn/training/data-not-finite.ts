/** Data that nothing can be learnt from. */

/** A number that is NaN or infinite; `row` is its track. */
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
