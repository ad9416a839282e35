/**
 * One synthesised clip: what it will sound like is planned first, cheaply, and rendered when its samples are wanted.
 *
 * The same plan and seed give the same bytes within one JavaScript engine; Math.sin, exp and tanh are not specified
 * to the last bit, so another engine's version may differ there. The pinned runtime makes the corpus reproducible.
 */
import { Random } from "../../math/random.ts"
import { addBass, addLead, addPad } from "./arrangement.ts"
import { between, chance, pick } from "./draw.ts"
import { type GenreName, genreNames, genres, type Layers } from "./genres.ts"
import { noiseStrip } from "./noise.ts"
import { corpusSampleRateHz } from "./oscillator.ts"
import { addDrums } from "./percussion.ts"
import { overdrive, produce } from "./production.ts"
import { chords, scales } from "./scale.ts"

const fusionShare = 0.3
const borrowedShare = 0.35 // of a fusion clip's layers, each on its own

/** What is decided about a clip before a sample of it exists. `fusion` is the genre some layers are borrowed from. */
export interface ClipPlan {
  readonly genre: GenreName
  readonly seed: number
  readonly fusion: GenreName | null
  readonly borrowed: ReadonlyArray<keyof Layers>
  readonly layers: Layers
  readonly tempoBpm: number
}

/** A clip with its sound: mono, 22,050 Hz, every |sample| < 1. */
export interface Clip extends ClipPlan {
  readonly samples: Float32Array
}

const layerNames = ["drums", "lead", "bass", "scales", "progressions", "chord", "pad"] as const

/** Draws the layers and the tempo of a clip; depends on the genre and the seed alone. */
export const planClip = (genre: GenreName, seed: number): ClipPlan => {
  const random = new Random(seed).fork("plan")
  const { layers, tempoBpm: { mean, spread } } = genres[genre]
  const tempoBpm = Math.min(180, Math.max(50, mean + spread * random.normal()))
  if (!chance(random, fusionShare)) return { genre, seed, fusion: null, borrowed: [], layers, tempoBpm }
  const fusion = pick(random, genreNames.filter((name) => name !== genre))
  const drawn = layerNames.filter(() => chance(random, borrowedShare))
  const borrowed = drawn.length > 0 ? drawn : [pick(random, layerNames)]
  const lent = Object.fromEntries(borrowed.map((name) => [name, genres[fusion].layers[name]]))
  return { genre, seed, fusion, borrowed, layers: { ...layers, ...lent }, tempoBpm }
}

/** The sound of a planned clip: mono, 22,050 Hz, every |sample| < 1. */
export const renderClip = (plan: ClipPlan, durationSec: number): Float32Array => {
  const { layers } = plan
  const root = new Random(plan.seed)
  const mix = root.fork("mix")
  const strip = noiseStrip(root.fork("noise"))
  const samples = new Float32Array(Math.round(durationSec * corpusSampleRateHz))
  const melody = new Float32Array(samples.length)
  const harmony = {
    scale: scales[pick(mix, layers.scales)],
    rootNote: 40 + mix.int(12), // E2 … D♯3
    roots: pick(mix, layers.progressions),
    chordSteps: chords[layers.chord],
    beatSec: 60 / plan.tempoBpm
  }
  const level = { drums: between(mix, 0.3, 0.65), lead: between(mix, 0.15, 0.4), bass: between(mix, 0.2, 0.45) }
  const padLevel = between(mix, 0.03, 0.12) * layers.pad
  const drive = between(mix, 2, 6)

  addBass(samples, harmony, { voice: layers.bass, level: level.bass, random: root.fork("bass") })
  if (padLevel > 0) addPad(samples, harmony, padLevel)
  addLead(melody, harmony, { voice: layers.lead, density: between(mix, 0.3, 0.8), random: root.fork("lead") })
  if (layers.lead === "overdriven") overdrive(melody, drive)
  for (let i = 0; i < samples.length; i++) samples[i]! += level.lead * melody[i]!
  const kit = { out: samples, strip, random: root.fork("drums") }
  addDrums(kit, layers.drums, { sec: harmony.beatSec, level: level.drums })
  produce(samples, strip, root.fork("production"))
  return samples
}

/**
 * Plans and renders a clip in one go.
 *
 * @example
 * ```ts
 * import { synthesizeClip } from "partita/corpus"
 * const { samples, tempoBpm } = synthesizeClip("bossa", 7, 2)
 * samples.length // → 44100
 * ```
 */
export const synthesizeClip = (genre: GenreName, seed: number, durationSec: number): Clip => {
  const plan = planClip(genre, seed)
  return { ...plan, samples: renderClip(plan, durationSec) }
}
