import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Trial } from "../../../src/dataflow/sweep/sweep.ts"
import { Studio } from "./studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.pipeline(["run", "demo", "-q"])
})
const scoreNow = () => fs.readFileSync(path.join(studio.root, "artifacts/demo/score/score.json"), "utf8")
afterAll(() => studio[Symbol.dispose]())

describe("pipeline sweep", () => {
  it("checks every value before the first trial", () => {
    const result = studio.pipeline(["sweep", "demo", "--grid", "train.beta=1,high"])

    expect(result.code).toBe(2)
    expect(result.stderr).not.toContain("trial")
  })

  it("ends in a table ranked by the metric asked for, in its direction", () => {
    const { code, stdout } = studio.pipeline(["sweep", "demo", "--grid", "train.beta=1,8", "--sort", "train.recon"])

    expect(code).toBe(0)
    expect(stdout.replace(/show [0-9a-f]{6}/, "show <id>")).toMatchInlineSnapshot(`
      "✓ 2 trials  (4 nodes ran)
         train.beta  train.recon  score.silhouette
      1           8        1.000             0.500
      2           1        8.000             0.111
        best  pipeline show <id> --command   repeats it and lays it out
      "
    `)
  })

  it("searches as it would alone, however many trials run at once, and after a kill ends in the same table", async () => {
    const args = ["sweep", "demo", "--space", "train.beta=log:1..64", "--strategy", "tpe", "--objective", "silhouette"]
    const trialsOf = (cache: string, ...more: ReadonlyArray<string>) => {
      const { stdout } = studio.pipeline([...args, "--budget", "12", "--json", ...more], { PIPELINE_CACHE: cache })
      return JSON.parse(stdout).trials.map(({ metrics, seed, set }: Trial) => ({ set, seed, metrics }))
    }
    const alone = trialsOf("cache-alone", "-j", "1")

    const environment = { PIPELINE_CACHE: "cache-killed" }
    await studio.interrupt([...args, "--budget", "12", "-j", "2"], "6/12", { environment, signal: "SIGKILL" })
    const resumed = trialsOf("cache-killed", "-j", "4")

    expect(alone).toHaveLength(12)
    expect(resumed).toEqual(alone)
    expect(new Set(alone.map(({ set }: Trial) => set["train.beta"])).size).toBe(12)
  })

  it("says what is wrong with a space, a strategy or an objective before anything runs", () => {
    const refused = (...args: ReadonlyArray<string>) => {
      const { code, stderr } = studio.pipeline(["sweep", "demo", ...args])
      expect(code).toBe(2)
      expect(stderr).not.toContain("trial 1")
      return stderr
    }

    expect(refused()).toContain("error[no-space]")
    expect(refused("--space", "train.beta=log:0..1")).toContain("A logarithmic range begins above 0.")
    expect(refused("--space", "train.beta=1..4", "--strategy", "tpee")).toContain(`did you mean "tpe"?`)
    expect(refused("--space", "train.beta=1..4", "--strategy", "tpe")).toContain("error[no-objective]")
    expect(refused("--grid", "train.beta=1,2", "--sort", "recom")).toContain(`did you mean "recon"?`)
    expect(refused("--grid", "train.bta=1,2")).toContain(`did you mean "beta"?`)
  })

  it("leaves artifacts/ alone, and its trials in the history with the command that repeats each", () => {
    const before = scoreNow()

    const { stdout } = studio.pipeline(["sweep", "demo", "--grid", "train.beta=2,16", "--seeds", "2"])
    const { rows } = JSON.parse(
      studio.pipeline(["query", "select count(*)::int as rows from runs where trial > 0", "--json"]).stdout
    )[0]

    expect(scoreNow()).toBe(before)
    expect(stdout).toMatch(/ {2}best {2}pipeline show \S+ --command {3}repeats it and lays it out\n$/)
    expect(rows).toBeGreaterThanOrEqual(4)
  })
})
