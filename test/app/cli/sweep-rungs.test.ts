import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type FidelityFlags, fidelityOfFlags } from "../../../src/app/cli/sweep-fidelity.ts"
import { float } from "../../../src/dataflow/sweep/space.ts"
import type { Trial } from "../../../src/dataflow/sweep/sweep.ts"
import { Studio } from "./studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.edit("nodes/train/train.ts", "  outputs", `  continues: { along: "epochs" },\n  outputs`)
  studio.edit("nodes/train/train.ts", "/ params.beta\n", "/ params.beta + 9 / params.epochs\n")
})
afterAll(() => studio[Symbol.dispose]())

const asked = ["sweep", "demo", "--space", "train.beta=log:1..64", "--objective", "train.recon:min"]
const climbing = [...asked, "--resource", "train.epochs=1..9", "--eta", "3", "--budget", "9"]

describe("pipeline sweep --resource", () => {
  it("ends in a table that says how far each setting came, the furthest first, and what was spent", () => {
    const { code, stdout } = studio.pipeline(climbing)

    expect(code).toBe(0)
    expect(stdout.replace(/(show|sweep) [0-9a-f]{6}/g, "$1 <id>")).toMatchInlineSnapshot(`
      "✓ 9 trials  (27 nodes ran)  sweep <id>
         train.beta  train.epochs            train.recon  score.silhouette
      1    49.80086  9                             1.161             0.463
      2    32.64144  3, stopped at rung 2/3        3.245             0.236
      3    14.80992  3, stopped at rung 2/3        3.540             0.220
      4    8.525054  1, stopped at rung 1/3        9.938             0.091
      5    7.063193  1, stopped at rung 1/3         10.1             0.090
      6    4.629491  1, stopped at rung 1/3         10.7             0.085
      7     3.26485  1, stopped at rung 1/3         11.5             0.080
      8    2.083976  1, stopped at rung 1/3         12.8             0.072
      9    1.199601  1, stopped at rung 1/3         15.7             0.060
        spent       21 of 81 train.epochs (26 %)
        ranked by   train.recon, less is better, which needs no labels
        luck        The best of 9 settings is better than it will stay; several
                    seeds tell by how much (--seeds 3).
        best        pipeline show <id> --command   repeats it and lays it out
      "
    `)
  })

  it("says that there is no best, and why, where no setting was given all", () => {
    const { stdout } = studio.pipeline([...climbing.slice(0, -1), "2"])

    expect(stdout).toContain("  best        none: no setting was given all 9 of train.epochs.")
  })

  it("gives the same rungs one after the other as at once, and after a kill, under the median too", async () => {
    const trialsOf = (cache: string, ...more: ReadonlyArray<string>) => {
      const { stdout } = studio.pipeline([...climbing, "--prune", "median", "--json", ...more], {
        PIPELINE_CACHE: cache
      })
      const { spent, trials } = JSON.parse(stdout)
      return { spent, trials: trials.map(({ metrics, rung, set }: Trial) => ({ set, metrics, rung })) }
    }
    const alone = trialsOf("cache-alone", "-j", "1")

    const environment = { PIPELINE_CACHE: "cache-killed" }
    await studio.interrupt([...climbing, "--prune", "median", "-j", "2"], "rung 3/3", {
      environment,
      signal: "SIGKILL"
    })
    const resumed = trialsOf("cache-killed", "-j", "4")

    expect(alone.spent.spent).toBeLessThan(alone.spent.full)
    expect(resumed).toEqual(alone)
  })

  it("refuses a rule as a strategy, and says how it is asked for", () => {
    const { code, stderr } = studio.pipeline([...asked, "--strategy", "asha"])

    expect(code).toBe(2)
    expect(stderr).toContain("hint: --prune asha --resource train.epochs=12..100")
  })
})

describe("what trials are to be given", () => {
  const search = { space: { "train.beta": float(1, 64) }, strategy: "sobol", objectives: [{ metric: "train.recon" }] }
  const flags = (resource: string | undefined, prune?: string): FidelityFlags => ({
    resource: Option.fromUndefinedOr(resource),
    prune: Option.fromUndefinedOr(prune),
    eta: Option.none()
  })
  const refused = async (given: FidelityFlags, more: Partial<typeof search> = {}) =>
    Effect.runPromise(Effect.flip(fidelityOfFlags(given, { ...search, ...more })))

  it("is a parameter from least to most, from an eighth where only the most is said", async () => {
    const found = (resource: string) => Effect.runPromise(fidelityOfFlags(flags(resource), search))

    expect(await found("train.epochs=12..100")).toMatchObject({
      path: "train.epochs",
      least: 12,
      most: 100,
      prune: "asha"
    })
    expect(await found("train.epochs=100")).toMatchObject({ least: 13, most: 100, reduction: 2 })
    expect(await Effect.runPromise(fidelityOfFlags(flags(undefined), search))).toBeUndefined()
  })

  it("is refused where it says nothing, too little, or what is searched, with what to write", async () => {
    expect(await refused(flags(undefined, "asha"))).toMatchObject({ tag: "no-resource" })
    expect(await refused(flags("train.epochs=9", "ash"))).toMatchObject({ tag: "unknown-pruning", word: "ash" })
    expect(await refused(flags("train.epochs=0..9"))).toMatchObject({ tag: "bad-resource" })
    expect(await refused(flags("train.epochs=8..9"))).toMatchObject({ hint: "--resource train.epochs=1..9" })
    expect(await refused(flags("train.beta=1..9"))).toMatchObject({ tag: "resource-in-space" })
    expect(await refused(flags("train.epochs=9"), { objectives: [] })).toMatchObject({ tag: "no-objective" })
    expect(await refused(flags("train.epochs=9"), { strategy: "nsga2" })).toMatchObject({ tag: "several-objectives" })
  })
})
