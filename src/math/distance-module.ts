/**
 * A WebAssembly module whose first function is `measure(list, listEnd, panels, panelsEnd, rest, rowBytes, out)`: the squared
 * distances of the rows at the listed addresses to panels of eight, two numbers to a register, and to the first `rest`
 * pairs, 0 … 3, of the panel at `panelsEnd`. The second one: nearest-columns-code.ts.
 *
 * It is assembled here, instruction by instruction, since it is one small loop nest and a compiler would be one more
 * tool. A panel holds eight rows, transposed: [column, eight]. Every sum runs over columns in order, without fused
 * operations, so that its bits equal those of the plain loop on every machine.
 */
import { nearestColumns } from "./nearest-columns-code.ts"
import { advance, get, moduleOf, repeatUntil, set, simd } from "./wasm-code.ts"

const [list, listEnd, panels, panelsEnd, rest, rowBytes, out] = [0, 1, 2, 3, 4, 5, 6] // parameters
const [panel, column, rowEnd, value, gap, firstSum] = [7, 8, 9, 10, 11, 12]
const pairs = [0, 1, 2, 3] // a panel of eight fills four registers
const add32 = 0x6a
const isLess32 = 0x49 // unsigned
const isEqual32 = 0x46

const rowAddress = [...get(list), 0x28, 2, 0] // i32.load

const addSquaredGap = (pair: number) => [
  ...get(value),
  ...get(panel),
  ...simd(0x00, 3, 16 * pair), // v128.load
  ...simd(0xf1), // f64x2.sub
  ...set(gap),
  ...get(firstSum + pair),
  ...get(gap),
  ...get(gap),
  ...simd(0xf2), // f64x2.mul
  ...simd(0xf0), // f64x2.add
  ...set(firstSum + pair)
]

/** Measures one row to some pairs of one panel. */
const onePanel = (some: ReadonlyArray<number>) => [
  ...some.flatMap((pair) => [...simd(0x0c, ...new Uint8Array(16)), ...set(firstSum + pair)]),
  ...rowAddress,
  ...set(column),
  ...repeatUntil(column, rowEnd, [
    ...get(column),
    ...simd(0x0a, 3, 0), // v128.load64_splat
    ...set(value),
    ...some.flatMap(addSquaredGap),
    ...advance(panel, 64),
    ...advance(column, 8)
  ]),
  ...some.flatMap((pair) => [...get(out), ...get(firstSum + pair), ...simd(0x0b, 3, 16 * pair)]),
  ...advance(out, 64)
]

const when = (condition: ReadonlyArray<number>, body: ReadonlyArray<number>) => [
  ...condition,
  0x04, // if
  0x40,
  ...body,
  0x0b
]

const body = repeatUntil(list, listEnd, [
  ...rowAddress,
  ...get(rowBytes),
  add32,
  ...set(rowEnd),
  ...get(panels),
  ...set(panel),
  ...when([...get(panel), ...get(panelsEnd), isLess32], repeatUntil(panel, panelsEnd, onePanel(pairs))),
  ...[1, 2, 3].flatMap((count) => when([...get(rest), 0x41, count, isEqual32], onePanel(pairs.slice(0, count)))),
  ...advance(list, 4)
])

/** The module's bytes. It exports `memory`, `measure` and `nearest`; all arguments are byte addresses or counts. */
export const distanceModule = (): Uint8Array<ArrayBuffer> =>
  moduleOf({ name: "measure", parameters: 7, i32: 3, v128: 6, body }, nearestColumns)
