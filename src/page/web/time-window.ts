/** The part of a run's time that is looked at. Units: milliseconds since the run began. */
export interface Window {
  readonly from: number
  readonly to: number
}

const shortestMs = 5

/** All of it. */
export const windowOf = (end: number): Window => ({ from: 0, to: end })

/** The window zoomed by `factor`, within a run that ends at `end`; what lies at `share` of it stays there. */
export const zoomedWindow = ({ from, to }: Window, end: number, factor: number, share: number): Window => {
  const length = Math.min(end, Math.max(Math.min(shortestMs, end), (to - from) / factor))
  const kept = from + (to - from) * share - length * share
  const start = Math.max(0, Math.min(end - length, kept))
  return { from: start, to: start + length }
}

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 12e5, 18e5, 36e5]

/** Round moments of a window, at most so many. */
export const ticksOf = ({ from, to }: Window, most: number): ReadonlyArray<number> => {
  const hours = 3_600_000
  const step = steps.find((each) => (to - from) / each <= most) ?? Math.ceil((to - from) / most / hours) * hours
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) => (first + i) * step)
}
