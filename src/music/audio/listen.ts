/** Hears a sound from beginning to end and keeps only the stretch that is measured. */
import { SILENCE_PEAK } from "./assert-clip.ts"
import type { Audio } from "./audio.ts"
import { BadAudio } from "./bad-audio.ts"
import { type SoundCheck, SoundMeter } from "./check-sound.ts"
import { clock, type Cut } from "./cut.ts"
import { resample } from "./resample.ts"
import { type Blocks, samplesOf } from "./sound-blocks.ts"
import { stretchOf } from "./stretch-of.ts"

/** A stretch of a sound, and what the whole of it is like. */
export interface Heard {
  readonly audio: Audio
  readonly sound: SoundCheck
}

const keptBytes = 96 * 2 ** 20 // of decoded sound: what is longer is decoded a second time, up to the stretch's end
const limits = { sec: 12 * 3600, bytes: 2 ** 34 } // a file that claims more is a trap or no piece of music

/** A block with `count` channels: where it has fewer, they are repeated. */
const spread = (channels: Audio["channels"], count: number): Audio["channels"] =>
  channels.length === count ? channels : Array.from({ length: count }, (_, i) => channels[i % channels.length]!)

/** Blocks of one number of channels that are all of one length, at the rate of the first: a file may be joined of several. */
async function* evenly(blocks: AsyncIterable<Audio>, name: string): AsyncGenerator<Audio> {
  let first: Audio | undefined
  for await (const { channels, sampleRateHz } of blocks) {
    if (channels.length === 0) throw new BadAudio("no-channels", name)
    first ??= { channels, sampleRateHz }
    const even = spread(channels, first.channels.length)
    if (even.some(({ length }) => length !== even[0]!.length)) {
      throw new BadAudio("damaged", name, "its channels differ in length")
    }
    const isAtRate = sampleRateHz === first.sampleRateHz || !(sampleRateHz >= 1 && first.sampleRateHz >= 1)
    yield {
      channels: isAtRate ? even : even.map((each) => resample(each, sampleRateHz, first!.sampleRateHz)),
      sampleRateHz: first.sampleRateHz
    }
  }
}

/** The blocks of a cut: what lies in front of it is sought past, else decoded and not held; behind it nothing is decoded. */
async function* within(blocks: Blocks, name: string, { endSec, startSec }: Cut): AsyncGenerator<Audio> {
  const isSought = blocks.after !== undefined
  let at: number | undefined // of the next sample
  for await (const { channels, sampleRateHz } of evenly(isSought ? blocks.after(startSec) : blocks(), name)) {
    const from = samplesOf(startSec, sampleRateHz)
    const to = endSec === null ? Infinity : samplesOf(endSec, sampleRateHz)
    at ??= isSought ? from : 0
    if (at > limits.sec * Math.max(1, sampleRateHz)) throw new BadAudio("too-long", name)
    const length = channels[0]!.length
    const [first, last] = [Math.max(0, from - at), Math.min(length, to - at)]
    if (first < last) {
      // a part is copied, so that the whole it is of is not held
      const isWhole = first === 0 && last === length
      yield { channels: isWhole ? channels : channels.map((each) => each.slice(first, last)), sampleRateHz }
    }
    at += length
    if (at >= to) return
  }
}

/** Samples `from` … `to − 1` of blocks that follow each other from sample 0. */
class Stretch {
  private readonly channels: ReadonlyArray<Float32Array>
  private at = 0
  private readonly from: number
  readonly to: number
  constructor(channels: number, [from, to]: readonly [number, number]) {
    this.from = from
    this.to = to
    this.channels = Array.from({ length: channels }, () => new Float32Array(to - from))
  }

  add(block: Audio["channels"]): boolean {
    const length = block[0]!.length
    const skip = Math.min(length, Math.max(0, this.from - this.at))
    const end = Math.max(skip, Math.min(length, this.to - this.at))
    const target = Math.max(0, this.at - this.from)
    if (end > skip) block.forEach((channel, c) => this.channels[c]!.set(channel.subarray(skip, end), target))
    this.at += length
    return this.at >= this.to
  }

  get taken(): Audio["channels"] {
    return this.channels
  }
}

/** What is said of a sound without a sample above the least. */
export const silentAsAWhole = (name: string, peak: number): BadAudio =>
  new BadAudio("silent", name, `its loudest sample is ${Number(peak.toPrecision(3))}`)

/**
 * The middle `excerptSec` seconds of a sound, or where it sounds if that is silent, or the first with `isFromStart`; and length,
 * loudness, clipping and silence of all of it.
 * Of a `cut` all that is so of the cut alone.
 * Failure: BadAudio "no-samples" for a sound without any, "behind-end" for a cut without any, "too-long" above twelve hours; what the
 * blocks reject with.
 */
export const listen = async (
  blocks: Blocks,
  name: string,
  excerptSec: number,
  { cut = null, isFromStart = false }: { readonly isFromStart?: boolean; readonly cut?: Cut | null } = {}
): Promise<Heard> => {
  const pieces = () => cut === null ? evenly(blocks(), name) : within(blocks, name, cut)
  let kept: Array<Audio> | undefined = []
  let shape: { readonly channels: number; readonly sampleRateHz: number } | undefined
  let meter: SoundMeter | undefined
  let samples = 0
  for await (const { channels, sampleRateHz } of pieces()) {
    shape ??= { channels: channels.length, sampleRateHz }
    if (!(sampleRateHz >= 1)) throw new BadAudio("bad-rate", name, `${sampleRateHz} Hz`) // else no length makes sense
    meter ??= new SoundMeter(shape)
    meter.add(channels)
    samples += channels[0]!.length
    const bytes = samples * shape.channels * 4
    if (samples > limits.sec * Math.max(1, sampleRateHz) || bytes > limits.bytes) throw new BadAudio("too-long", name)
    if (bytes > keptBytes && Number.isFinite(excerptSec)) kept = undefined
    kept?.push({ channels, sampleRateHz })
  }
  if (shape === undefined || meter === undefined || samples === 0) {
    if (cut === null) throw new BadAudio("no-samples", name)
    throw new BadAudio("behind-end", name, `it begins at ${clock(cut.startSec)}`)
  }
  const sound = meter.check()
  if (kept === undefined && sound.peak < SILENCE_PEAK) throw silentAsAWhole(name, sound.peak) // before it is decoded again
  const { sampleRateHz } = shape
  const length = Math.round(excerptSec * sampleRateHz)
  const measured = { blockSamples: meter.blockSamples, isSilent: meter.isSilent }
  const [from, to] = isFromStart ? [0, Math.min(samples, length)] : stretchOf({ ...measured, samples, length })
  const [only, ...others] = kept ?? []
  if (only !== undefined && others.length === 0 && !isFromStart) {
    return { audio: { channels: only.channels.map((channel) => channel.subarray(from, to)), sampleRateHz }, sound }
  }
  const stretch = new Stretch(shape.channels, [from, to])
  if (kept !== undefined) { for (const { channels } of kept) stretch.add(channels) }
  else for await (const { channels } of pieces()) if (stretch.add(channels)) break
  return { audio: { channels: stretch.taken, sampleRateHz }, sound }
}
