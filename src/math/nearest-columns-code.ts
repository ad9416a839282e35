/**
 * The code of `nearest(at, end, apart, columns)`: for each row of squared distances from `at` on, `apart` bytes apart, the
 * distance of the nearest of its first `columns`, that of the next, and the number of the nearest, the first when equal;
 * they replace the row's first three entries. Minima are chosen without branches, which nobody could foresee.
 */
import { advance, get, repeatUntil, set, simd } from "./wasm-code.ts"

const [at, end, apart, columns] = [0, 1, 2, 3] // parameters
const [next, pairsEnd] = [4, 5]
const [distance, nearest, second, label, number, other, chosen] = [6, 7, 8, 9, 10, 11, 12]
const add32 = 0x6a
const double = (value: number) => [...new Uint8Array(Float64Array.of(value).buffer)]
const constant = (low: number, high: number) => simd(0x0c, ...double(low), ...double(high))
const swapLanes = simd(0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)
const least = (a: number, b: number) => [...get(a), ...get(b), ...simd(0xf6)] // f64x2.pmin
const greatest = (a: number, b: number) => [...get(a), ...get(b), ...simd(0xf7)] // f64x2.pmax
const isLess = (a: number, b: number) => [...get(a), ...get(b), ...simd(0x49)] // f64x2.lt
const choose = (a: number, b: number) => [...get(a), ...get(b), ...get(chosen), ...simd(0x52), ...set(b)] // v128.bitselect

/** Takes in two columns at a time, one to a lane. */
const takeDistance = [
  ...isLess(distance, nearest),
  ...set(chosen),
  ...choose(number, label),
  ...greatest(nearest, distance),
  ...set(other),
  ...least(second, other),
  ...set(second),
  ...least(nearest, distance),
  ...set(nearest),
  ...get(number),
  ...constant(2, 2),
  ...simd(0xf0), // f64x2.add
  ...set(number)
]

/** Of both lanes the nearer one, the smaller number when equal. */
const joinLanes = [
  ...get(label),
  ...get(label),
  ...swapLanes,
  ...set(number),
  ...get(nearest),
  ...get(nearest),
  ...swapLanes,
  ...set(other),
  ...isLess(other, nearest),
  ...get(other),
  ...get(nearest),
  ...simd(0x47), // f64x2.eq
  ...isLess(number, label),
  ...simd(0x4e), // v128.and
  ...simd(0x50), // v128.or
  ...set(chosen),
  ...choose(number, label),
  ...greatest(nearest, other),
  ...set(distance),
  ...least(nearest, other),
  ...set(nearest),
  ...get(second),
  ...get(second),
  ...swapLanes,
  ...set(other),
  ...least(second, other),
  ...set(second),
  ...least(second, distance),
  ...set(second)
]

const storeFirst = (place: number, value: ReadonlyArray<number>) => [
  ...get(at),
  ...value,
  ...simd(0x5b, 3, 8 * place, 0) // v128.store64_lane
]

const oneRow = [
  ...constant(Infinity, Infinity),
  ...set(nearest),
  ...get(nearest),
  ...set(second),
  ...constant(0, 1),
  ...set(label),
  ...get(label),
  ...set(number),
  ...get(at),
  ...set(next),
  ...get(at),
  ...get(columns),
  0x41, // i32.const 1
  1,
  0x76, // i32.shr_u
  0x41, // i32.const 4
  4,
  0x74, // i32.shl
  add32,
  ...set(pairsEnd),
  ...get(columns),
  0x41, // i32.const 1
  1,
  0x4b, // i32.gt_u
  0x04, // if
  0x40,
  ...repeatUntil(next, pairsEnd, [
    ...get(next),
    ...simd(0x00, 3, 0), // v128.load
    ...set(distance),
    ...takeDistance,
    ...advance(next, 16)
  ]),
  0x0b,
  ...get(columns),
  0x41, // i32.const 1
  1,
  0x71, // i32.and
  0x04, // if: the last column is alone
  0x40,
  ...get(next),
  ...simd(0x5d, 3, 0), // v128.load64_zero
  0x44, // f64.const
  ...double(Infinity),
  ...simd(0x22, 1), // f64x2.replace_lane
  ...set(distance),
  ...takeDistance,
  0x0b,
  ...joinLanes,
  ...storeFirst(0, [...get(nearest), ...simd(0xef)]), // f64x2.sqrt
  ...storeFirst(1, [...get(second), ...simd(0xef)]),
  ...storeFirst(2, get(label)),
  ...get(at),
  ...get(apart),
  add32,
  ...set(at)
]

/** The function, for a module. */
export const nearestColumns = {
  name: "nearest",
  parameters: 4,
  i32: 2,
  v128: 7,
  body: repeatUntil(at, end, oneRow)
} as const
