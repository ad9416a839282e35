/**
 * A WebAssembly module with one function, `addRows(list, listEnd, factors, from, rowBytes, sum)`: to `sum` it adds the
 * rows at the listed addresses, each times its factor, eight columns at a time and two numbers to a register. Every sum
 * runs over the rows in order, without fused operations, so that its bits are the same on every machine.
 */
import { advance, get, moduleOf, repeatUntil, set, simd } from "./wasm-code.ts"

const [list, listEnd, factors, from, rowBytes, sum] = [0, 1, 2, 3, 4, 5] // parameters
const [next, factorAt, address, factor, firstSum] = [6, 7, 8, 9, 10]
const registers = [0, 1, 2, 3] // eight columns
const add32 = 0x6a

const sumAddress = [...get(sum), ...get(from), add32, ...set(address)]
const loadSum = (i: number) => [...get(address), ...simd(0x00, 3, 16 * i), ...set(firstSum + i)]
const storeSum = (i: number) => [...get(address), ...get(firstSum + i), ...simd(0x0b, 3, 16 * i)]

const addColumns = (i: number) => [
  ...get(firstSum + i),
  ...get(factor),
  ...get(address),
  ...simd(0x00, 3, 16 * i), // v128.load
  ...simd(0xf2), // f64x2.mul
  ...simd(0xf0), // f64x2.add
  ...set(firstSum + i)
]

const rowLoop = repeatUntil(next, listEnd, [
  ...get(factorAt),
  ...simd(0x0a, 3, 0), // v128.load64_splat
  ...set(factor),
  ...get(next),
  0x28, // i32.load
  2,
  0,
  ...get(from),
  add32,
  ...set(address),
  ...registers.flatMap(addColumns),
  ...advance(next, 4),
  ...advance(factorAt, 8)
])

const columnLoop = repeatUntil(from, rowBytes, [
  ...sumAddress,
  ...registers.flatMap(loadSum),
  ...get(list),
  ...set(next),
  ...get(factors),
  ...set(factorAt),
  ...rowLoop,
  ...sumAddress,
  ...registers.flatMap(storeSum),
  ...advance(from, 64)
])

/** The module's bytes. It exports `memory` and `addRows`; all arguments are byte addresses or counts of bytes. */
export const rowSumsModule = (): Uint8Array<ArrayBuffer> =>
  moduleOf("addRows", { parameters: 6, i32: 3, v128: 5 }, columnLoop)
