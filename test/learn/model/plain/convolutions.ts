/** Strided convolutions in plain float64 loops, padded by one pixel on every side. */
import type { PlainWeights } from "./layers.ts"

/** Pixels row by row, the channels of a pixel side by side. */
export interface Image {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly data: Float64Array
}

/** Calls back with every pair of pixels, in the larger and in the smaller image, that a window of the filter joins. */
const overWindows = (
  large: { readonly height: number; readonly width: number },
  small: { readonly height: number; readonly width: number },
  kernel: number,
  visit: (atLarge: number, atSmall: number, window: number) => void
): void => {
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let i = 0; i < kernel; i++) {
        for (let j = 0; j < kernel; j++) {
          const [row, col] = [2 * y + i - 1, 2 * x + j - 1] as const
          if (row < 0 || col < 0 || row >= large.height || col >= large.width) continue
          visit(row * large.width + col, y * small.width + x, i * kernel + j)
        }
      }
    }
  }
}

const biased = (height: number, width: number, bias: ArrayLike<number>): Image => ({
  height,
  width,
  channels: bias.length,
  data: Float64Array.from({ length: height * width * bias.length }, (_, i) => bias[i % bias.length]!)
})

/** Stride 2: an axis of `n` becomes floor((n + 2 - kernel) / 2) + 1. Filter [kernel, kernel, in, out]. */
export const convolution = (weights: PlainWeights, name: string, image: Image): Image => {
  const { data: filter, shape: [kernel, , inputs, outputs] } = weights[`${name}.filter`]! as {
    data: ArrayLike<number>
    shape: [number, number, number, number]
  }
  const after = (length: number) => Math.floor((length + 2 - kernel) / 2) + 1
  const found = biased(after(image.height), after(image.width), weights[`${name}.bias`]!.data)
  overWindows(image, found, kernel, (from, to, window) => {
    for (let a = 0; a < inputs; a++) {
      for (let b = 0; b < outputs; b++) {
        found.data[to * outputs + b]! += image.data[from * inputs + a]! * filter[(window * inputs + a) * outputs + b]!
      }
    }
  })
  return found
}

/** The reverse: every pixel is spread over its window in an image of the stated size. Filter [kernel, kernel, out, in]. */
export const transposedConvolution = (
  weights: PlainWeights,
  name: string,
  image: Image,
  [height, width]: readonly [number, number]
): Image => {
  const { data: filter, shape: [kernel, , outputs, inputs] } = weights[`${name}.filter`]! as {
    data: ArrayLike<number>
    shape: [number, number, number, number]
  }
  const found = biased(height, width, weights[`${name}.bias`]!.data)
  overWindows(found, image, kernel, (to, from, window) => {
    for (let a = 0; a < inputs; a++) {
      for (let b = 0; b < outputs; b++) {
        found.data[to * outputs + b]! += image.data[from * inputs + a]! * filter[(window * outputs + b) * inputs + a]!
      }
    }
  })
  return found
}
