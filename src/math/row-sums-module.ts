/**
 * A WebAssembly module with one function, `addRows(list, listEnd, factors, from, rowBytes, sum)`: to `sum` it adds the
 * rows at the listed addresses, each times its factor, sixteen columns at a time, the last eight alone where they are left
 * over, two numbers to a register. Every sum runs over the rows in order, without fused operations, so that its bits are
 * the same on every machine.
 */
import { advance, get, moduleOf, repeatUntil, set, simd } from "./wasm-code.ts"

const [list, listEnd, factors, from, rowBytes, sum] = [0, 1, 2, 3, 4, 5] // parameters
const [next, factorAt, address, wideEnd, factor, firstSum] = [6, 7, 8, 9, 10, 11]
const add32 = 0x6a
const subtract32 = 0x6b
const isLess32 = 0x49 // unsigned
const isLessSigned32 = 0x48

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

/** Adds all rows in the columns of so many registers. */
const addInto = (registers: ReadonlyArray<number>) => [
  ...sumAddress,
  ...registers.flatMap(loadSum),
  ...get(list),
  ...set(next),
  ...get(factors),
  ...set(factorAt),
  ...repeatUntil(next, listEnd, [
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
  ]),
  ...sumAddress,
  ...registers.flatMap(storeSum),
  ...advance(from, 16 * registers.length)
]

const comesBefore = (limit: number, isLess: number) => [...get(from), ...get(limit), isLess]

const body = [
  ...get(rowBytes),
  0x41, // i32.const 127
  0xff,
  0x00,
  subtract32,
  ...set(wideEnd),
  ...comesBefore(wideEnd, isLessSigned32),
  0x04, // if
  0x40,
  0x03, // loop
  0x40,
  ...addInto([0, 1, 2, 3, 4, 5, 6, 7]),
  ...comesBefore(wideEnd, isLessSigned32),
  0x0d, // br_if
  0x00,
  0x0b,
  0x0b,
  ...comesBefore(rowBytes, isLess32),
  0x04, // if
  0x40,
  ...addInto([0, 1, 2, 3]),
  0x0b
]

/** The module's bytes. It exports `memory` and `addRows`; all arguments are byte addresses or counts of bytes. */
export const rowSumsModule = (): Uint8Array<ArrayBuffer> =>
  moduleOf({ name: "addRows", parameters: 6, i32: 4, v128: 9, body })
