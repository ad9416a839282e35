/** What is wrong with a sound that can be decoded all the same. */
import type { Audio } from "./audio.ts"

/** `clippedShare` of samples lie in runs at full scale; `silentShare` of 50 ms blocks lie below −60 dB. */
export interface SoundCheck {
  readonly durationSec: number
  readonly peak: number
  /** Root mean square over all channels in dB of full scale; −Infinity for silence. */
  readonly loudnessDb: number
  readonly clippedShare: number
  readonly silentShare: number
}

const fullScale = 0.999 // 32735 of 32767: encoders overshoot and round
const leastRun = 3 // samples: two at full scale happen in sound music
const blockSec = 0.05
const silence = 1e-3 // −60 dB of full scale

/** Samples of one channel that lie in runs at full scale, told piece by piece. */
class ClipCounter {
  private run = 0
  private counted = 0

  add(samples: Float32Array): void {
    for (let i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]!) >= fullScale) this.run++
      else if (this.run > 0) this.end()
    }
  }

  private end(): void {
    if (this.run >= leastRun) this.counted += this.run
    this.run = 0
  }

  get clipped(): number {
    return this.counted + (this.run >= leastRun ? this.run : 0)
  }
}

/** Energy of samples `from` … `to − 1`, summed over channels. */
const energy = (channels: ReadonlyArray<Float32Array>, from: number, to: number): number => {
  let sum = 0
  for (const channel of channels) for (let i = from; i < to; i++) sum += channel[i]! * channel[i]!
  return sum
}

/** Measures a sound that arrives in pieces, of which none is kept. */
export class SoundMeter {
  private readonly clips: ReadonlyArray<ClipCounter>
  private readonly energies: Float64Array // of each channel
  private readonly sampleRateHz: number
  readonly blockSamples: number
  private loudest = 0
  private isNumber = true
  private samples = 0
  private blockEnergy = 0
  private blockFilled = 0
  private readonly blocks: Array<boolean> = []

  constructor({ channels, sampleRateHz }: { readonly channels: number; readonly sampleRateHz: number }) {
    this.clips = Array.from({ length: channels }, () => new ClipCounter())
    this.energies = new Float64Array(channels)
    this.sampleRateHz = sampleRateHz
    this.blockSamples = Math.max(1, Math.round(blockSec * sampleRateHz))
  }

  /** Hears the next piece; all its channels have one length. */
  add(channels: ReadonlyArray<Float32Array>): void {
    const length = channels[0]?.length ?? 0
    channels.forEach((channel, c) => {
      this.clips[c]!.add(channel)
      let sum = this.energies[c]!
      for (let i = 0; i < length; i++) {
        const value = channel[i]!
        sum += value * value
        const size = Math.abs(value)
        if (size > this.loudest) this.loudest = size
        else if (size !== size) this.isNumber = false
      }
      this.energies[c] = sum
    })
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + this.blockSamples - this.blockFilled)
      this.blockEnergy += energy(channels, from, to)
      this.blockFilled += to - from
      if (this.blockFilled === this.blockSamples) this.endBlock()
      from = to
    }
    this.samples += length
  }

  private endBlock(): void {
    this.blocks.push(Math.sqrt(this.blockEnergy / (this.blockFilled * this.clips.length)) < silence)
    this.blockEnergy = 0
    this.blockFilled = 0
  }

  /** Which blocks of `blockSamples` are silent, once all was heard. */
  get isSilent(): ReadonlyArray<boolean> {
    return this.blocks
  }

  /** What was heard so far. Throws a RangeError before the first sample. */
  check(): SoundCheck {
    if (this.samples === 0) throw new RangeError("a sound without samples cannot be checked; decode it first")
    if (this.blockFilled > 0) this.endBlock()
    const all = this.samples * this.clips.length
    return {
      durationSec: this.samples / this.sampleRateHz,
      peak: this.isNumber ? this.loudest : NaN,
      loudnessDb: 10 * Math.log10(this.energies.reduce((sum, each) => sum + each, 0) / all),
      clippedShare: this.clips.reduce((sum, { clipped }) => sum + clipped, 0) / all,
      silentShare: this.blocks.filter((isSilent) => isSilent).length / Math.ceil(this.samples / this.blockSamples)
    }
  }
}

/**
 * Length, loudness, clipping and silence of a sound. Shapes: see Audio. Throws a RangeError for sound without a sample.
 */
export const checkSound = ({ channels, sampleRateHz }: Audio): SoundCheck => {
  const meter = new SoundMeter({ channels: channels.length, sampleRateHz })
  meter.add(channels)
  return meter.check()
}
