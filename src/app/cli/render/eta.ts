/** Time left, from how fast the last steps went. */

/** Progress at a moment. Units: milliseconds since the run began. */
export interface Sample {
  readonly at: number
  readonly done: number
}

const windowSamples = 20

/** Milliseconds until `of`, or undefined before two different samples. Looks at the last 20 samples. */
export const estimateLeft = (samples: ReadonlyArray<Sample>, of: number): number | undefined => {
  const recent = samples.slice(-windowSamples)
  const first = recent[0]
  const last = recent.at(-1)
  if (first === undefined || last === undefined || last.done <= first.done || last.at <= first.at) return undefined
  return (of - last.done) * (last.at - first.at) / (last.done - first.done)
}
