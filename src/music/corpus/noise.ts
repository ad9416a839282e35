/** Noise for drums, breath and tape: one strip of it per clip, read from many places. */
import type { Random } from "../../math/random.ts"
import { corpusSampleRateHz, type Onset } from "./oscillator.ts"

const stripSamples = 65_536 // 3 s: long enough that its loop is not heard under music

/** A strip of white noise, uniform in [-1, 1). */
export const noiseStrip = (random: Random): Float32Array =>
  Float32Array.from({ length: stripSamples }, () => random.word() / 0x8000_0000 - 1)

/** A burst of noise that dies away. `smoothing` in (0, 1]: the larger, the more of the lows are taken out. */
export interface Burst extends Onset {
  readonly decaySec: number
  readonly smoothing: number
}

/** Adds a burst to `out`, starting at a random place of the strip. */
export const addBurst = (out: Float32Array, burst: Burst, strip: Float32Array, random: Random): void => {
  const first = Math.round(burst.startSec * corpusSampleRateHz)
  const count = Math.min(out.length - first, Math.round(burst.decaySec * 5 * corpusSampleRateHz))
  const fade = Math.exp(-1 / (burst.decaySec * corpusSampleRateHz))
  let at = random.int(strip.length)
  let level = burst.level
  let low = 0
  for (let i = 0; i < count; i++) {
    const white = strip[at]!
    low += burst.smoothing * (white - low)
    out[first + i]! += level * (white - low)
    level *= fade
    if (++at === strip.length) at = 0
  }
}
