/** Bass, held chords and melody: notes from a harmony, played by one of the voices a genre has. */
import type { Random } from "../../math/random.ts"
import { chance } from "./draw.ts"
import { addPluck, addStrike, addTone, corpusSampleRateHz } from "./oscillator.ts"
import type { WaveName } from "./oscillator.ts"
import { frequencyOfNote, noteOfStep } from "./scale.ts"

/** Who plays the melody. */
export type LeadVoice = "overdriven" | "strummed" | "square" | "bell" | "dotara" | "accordion"
/** What carries the lows. */
export type BassVoice = "saw" | "soft" | "sine" | "drone"

/** The harmony all voices follow. `chordSteps` are scale steps above a bar's root, `roots` one scale step a bar. */
export interface Harmony {
  readonly scale: ReadonlyArray<number>
  readonly rootNote: number
  readonly roots: ReadonlyArray<number>
  readonly chordSteps: ReadonlyArray<number>
  readonly beatSec: number
}

interface Bar {
  readonly startSec: number
  readonly root: number
}

const barsOf = (harmony: Harmony, samples: number): ReadonlyArray<Bar> => {
  const barSec = 4 * harmony.beatSec
  const count = Math.ceil(samples / (corpusSampleRateHz * barSec))
  return Array.from({ length: count }, (_, bar) => ({
    startSec: bar * barSec,
    root: harmony.roots[bar % harmony.roots.length]!
  }))
}

const pitch = (harmony: Harmony, step: number, octave: number): number =>
  frequencyOfNote(noteOfStep(harmony.scale, harmony.rootNote + 12 * octave, step))

/** Adds the bass: a drone of root and fifth under a whole bar, or one note a beat with some left out. */
export const addBass = (
  out: Float32Array,
  harmony: Harmony,
  { level, random, voice }: { readonly voice: BassVoice; readonly level: number; readonly random: Random }
): void => {
  const { beatSec } = harmony
  for (const { root, startSec } of barsOf(harmony, out.length)) {
    if (voice === "drone") {
      const held = { startSec, wave: "organ", durationSec: 4 * beatSec, attackSec: 0.05, releaseSec: 0.1 } as const
      const frequencyHz = pitch(harmony, 0, -1)
      addTone(out, { ...held, frequencyHz, level: level * 0.35, vibratoDepth: 0 })
      addTone(out, { ...held, frequencyHz: frequencyHz * 1.5, level: level * 0.2, vibratoDepth: 0 })
      continue
    }
    for (let beat = 0; beat < 4; beat++) {
      if (!chance(random, voice === "saw" ? 0.95 : 0.7)) continue
      addTone(out, {
        startSec: startSec + beat * beatSec,
        wave: voice,
        frequencyHz: pitch(harmony, root, -1),
        level: level * 0.6,
        durationSec: beatSec * 0.7,
        attackSec: 0.005,
        releaseSec: 0.05,
        vibratoDepth: 0
      })
    }
  }
}

/** Adds chords held for a bar each. */
export const addPad = (out: Float32Array, harmony: Harmony, level: number): void => {
  for (const { root, startSec } of barsOf(harmony, out.length)) {
    for (const step of harmony.chordSteps) {
      addTone(out, {
        startSec,
        wave: "soft",
        frequencyHz: pitch(harmony, root + step, 1),
        level,
        durationSec: 4 * harmony.beatSec,
        attackSec: 0.25,
        releaseSec: 0.3,
        vibratoDepth: 0.003
      })
    }
  }
}

/** One melody note as the voices see it. */
interface MelodyNote {
  readonly startSec: number
  readonly frequencyHz: number
  readonly eighth: number
  readonly bar: Bar
}

type Player = (out: Float32Array, harmony: Harmony, note: MelodyNote, random: Random) => void

const hold = (
  wave: WaveName,
  beats: number,
  [level, attackSec, releaseSec, vibratoDepth]: readonly [number, number, number, number]
): Player =>
(out, { beatSec }, { frequencyHz, startSec }) =>
  addTone(out, {
    startSec,
    wave,
    frequencyHz,
    level,
    durationSec: beatSec * beats,
    attackSec,
    releaseSec,
    vibratoDepth
  })

const players: Readonly<Record<LeadVoice, Player>> = {
  overdriven: (out, harmony, note, random) => {
    if (note.eighth % 4 === 0) hold("saw", 0.8, [0.2, 0.01, 0.05, 0.005])(out, harmony, note, random)
  },
  strummed: (out, harmony, { bar, eighth, frequencyHz, startSec }, random) => {
    addPluck(out, { startSec, frequencyHz: frequencyHz * 0.5, level: 0.9, brightness: 0.5, sustain: 0.996 }, random)
    if (eighth % 2 !== 0) return
    for (const step of harmony.chordSteps) {
      const chordHz = pitch(harmony, bar.root + step, 0)
      const strummedSec = startSec + 0.01 * step
      addPluck(
        out,
        { startSec: strummedSec, frequencyHz: chordHz, level: 0.4, brightness: 0.4, sustain: 0.995 },
        random
      )
    }
  },
  square: hold("square", 0.3, [0.35, 0.003, 0.05, 0]),
  accordion: hold("reed", 0.4, [0.35, 0.02, 0.04, 0.006]),
  bell: (out, _harmony, { frequencyHz, startSec }) =>
    addStrike(out, { startSec, wave: "soft", frequencyHz, level: 0.5, decaySec: 0.5, bend: 0, bendSec: 0.03 }),
  dotara: (out, _harmony, { frequencyHz, startSec }, random) =>
    addPluck(out, { startSec, frequencyHz, level: 1, brightness: 0.8, sustain: 0.99 }, random)
}

/** Chugged chords in eighths: the bed under an overdriven melody. */
const addChugs = (out: Float32Array, harmony: Harmony, random: Random): void => {
  for (const { root, startSec } of barsOf(harmony, out.length)) {
    for (let eighth = 0; eighth < 8; eighth++) {
      if (!chance(random, 0.85)) continue
      for (const step of harmony.chordSteps) {
        addTone(out, {
          startSec: startSec + eighth * harmony.beatSec / 2,
          wave: "saw",
          frequencyHz: pitch(harmony, root + step, 0),
          level: 0.3,
          durationSec: harmony.beatSec * 0.4,
          attackSec: 0.004,
          releaseSec: 0.03,
          vibratoDepth: 0
        })
      }
    }
  }
}

/** Adds a melody that wanders in small steps over the chords; `density` is the share of eighths with a note. */
export const addLead = (
  out: Float32Array,
  harmony: Harmony,
  { density, random, voice }: { readonly voice: LeadVoice; readonly density: number; readonly random: Random }
): void => {
  if (voice === "overdriven") addChugs(out, harmony, random)
  let height = random.int(7)
  for (const bar of barsOf(harmony, out.length)) {
    for (let eighth = 0; eighth < 8; eighth++) {
      if (!chance(random, density)) continue
      height = Math.max(-3, Math.min(11, height + Math.round(1.6 * random.normal())))
      const startSec = Math.max(0, bar.startSec + eighth * harmony.beatSec / 2 + 0.006 * random.normal())
      players[voice](out, harmony, { startSec, frequencyHz: pitch(harmony, bar.root + height, 1), eighth, bar }, random)
    }
  }
}
