/**
 * A WebAssembly module with one function, `measure(list, listEnd, panels, panelsEnd, rowBytes, out)`: the squared
 * distances of the rows at the listed addresses to panels of eight, two numbers to a register.
 *
 * It is assembled here, instruction by instruction, since it is one small loop nest and a compiler would be one more
 * tool. A panel holds eight rows, transposed: [column, eight]. Every sum runs over columns in order, without fused
 * operations, so that its bits equal those of the plain loop on every machine.
 * Source of the codes: WebAssembly Core Specification 2.0, §5.4.
 */

const unsigned = (value: number): Array<number> =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]

const sized = (bytes: ReadonlyArray<number>): Array<number> => [...unsigned(bytes.length), ...bytes]
const section = (id: number, bytes: ReadonlyArray<number>): Array<number> => [id, ...sized(bytes)]
const name = (text: string): Array<number> => sized([...new TextEncoder().encode(text)])
const get = (local: number): Array<number> => [0x20, local]
const set = (local: number): Array<number> => [0x21, local]
const simd = (code: number, ...rest: ReadonlyArray<number>): Array<number> => [0xfd, ...unsigned(code), ...rest]

const type = { i32: 0x7f, v128: 0x7b }
const [list, listEnd, panels, panelsEnd, rowBytes, out] = [0, 1, 2, 3, 4, 5] // parameters
const [panel, column, rowEnd, value, gap, firstSum] = [6, 7, 8, 9, 10, 11]
const lanes = [0, 1, 2, 3] // a panel of eight fills four registers
const add32 = 0x6a
const isLess32 = 0x49 // unsigned
const loop = [0x03, 0x40]
const continueIf = [0x0d, 0x00]
const end = 0x0b

/** local += by; a constant is signed, so that one of more than six bits takes two bytes. */
const advance = (local: number, by: number): Array<number> => {
  const constant = by < 64 ? [by] : [(by & 0x7f) | 0x80, by >> 7]
  return [...get(local), 0x41, ...constant, add32, ...set(local)]
}

const zeroSums = lanes.flatMap((lane) => [...simd(0x0c, ...new Uint8Array(16)), ...set(firstSum + lane)])

const addSquaredGap = (lane: number): Array<number> => [
  ...get(value),
  ...get(panel),
  ...simd(0x00, 3, 16 * lane), // v128.load
  ...simd(0xf1), // f64x2.sub
  ...set(gap),
  ...get(firstSum + lane),
  ...get(gap),
  ...get(gap),
  ...simd(0xf2), // f64x2.mul
  ...simd(0xf0), // f64x2.add
  ...set(firstSum + lane)
]

const storeSum = (lane: number): Array<number> => [...get(out), ...get(firstSum + lane), ...simd(0x0b, 3, 16 * lane)]

const rowAddress = [...get(list), 0x28, 2, 0] // i32.load

const columnLoop = [
  ...loop,
  ...get(column),
  ...simd(0x0a, 3, 0), // v128.load64_splat
  ...set(value),
  ...lanes.flatMap(addSquaredGap),
  ...advance(panel, 64),
  ...advance(column, 8),
  ...get(column),
  ...get(rowEnd),
  isLess32,
  ...continueIf,
  end
]

const panelLoop = [
  ...loop,
  ...zeroSums,
  ...rowAddress,
  ...set(column),
  ...columnLoop,
  ...lanes.flatMap(storeSum),
  ...advance(out, 64),
  ...get(panel),
  ...get(panelsEnd),
  isLess32,
  ...continueIf,
  end
]

const rowLoop = [
  ...loop,
  ...rowAddress,
  ...get(rowBytes),
  add32,
  ...set(rowEnd),
  ...get(panels),
  ...set(panel),
  ...panelLoop,
  ...advance(list, 4),
  ...get(list),
  ...get(listEnd),
  isLess32,
  ...continueIf,
  end
]

const magic = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

const body = [
  2, // kinds of locals
  3,
  type.i32,
  6,
  type.v128,
  ...rowLoop,
  end
]

/** The module's bytes. It exports `memory` and `measure`; all arguments are byte addresses or counts of bytes. */
export const distanceModule = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...magic,
    ...section(1, [1, 0x60, 6, ...Array.from({ length: 6 }, () => type.i32), 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...name("memory"), 2, 0, ...name("measure"), 0, 0]),
    ...section(10, [1, ...sized(body)])
  ])
