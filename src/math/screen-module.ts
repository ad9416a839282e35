/**
 * A WebAssembly module with one function, `screen(rows, rowsEnd, rowBytes, panels, panelsEnd, panelBytes, chunkBytes,
 * limits, out)`: which of the columns in panels of sixteen lie near each row, four single-precision numbers to a
 * register. A panel is left as soon as a chunk of its columns has put all sixteen beyond the limit.
 *
 * `limits` holds two numbers, the higher first. For each row and panel with a sum of squared gaps not above the higher
 * one, four integers follow `out`: the addresses of row and panel, and for either limit the bits of the columns not above
 * it. The end of the last is stored at `out`, in the place before the first.
 */
import { advance, get, moduleOf, repeatUntil, set, simd } from "./wasm-code.ts"

const [rows, rowsEnd, rowBytes, panels, panelsEnd, panelBytes, chunkBytes, limits, out] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const [panel, column, value, chunkEnd, rowEnd, next] = [9, 10, 11, 12, 13, 14]
const [high, low, number, gap, firstSum] = [15, 16, 17, 18, 19]
const lanes = [0, 1, 2, 3] // sixteen columns fill four registers
const add32 = 0x6a
const isLess32 = 0x49 // unsigned
const store32 = (at: number, bytes: ReadonlyArray<number>) => [...get(next), ...bytes, 0x36, 2, at]
const addTo = (to: number, a: number, b: number) => [...get(a), ...get(b), add32, ...set(to)]

const addSquaredGap = (lane: number) => [
  ...get(number),
  ...get(value),
  ...simd(0x00, 2, 16 * lane), // v128.load
  ...simd(0xe5), // f32x4.sub
  ...set(gap),
  ...get(firstSum + lane),
  ...get(gap),
  ...get(gap),
  ...simd(0xe6), // f32x4.mul
  ...simd(0xe4), // f32x4.add
  ...set(firstSum + lane)
]

const chunk = [
  ...addTo(chunkEnd, column, chunkBytes),
  ...get(chunkEnd),
  ...get(rowEnd),
  ...get(chunkEnd),
  ...get(rowEnd),
  isLess32,
  0x1b, // select the smaller
  ...set(chunkEnd),
  ...repeatUntil(column, chunkEnd, [
    ...get(column),
    ...simd(0x09, 2, 0), // v128.load32_splat
    ...set(number),
    ...lanes.flatMap(addSquaredGap),
    ...advance(value, 64),
    ...advance(column, 4)
  ])
]

const least = [
  ...get(firstSum),
  ...lanes.slice(1).flatMap((lane) => [...get(firstSum + lane), ...simd(0xe8)]) // f32x4.min
]

const bitsNotAbove = (limit: number) =>
  lanes.flatMap((lane) => [
    ...get(firstSum + lane),
    ...get(limit),
    ...simd(0x45), // f32x4.le
    ...simd(0xa4), // i32x4.bitmask
    ...(lane === 0 ? [] : [0x41, 4 * lane, 0x74, 0x72]) // shift left, or
  ])

const report = [
  ...store32(0, get(rows)),
  ...store32(4, get(panel)),
  ...store32(8, bitsNotAbove(high)),
  ...store32(12, bitsNotAbove(low)),
  ...advance(next, 16)
]

const onePanel = [
  ...lanes.flatMap((lane) => [...simd(0x0c, ...new Uint8Array(16)), ...set(firstSum + lane)]),
  ...get(rows),
  ...set(column),
  ...get(panel),
  ...set(value),
  0x02, // block
  0x40,
  0x03, // loop over chunks
  0x40,
  ...chunk,
  ...least,
  ...get(high),
  ...simd(0x45), // f32x4.le
  ...simd(0x53), // v128.any_true
  0x45, // none: leave the block
  0x0d,
  0x01,
  ...get(column),
  ...get(rowEnd),
  isLess32,
  0x0d,
  0x00,
  0x0b,
  ...report,
  0x0b,
  ...addTo(panel, panel, panelBytes)
]

const body = [
  ...get(limits),
  ...simd(0x09, 2, 0), // v128.load32_splat
  ...set(high),
  ...get(limits),
  ...simd(0x09, 2, 4),
  ...set(low),
  ...get(out),
  0x41,
  16,
  add32,
  ...set(next),
  ...repeatUntil(rows, rowsEnd, [
    ...addTo(rowEnd, rows, rowBytes),
    ...get(panels),
    ...set(panel),
    ...repeatUntil(panel, panelsEnd, onePanel),
    ...addTo(rows, rows, rowBytes)
  ]),
  ...get(out),
  ...get(next),
  0x36,
  2,
  0
]

/** The module's bytes. It exports `memory` and `screen`; all arguments are byte addresses or counts of bytes. */
export const screenModule = (): Uint8Array<ArrayBuffer> =>
  moduleOf({ name: "screen", parameters: 9, i32: 6, v128: 8, body })
