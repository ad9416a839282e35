import { readFileSync } from "node:fs"
import { decodeWav } from "../../../src/music/audio/wav.ts"

const folder = new URL("../../golden/audio/", import.meta.url)

interface GoldenSignal {
  readonly gtzan57: Record<string, number>
  readonly scalars: Record<string, number>
}

interface Golden {
  readonly signals: Record<string, GoldenSignal>
  readonly mel_filterbank: {
    readonly row_sums: ReadonlyArray<number>
    readonly nonzeros_per_row: ReadonlyArray<number>
  }
  readonly chroma_filterbank: { readonly row_sums: ReadonlyArray<number> }
}

/** The manifest of the golden values. */
export const golden = JSON.parse(readFileSync(new URL("golden.json", folder), "utf8")) as Golden

/** The three golden signals. */
export type SignalName = "sine440" | "noise" | "music5s"

/** Samples of a golden signal, mono at 22 050 Hz. */
export const goldenSignal = (name: SignalName): Float32Array => {
  const [samples] = decodeWav(readFileSync(new URL(`${name}.wav`, folder)), `${name}.wav`).channels
  if (samples === undefined) throw new Error(`${name}.wav has no channel`)
  return samples
}

/** A golden array, flat, [bands, frames]. */
export const goldenArray = (signal: SignalName, name: string): Float32Array => {
  const bytes = readFileSync(new URL(`${signal}/${name}.f32`, folder))
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

/** Largest absolute difference of two series of equal length; Infinity when the lengths differ. */
export const largestDifference = (ours: ArrayLike<number>, theirs: ArrayLike<number>): number => {
  if (ours.length !== theirs.length) return Infinity
  let worst = 0
  for (let i = 0; i < ours.length; i++) worst = Math.max(worst, Math.abs(ours[i]! - theirs[i]!))
  return worst
}

/** [frame · band] as [band · frame]. */
export const transposed = (values: Float64Array, bands: number): Float64Array => {
  const frames = values.length / bands
  return Float64Array.from(values, (_, i) => values[(i % frames) * bands + Math.floor(i / frames)]!)
}
