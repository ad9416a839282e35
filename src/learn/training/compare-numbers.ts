/** How far two backends may be apart before one of them is wrong. */
import type { Arrays } from "./runtime.ts"

/**
 * Distance over size, both as root mean squares, above which numbers are wrong rather than rounded. Float32 stays below
 * 1e-5, the TF32 of NVIDIA's GPUs below 1e-3; a driver's mistake gives 0.1 and more.
 */
const tolerance = 1e-2

const sumOfSquares = (length: number, at: (i: number) => number): number => {
  let sum = 0
  for (let i = 0; i < length; i++) sum += at(i) ** 2
  return sum
}

/** Throws the name of the first array that is further from what was expected than rounding explains; NaN always is. */
export const assertSameNumbers = (what: string, found: Arrays, expected: Arrays): void => {
  for (const [name, numbers] of Object.entries(expected)) {
    const others = found[name]!
    const size = sumOfSquares(numbers.length, (i) => numbers[i]!)
    const distance = sumOfSquares(numbers.length, (i) => numbers[i]! - others[i]!)
    const off = size === 0 ? Math.sqrt(distance) : Math.sqrt(distance / size)
    if (Number.isFinite(size) && !(off <= tolerance)) {
      throw new Error(`it computes wrong numbers: ${what}, ${name} is off by ${off.toPrecision(2)} of its size`)
    }
  }
}
