import { describe, expect, it } from "vitest"
import { testFunctions } from "../../../bench/search-functions.ts"
import { nameOf } from "../../../src/dataflow/sweep/point.ts"
import { SpaceFault } from "../../../src/dataflow/sweep/space-fault.ts"
import { choice, float, int, log, type Point, type Space, when } from "../../../src/dataflow/sweep/space.ts"
import { type StrategyName, strategyNames, strategyOf } from "../../../src/dataflow/sweep/strategy.ts"
import { type Ask, pastOf, type Pending, type Told } from "../../../src/dataflow/sweep/trial.ts"
import { Random } from "../../../src/math/random.ts"

const continuous: Space = { "f.x": float(-5, 10), "f.y": float(0, 15) }
const conditional: Space = {
  "m.kind": choice(["none", "k-means", "mixture"]),
  "m.k": when("m.kind", ["k-means", "mixture"], int(2, 12)),
  "m.tol": when("m.kind", ["mixture"], log(1e-6, 1e-1))
}
const finite: Space = { "a.x": choice(["u", "v", "w"]), "a.y": int(1, 4), "a.z": when("a.x", ["u"], int(1, 2)) }

const made = (name: StrategyName, space: Space, seed = 1): Ask => strategyOf(name, space, seed) as Ask

/** All that a strategy asks for until it has no more, each trial told before the next. */
const asked = (ask: Ask, count: number, loss: (point: Point) => ReadonlyArray<number> | undefined) => {
  const told: Array<Told> = []
  for (let trial = 0; trial < count; trial++) {
    const point = ask(trial, told, [])
    if (point === undefined) break
    told.push({ trial, point, losses: loss(point) })
  }
  return told
}

const bowl = (point: Point) => [((point["f.x"] as number) - 2) ** 2 + ((point["f.y"] as number) - 3) ** 2]
const bestOf = (told: ReadonlyArray<Told>): number => Math.min(...told.map(({ losses }) => losses![0]!))
const pointsOf = (told: ReadonlyArray<Told>) => told.map(({ point }) => point)

describe.each(strategyNames)("%s", (name) => {
  it("asks for each of 16 points once and then for none, whatever it is told", () => {
    const told = asked(made(name, finite), 100, ({ "a.y": y }) => y === 2 ? undefined : [y as number])

    expect(new Set(pointsOf(told).map(nameOf)).size).toBe(16)
    expect(told).toHaveLength(16)
  })
})

describe.each(["random", "sobol", "tpe", "nsga2"] as const)("%s", (name) => {
  it("asks the same of a new process, in whatever order it is told, and something else with another seed", () => {
    const told = asked(made(name, continuous), 45, bowl)
    const pending: ReadonlyArray<Pending> = [{ trial: 45, point: { "f.x": 0, "f.y": 0 } }]

    const point = made(name, continuous)(46, told, pending)

    expect(made(name, continuous)(46, told.toReversed(), pending)).toEqual(point)
    expect(made(name, continuous, 2)(46, told, pending)).not.toEqual(point)
  })

  it("gives a dimension only where its condition holds", () => {
    const points = pointsOf(asked(made(name, conditional), 40, ({ "m.k": k }) => [typeof k === "number" ? k : 20]))

    expect(new Set(points.map((point) => Object.keys(point).join()))).toEqual(
      new Set(["m.kind", "m.kind,m.k", "m.kind,m.k,m.tol"])
    )
  })
})

it("a grid over a continuum is a fault that says so", () => {
  const fault = strategyOf("grid", { "a.b": float(0, 1) }, 1) as SpaceFault

  expect([fault.message, fault.given, fault.hint]).toEqual([
    "A grid cannot have every value of a.b.",
    "a.b=0..1",
    "list values, give steps as in a.b=0..1/0.1, or use another strategy"
  ])
})

describe("tpe", () => {
  it("comes nearer to the bottom of a bowl in 40 trials than random search in 400", () => {
    expect(bestOf(asked(made("tpe", continuous), 40, bowl))).toBeLessThan(
      bestOf(asked(made("random", continuous), 400, bowl))
    )
  })

  it.each(testFunctions.filter(({ name }) => /Branin|Hartmann/.test(name)))(
    "comes near to the known minimum of $name in 60 trials",
    ({ at, bounds, minimum }) => {
      const box = Object.fromEntries(bounds.map(([low, high], i) => [`f.x${i}`, float(low, high)]))
      const loss = (point: Point) => [at(bounds.map((_, i) => point[`f.x${i}`] as number))]
      const regrets = [1, 2, 3].map((seed) => bestOf(asked(made("tpe", box, seed), 60, loss)) - minimum)

      expect(regrets.sort((a, b) => a - b)[1]).toBeLessThan(0.6) // of a fall of 300, and of 3.3
      expect(regrets[0]).toBeGreaterThanOrEqual(0)
    }
  )

  it("finds the kind, and within it the number, that a conditional space hides", () => {
    const hidden = ({ "m.k": k, "m.kind": kind, "m.tol": tol }: Point) =>
      kind === "mixture" ? [Math.abs((k as number) - 7) + Math.abs(Math.log10(tol as number) + 4)] : [8]

    const late = asked(made("tpe", conditional), 60, hidden).slice(30)

    expect(late.filter(({ point }) => point["m.kind"] === "mixture").length).toBeGreaterThan(17)
    expect(bestOf(late)).toBeLessThan(1)
  })

  it("does not ask for a point where several trials run", () => {
    const told = asked(made("tpe", continuous), 20, bowl)
    const moved = Array.from({ length: 20 }, (_, seed) => {
      const ask = made("tpe", continuous, seed)
      const point = ask(26, told, [])!
      const beside = ask(26, told, Array.from({ length: 6 }, (_, i) => ({ trial: 20 + i, point })))!
      return nameOf(beside) !== nameOf(point)
    })

    expect(moved.filter((each) => each).length).toBeGreaterThan(17)
  })

  it("stays away from where trials fail", () => {
    const half = (point: Point) => (point["f.x"] as number) < 2.5 ? undefined : [15 - (point["f.y"] as number)]

    const late = asked(made("tpe", continuous), 60, half).slice(20)

    expect(late.filter(({ losses }) => losses === undefined).length).toBeLessThan(6)
  })

  it("believes trials that ran longer before those that were stopped", () => {
    const random = new Random(1)
    const point = (x: number) => ({ "f.x": x + random.uniform(), "f.y": 15 * random.uniform() })
    const told = Array.from({ length: 60 }, (_, trial): Told =>
      trial % 2 === 0
        ? { trial, point: point(-5), losses: [0], resource: 1 } // promising, and stopped
        : { trial, point: point(trial < 12 ? 8 : 2), losses: [trial < 12 ? 1 : 2], resource: 9 })

    const next = Array.from({ length: 10 }, (_, i) => made("tpe", continuous, i)(60, told, [])!["f.x"] as number)

    expect(next.filter((x) => x > 6).length).toBeGreaterThan(7)
  })
})

describe("the past of an ask", () => {
  const point = { "f.x": 0, "f.y": 0 }
  const ended = (trial: number): Told => ({ trial, point, losses: [trial] })
  const running = (trial: number): Pending => ({ trial, point })

  it("is the same whichever of the trials beside it has ended", () => {
    const first = pastOf(3, 2, [ended(0), ended(1), running(2)])

    expect(first).toEqual({ told: [ended(0), ended(1)], pending: [running(2)] })
    expect(pastOf(3, 2, [ended(2), ended(1), ended(0), running(4)])).toEqual(first)
  })

  it("is not yet there while a trial before those beside it runs or has not begun", () => {
    expect(pastOf(3, 2, [ended(0), running(1), ended(2)])).toBeUndefined()
    expect(pastOf(3, 2, [ended(0), ended(1)])).toBeUndefined()
  })
})
