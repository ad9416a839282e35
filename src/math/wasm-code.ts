/** Pieces of WebAssembly's binary format, for modules assembled by hand. Source: Core Specification 2.0, §5. */

/** A number below 2^32 in LEB128. */
export const unsigned = (value: number): ReadonlyArray<number> =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]

/** Bytes with their count before them. */
export const sized = (bytes: ReadonlyArray<number>): ReadonlyArray<number> => [...unsigned(bytes.length), ...bytes]

/** A section of a module. */
export const section = (id: number, bytes: ReadonlyArray<number>): ReadonlyArray<number> => [id, ...sized(bytes)]

/** A name as imports and exports have it. */
export const name = (text: string): ReadonlyArray<number> => sized([...new TextEncoder().encode(text)])

/** Reads a local variable. */
export const get = (local: number): ReadonlyArray<number> => [0x20, local]

/** Writes a local variable. */
export const set = (local: number): ReadonlyArray<number> => [0x21, local]

/** An instruction on registers of two float64. */
export const simd = (code: number, ...rest: ReadonlyArray<number>): ReadonlyArray<number> => [
  0xfd,
  ...unsigned(code),
  ...rest
]

/** local += by, for 0 ≤ by < 8192. */
export const advance = (local: number, by: number): ReadonlyArray<number> => [
  ...get(local),
  0x41,
  ...(by < 64 ? [by] : [(by & 0x7f) | 0x80, by >> 7]), // signed LEB128
  0x6a,
  ...set(local)
]

/** Does `body` until `local` has reached `limit`, at least once. */
export const repeatUntil = (
  local: number,
  limit: number,
  body: ReadonlyArray<number>
): ReadonlyArray<number> => [0x03, 0x40, ...body, ...get(local), ...get(limit), 0x49, 0x0d, 0x00, 0x0b]

/** Value types. */
export const type = { i32: 0x7f, v128: 0x7b } as const

/** A function of so many i32 parameters, with so many more locals, the i32 ones first. */
export interface WasmFunction {
  readonly name: string
  readonly parameters: number
  readonly i32: number
  readonly v128: number
  readonly body: ReadonlyArray<number>
}

const magic = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/** A module that exports `memory` and these functions. */
export const moduleOf = (...functions: ReadonlyArray<WasmFunction>): Uint8Array<ArrayBuffer> => {
  const count = unsigned(functions.length)
  return Uint8Array.from([
    ...magic,
    ...section(1, [
      ...count,
      ...functions.flatMap(({ parameters }) => [
        0x60,
        parameters,
        ...Array.from({ length: parameters }, () => type.i32),
        0
      ])
    ]),
    ...section(3, [...count, ...functions.keys()]),
    ...section(5, [1, 0, 1]),
    ...section(7, [
      ...unsigned(functions.length + 1),
      ...name("memory"),
      2,
      0,
      ...functions.flatMap((one, i) => [...name(one.name), 0, i])
    ]),
    ...section(10, [
      ...count,
      ...functions.flatMap(({ body, i32, v128 }) => sized([2, i32, type.i32, v128, type.v128, ...body, 0x0b]))
    ])
  ])
}
