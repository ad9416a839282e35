/** Trials with several losses: which are beaten by none, and how crowded they lie. */

/** Losses of trials, [trial][objective], less is better. */
export type Losses = ReadonlyArray<ReadonlyArray<number>>

/** Whether `a` is nowhere worse than `b` and somewhere better. */
export const dominates = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): boolean => {
  let isBetter = false
  for (let i = 0; i < a.length; i++) {
    if (a[i]! > b[i]!) return false
    if (a[i]! < b[i]!) isBetter = true
  }
  return isBetter
}

/**
 * Fronts of trials: the first is dominated by none, each later one only by those before it; within a front in order.
 * Source: Deb et al. 2002, "A fast and elitist multiobjective genetic algorithm: NSGA-II", §III-A.
 */
export const frontsOf = (losses: Losses): ReadonlyArray<ReadonlyArray<number>> => {
  const beats = losses.map((a) => losses.flatMap((b, i) => dominates(a, b) ? [i] : []))
  const beatenBy = new Int32Array(losses.length)
  for (const each of beats) for (const i of each) beatenBy[i]!++
  const fronts: Array<ReadonlyArray<number>> = []
  let front = losses.flatMap((_, i) => beatenBy[i] === 0 ? [i] : [])
  while (front.length > 0) {
    fronts.push(front)
    front = front.flatMap((i) => beats[i]!.filter((j) => --beatenBy[j]! === 0)).sort((a, b) => a - b)
  }
  return fronts
}

/** The trials that none beats, in order; equal ones are all there. */
export const paretoFront = (losses: Losses): ReadonlyArray<number> => frontsOf(losses)[0] ?? []

/**
 * How far the neighbours of each trial of one front lie apart, summed over objectives as shares of their ranges;
 * infinite at both ends of an objective. Source: Deb et al. 2002, §III-B.
 */
export const crowdingDistances = (front: Losses): Float64Array => {
  const distances = new Float64Array(front.length)
  for (let m = 0; m < (front[0]?.length ?? 0); m++) {
    const order = front.map((_, i) => i).sort((a, b) => front[a]![m]! - front[b]![m]! || a - b)
    const [first, last] = [order[0]!, order.at(-1)!]
    distances[first] = distances[last] = Infinity
    const range = front[last]![m]! - front[first]![m]!
    if (range === 0) continue
    for (let i = 1; i < order.length - 1; i++) {
      distances[order[i]!]! += (front[order[i + 1]!]![m]! - front[order[i - 1]!]![m]!) / range
    }
  }
  return distances
}
