/** What a studio does to a recording, drawn alike for every genre so that it tells nothing about the genre. */
import type { Random } from "../../math/random.ts"
import { between } from "./draw.ts"
import { corpusSampleRateHz } from "./oscillator.ts"

/** Overdrive: tanh of the signal times `drive`. In place. */
export const overdrive = (samples: Float32Array, drive: number): void => {
  for (let i = 0; i < samples.length; i++) samples[i] = 0.8 * Math.tanh(drive * samples[i]!)
}

/** Dulls the highs: mixes in a one-pole low-pass at 1.2 … 10 kHz. In place. */
const tilt = (samples: Float32Array, random: Random): void => {
  const angle = 2 * Math.PI * 2 ** between(random, 10.2, 13.3) / corpusSampleRateHz
  const pole = angle / (1 + angle)
  const wet = between(random, 0, 0.5)
  let low = 0
  for (let i = 0; i < samples.length; i++) {
    low += pole * (samples[i]! - low)
    samples[i] = low * wet + samples[i]! * (1 - wet)
  }
}

/** A room of two reflections, which echo in turn. In place. */
const echo = (samples: Float32Array, random: Random): void => {
  const wet = between(random, 0, 0.35)
  const near = Math.round(between(random, 0.03, 0.09) * corpusSampleRateHz)
  const far = Math.round(between(random, 0.1, 0.23) * corpusSampleRateHz)
  for (let i = far; i < samples.length; i++) samples[i]! += wet * (0.5 * samples[i - near]! + 0.35 * samples[i - far]!)
}

/** A noise floor at -75 … -48 dB. In place. */
const hiss = (samples: Float32Array, strip: Float32Array, random: Random): void => {
  const level = 10 ** (between(random, -75, -48) / 20)
  let at = random.int(strip.length)
  for (let i = 0; i < samples.length; i++) {
    samples[i]! += level * strip[at]!
    if (++at === strip.length) at = 0
  }
}

/** Sets the peak to -12 … -1 dB of full scale; a silent clip stays silent. In place. */
const master = (samples: Float32Array, random: Random): void => {
  let peak = 0
  for (let i = 0; i < samples.length; i++) peak = Math.max(peak, Math.abs(samples[i]!))
  const gain = 10 ** (between(random, -12, -1) / 20) / (peak > 0 ? peak : 1)
  for (let i = 0; i < samples.length; i++) samples[i]! *= gain
}

/** Tilt, room, noise floor and level, in this order. In place; |sample| ≤ 0.9 after it. */
export const produce = (samples: Float32Array, strip: Float32Array, random: Random): void => {
  tilt(samples, random)
  echo(samples, random)
  hiss(samples, strip, random)
  master(samples, random)
}
