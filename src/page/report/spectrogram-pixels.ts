/** The colours of a spectrogram, for those who make files of them: spectrogram-svg.ts, spectrogram-webp.ts. */

/** A dark-to-light ramp of even steps in lightness. Source: Smith & van der Walt 2015, matplotlib's magma, seven points. */
const ramp = [
  [0, 0, 4],
  [44, 17, 95],
  [114, 31, 129],
  [183, 55, 121],
  [241, 96, 93],
  [254, 175, 119],
  [252, 253, 191]
] as const

const shade = (share: number): readonly [number, number, number] => {
  const at = Math.min(1, Math.max(0, share)) * (ramp.length - 1)
  const low = Math.min(ramp.length - 2, Math.floor(at))
  const [a, b] = [ramp[low]!, ramp[low + 1]!]
  const mix = (i: 0 | 1 | 2) => Math.round(a[i] + (at - low) * (b[i] - a[i]))
  return [mix(0), mix(1), mix(2)]
}

/** Shapes: `levels` [mel, frame], row-major. */
export interface Levels {
  readonly height: number
  readonly width: number
  readonly levels: ArrayLike<number>
}

/** Where colours begin and end, in the units of the levels. */
export interface Colours {
  readonly floor: number
  readonly peak: number
}

/** Red, green and blue of every level, from `floor` (dark) to `peak` (light), low frequencies at the bottom. */
export const spectrogramPixels = ({ height, levels, width }: Levels, { floor, peak }: Colours): Buffer => {
  const pixels = Buffer.alloc(height * width * 3)
  for (let row = 0; row < height; row++) {
    for (let col = 0; col < width; col++) {
      const level = levels[(height - 1 - row) * width + col]!
      pixels.set(shade((level - floor) / (peak - floor)), (row * width + col) * 3)
    }
  }
  return pixels
}
