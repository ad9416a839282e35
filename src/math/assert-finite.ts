import type { Matrix } from "./matrix.ts"

/** Throws a RangeError that names the first entry of `x` that is NaN or infinite, and `who` cannot use it. */
export const assertFinite = (x: Matrix, who: string): void => {
  for (let at = 0; at < x.data.length; at++) {
    const value = x.data[at]!
    if (value - value !== 0) {
      const place = `row ${Math.floor(at / x.cols)}, column ${at % x.cols}`
      throw new RangeError(`${who}: ${place} is ${value}; drop or fill such values first`)
    }
  }
}
