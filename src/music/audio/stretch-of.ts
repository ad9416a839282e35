/** Which stretch of a sound is measured. Next: listen.ts. */

/** A sound of `samples`, of which `length` are kept, and which of its blocks are silent, [block]. */
export interface Measurable {
  readonly samples: number
  readonly length: number
  readonly blockSamples: number
  readonly isSilent: ReadonlyArray<boolean>
}

const mostSilent = 0.5 // share of the middle that may be silent

/** Silent blocks among `count` from `first` on. */
const silentWithin = (isSilent: ReadonlyArray<boolean>, first: number, count: number): number =>
  isSilent.slice(first, first + count).filter((silent) => silent).length

/**
 * The middle, or, where most of that is silent, the stretch nearest to it that sounds most: an album's hidden track lies behind
 * minutes of nothing. First sample, and the one behind the last.
 */
export const stretchOf = ({ blockSamples, isSilent, length, samples }: Measurable): readonly [number, number] => {
  if (samples <= length) return [0, samples]
  const middle = Math.floor((samples - length) / 2)
  const count = Math.max(1, Math.floor(length / blockSamples))
  const first = Math.floor(middle / blockSamples)
  const silent = silentWithin(isSilent, first, count)
  if (silent <= mostSilent * count) return [middle, middle + length]
  const last = Math.floor((samples - length) / blockSamples)
  let best = { at: middle, silent, distance: 0 }
  for (let block = 0, now = silentWithin(isSilent, 0, count); block <= last; block++) {
    const distance = Math.abs(block - first)
    if (now < best.silent || now === best.silent && distance < best.distance) {
      best = { at: block * blockSamples, silent: now, distance }
    }
    now += Number(isSilent[block + count] === true) - Number(isSilent[block] === true)
  }
  return [best.at, best.at + length]
}
