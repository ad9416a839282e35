/** How a run spent its time: cores in use from moment to moment, and what the end had to wait for. */
import { countText } from "./number-text.ts"
import type { WalkData, WalkStep } from "./walk-data.ts"

/** A duration as people read it: 40 ms, 3.2 s, 3m 31s, 1h 04m. Units: milliseconds in. */
export const durationText = (durationMs: number): string => {
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`
  const seconds = durationMs / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const pad = (value: number) => String(value).padStart(2, "0")
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${pad(whole % 60)}s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}h ${pad(minutes % 60)}m`
}

/** A size as people read it: 0 B, 1.4 kB, 310 MB. */
export const bytesText = (sizeBytes: number): string => {
  const units = ["B", "kB", "MB", "GB", "TB"]
  let [size, unit] = [sizeBytes, 0]
  while (size >= 999.5 && unit < units.length - 1) [size, unit] = [size / 1000, unit + 1]
  return `${unit === 0 || size >= 9.95 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`
}

/** Cores in use from some moment on, until the next. */
export interface Use {
  readonly from: number
  readonly cores: number
}

/** How many cores were in use, from the first moment at which any was; nothing where none ever was. */
export const coresInUse = (steps: ReadonlyArray<Pick<WalkStep, "spans">>): ReadonlyArray<Use> => {
  const changes = new Map<number, number>()
  const change = (at: number, by: number) => changes.set(at, (changes.get(at) ?? 0) + by)
  for (const [, from, to] of steps.flatMap(({ spans = [] }) => spans)) {
    change(from, 1)
    change(to, -1)
  }
  let cores = 0
  const uses = [...changes].toSorted(([a], [b]) => a - b).map(([from, by]): Use => ({ from, cores: cores += by }))
  return uses.filter((use, i) => i === 0 || use.cores !== uses[i - 1]!.cores)
}

/** Cores in use on average. Units: milliseconds for the run's time. */
export const meanCores = (steps: ReadonlyArray<Pick<WalkStep, "spans">>, durationMs: number): number =>
  steps.flatMap(({ spans = [] }) => spans).reduce((sum, [, from, to]) => sum + to - from, 0) / (durationMs || 1)

/**
 * The steps that the end of a run waited for: the one that ended last, of what it read the one that ended last, and so
 * on, in the order in which they ran. A step from the cache hands on what it waited for itself.
 */
export const longestWait = (steps: ReadonlyArray<WalkStep>): ReadonlyArray<WalkStep> => {
  const byName = new Map(steps.map((step) => [step.name, step]))
  const latest = (some: ReadonlyArray<WalkStep>): WalkStep | undefined => {
    const reached = new Set(some)
    for (const step of reached) { // grows while it is walked
      if (step.to !== undefined) continue
      for (const input of step.inputs) {
        const read = "step" in input ? byName.get(input.step) : undefined
        if (read !== undefined) reached.add(read)
      }
    }
    return [...reached].filter(({ to }) => to !== undefined).toSorted((a, b) => b.to! - a.to!)[0]
  }
  const way: Array<WalkStep> = []
  for (let step = latest(steps.filter(({ to }) => to !== undefined)); step !== undefined && !way.includes(step);) {
    way.unshift(step)
    step = latest(step.inputs.flatMap((input) => "step" in input ? byName.get(input.step) ?? [] : []))
  }
  return way
}

const listed = (items: ReadonlyArray<string>): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`

const namedAtMost = 3

/** Share of the cores from which on they are what a run waits for. */
const busyFrom = 0.85

/** The steps of the chain behind the end that took longest. */
const waits = (steps: ReadonlyArray<WalkStep>): string => {
  const longest = longestWait(steps).map((step) => ({ name: step.name, ms: step.to! - step.from! }))
    .toSorted((a, b) => b.ms - a.ms).slice(0, namedAtMost)
  return `The longest waits for its end were ${listed(longest.map(({ ms, name }) => `${name} (${durationText(ms)})`))}.`
}

/** What a run comes to: the first sentence, and what is said of its time. */
export const runSentences = ({ pipeline, run, steps }: WalkData): readonly [string, ...ReadonlyArray<string>] => {
  const count = (state: WalkStep["state"]) => steps.filter((step) => step.state === state).length
  const [ran, cached, failed] = [count("ran"), count("cached"), count("failed") + count("stopped")]
  const took = run === undefined ? "" : ` in ${durationText(run.durationMs)}`
  const said = [
    ran === steps.length
      ? `all ${countText(ran, "step")} ran${took}`
      : `${ran} of ${countText(steps.length, "step")} ran${took}`,
    ...(cached > 0 ? [`${cached} came from the cache`] : []),
    ...(failed > 0 ? [`${countText(failed, "step")} did not end well`] : [])
  ]
  const first = `${pipeline}: ${said.join(", ")}.`
  if (run === undefined || ran === 0) return [first]
  if (!run.isTimed) {
    return [
      first,
      "This run noted no cores: what ran at once is drawn side by side, as far as its ends tell.",
      waits(steps)
    ]
  }
  const mean = meanCores(steps, run.durationMs)
  return [
    first,
    `${mean.toFixed(1)} of ${countText(run.cores, "core")} were in use on average.`,
    mean >= busyFrom * run.cores ? "It waited for cores rather than for any one step." : waits(steps)
  ]
}
