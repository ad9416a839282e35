/** The sound sources: wave tables for sustained and struck notes, a plucked string, bursts of noise. */
import type { Random } from "../../math/random.ts"

/**
 * Every clip is rendered at this rate, mono.
 *
 * @example
 * ```ts
 * import { corpusSampleRateHz } from "partita/corpus"
 * corpusSampleRateHz // → 22050
 * ```
 */
export const corpusSampleRateHz = 22_050

const tableSamples = 2048
const tau = 2 * Math.PI

/** Amplitudes of the harmonics, from the fundamental up; few, so that only the topmost notes fold over, faintly. */
const harmonics = {
  sine: [1],
  soft: [1, 0.35, 0.15, 0.06],
  organ: [1, 0.6, 0.3, 0.25, 0, 0.15, 0, 0.1],
  reed: [0.5, 0.8, 1, 0.7, 0.5, 0.3, 0.25, 0.2],
  saw: Array.from({ length: 12 }, (_, i) => 0.7 / (i + 1)),
  square: Array.from({ length: 13 }, (_, i) => i % 2 === 0 ? 0.8 / (i + 1) : 0)
} as const
export type WaveName = keyof typeof harmonics

const tables = new Map<WaveName, Float32Array>()

const tableOf = (wave: WaveName): Float32Array => {
  const known = tables.get(wave)
  if (known !== undefined) return known
  const table = new Float32Array(tableSamples)
  harmonics[wave].forEach((amplitude, i) => {
    for (let n = 0; n < tableSamples; n++) table[n]! += amplitude * Math.sin(tau * (i + 1) * n / tableSamples)
  })
  tables.set(wave, table)
  return table
}

/** When and how loud a sound starts. */
export interface Onset {
  readonly startSec: number
  readonly level: number
}

/** A held note. `vibratoDepth` is a share of the frequency, at about 5.5 Hz. */
export interface Tone extends Onset {
  readonly wave: WaveName
  readonly frequencyHz: number
  readonly durationSec: number
  readonly attackSec: number
  readonly releaseSec: number
  readonly vibratoDepth: number
}

/** Adds a held note to `out`; what lies beyond its end is dropped. */
export const addTone = (out: Float32Array, tone: Tone): void => {
  const first = Math.round(tone.startSec * corpusSampleRateHz)
  const count = Math.min(out.length - first, Math.round((tone.durationSec + tone.releaseSec) * corpusSampleRateHz))
  const attack = Math.max(1, tone.attackSec * corpusSampleRateHz)
  const release = Math.max(1, tone.releaseSec * corpusSampleRateHz)
  const held = tone.durationSec * corpusSampleRateHz
  const step = tone.frequencyHz * tableSamples / corpusSampleRateHz
  const table = tableOf(tone.wave)
  let bentStep = step
  let phase = 0
  for (let i = 0; i < count; i++) {
    if ((i & 63) === 0) bentStep = step * (1 + tone.vibratoDepth * Math.sin(tau * 5.5 * i / corpusSampleRateHz))
    const rise = i < attack ? i / attack : 1
    const fall = i > held ? Math.max(0, 1 - (i - held) / release) : 1
    out[first + i]! += tone.level * rise * fall * table[phase | 0]!
    phase += bentStep
    if (phase >= tableSamples) phase -= tableSamples
  }
}

/** A struck note that dies away. Its pitch starts `bend` times its frequency higher and falls within `bendSec`. */
export interface Strike extends Onset {
  readonly wave: WaveName
  readonly frequencyHz: number
  readonly decaySec: number
  readonly bend: number
  readonly bendSec: number
}

/** Adds a struck note to `out`, five time constants long. */
export const addStrike = (out: Float32Array, strike: Strike): void => {
  const first = Math.round(strike.startSec * corpusSampleRateHz)
  const count = Math.min(out.length - first, Math.round(Math.min(strike.decaySec * 5, 3) * corpusSampleRateHz))
  const fade = Math.exp(-1 / (strike.decaySec * corpusSampleRateHz))
  const settle = Math.exp(-1 / (strike.bendSec * corpusSampleRateHz))
  const step = strike.frequencyHz * tableSamples / corpusSampleRateHz
  const table = tableOf(strike.wave)
  let level = strike.level
  let bend = strike.bend
  let phase = 0
  for (let i = 0; i < count; i++) {
    out[first + i]! += level * table[phase | 0]! * (i < 20 ? i / 20 : 1) // 20 samples: no click at the onset
    level *= fade
    phase += step * (1 + bend)
    bend *= settle
    if (phase >= tableSamples) phase -= tableSamples
  }
}

/** A plucked string. `brightness` (0, 1] filters the pluck; `sustain` < 1 is the loss per period. */
export interface Pluck extends Onset {
  readonly frequencyHz: number
  readonly brightness: number
  readonly sustain: number
}

/**
 * Adds a plucked string to `out`, two seconds long at most.
 * Source: Karplus & Strong 1983, "Digital synthesis of plucked-string and drum timbres".
 */
export const addPluck = (out: Float32Array, pluck: Pluck, random: Random): void => {
  const first = Math.round(pluck.startSec * corpusSampleRateHz)
  const count = Math.min(out.length - first, 2 * corpusSampleRateHz)
  const string = new Float32Array(Math.max(2, Math.round(corpusSampleRateHz / pluck.frequencyHz)))
  let smooth = 0
  for (let i = 0; i < string.length; i++) {
    smooth += pluck.brightness * (random.word() / 0x8000_0000 - 1 - smooth)
    string[i] = smooth
  }
  let at = 0
  let previous = 0
  for (let i = 0; i < count; i++) {
    const value = string[at]!
    out[first + i]! += pluck.level * value
    string[at] = pluck.sustain * 0.5 * (value + previous)
    previous = value
    if (++at === string.length) at = 0
  }
}
