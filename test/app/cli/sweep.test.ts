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
    const { code, stdout } = studio.program(["sweep", "demo", "--grid", "train.beta=1,8", "--sort", "train.recon"])

    expect(code).toBe(0)
    expect(stdout.replace(/(show|sweep) [0-9a-f]{6}/g, "$1 <id>")).toMatchInlineSnapshot(`
      "✓ 2 trials  (4 nodes ran)  sweep <id>
         train.beta  train.recon  score.silhouette
      1           8        1.000             0.500
      2           1        8.000             0.111
        ranked by   train.recon, less is better, which needs no labels
        luck        The best of 2 settings is better than it will stay; several
                    seeds tell by how much (--seeds 3).
        best        pipeline show <id> --command   repeats it and lays it out
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
    expect(refused("--space", "train.epochs=1..4", "--budget", "2")).toContain("Expected an integer")
    expect(refused("--grid", "train.bta=1,2")).toContain(`did you mean "beta"?`)
    expect(refused("--grid", "train.beta=1,2", "--set", "train.beta=3")).toContain(
      "set to one value and varied at once"
    )
    expect(refused("--grid", "train.beta=1,2", "--objective", "recon:up")).toContain(
      "hint: --objective recon:max   or   --objective recon:min"
    )
  })

  it("leaves artifacts/ alone, and its trials in the history with the command that repeats each", () => {
    const before = scoreNow()

    const { stdout } = studio.pipeline(["sweep", "demo", "--grid", "train.beta=2,16", "--seeds", "2"])
    const { rows } = JSON.parse(
      studio.program(["query", "select count(*)::int as rows from runs where trial > 0", "--json"]).stdout
    )[0]

    expect(scoreNow()).toBe(before)
    expect(stdout).toMatch(/ {2}best {8}pipeline show \S+ --command {3}repeats it and lays it out\n$/)
    expect(rows).toBeGreaterThanOrEqual(4)
  })

  it("is listed, and shown again as it was without its pipeline, its table and pictures in files", () => {
    const swept = ["sweep", "demo", "--space", "train.beta=log:1..64", "--objective", "silhouette", "--budget", "9"]
    const [head, ...before] = studio.pipeline(swept).stdout.split("\n")
    const sweep = /sweep (\S+)/.exec(head!)![1]!
    studio.write("pipelines/demo.ts", "gone")

    const shown = studio.pipeline(["sweeps", sweep, "-o", "out/sweep.parquet", "--figures", "out/pictures"])
    const list = JSON.parse(studio.program(["sweeps", "--json"]).stdout)
    const csv = studio.pipeline(["sweeps", sweep, "-q", "-o", "out/sweep.csv"])
    studio.pipeline(["sweeps", sweep, "-q", "-o", "out/sweep.json"])

    expect(shown.stdout.split("\n").slice(1)).toEqual(before)
    expect(shown.stderr).toBe(
      "9 settings in out/sweep.parquet\n2 pictures in out/pictures: parallel, history\n"
    )
    expect(fs.readdirSync(path.join(studio.root, "out/pictures"))).toEqual(
      ["history", "parallel"].flatMap((name) => ["csv", "png", "svg", "vl.json"].map((ending) => `${name}.${ending}`))
    )
    expect(list[0]).toMatchObject({
      strategy: "sobol",
      trials: 9,
      metric: "silhouette",
      chosenByLabels: false
    })
    expect(csv.code).toBe(0)
    expect(JSON.parse(fs.readFileSync(path.join(studio.root, "out/sweep.json"), "utf8"))[0]["train.beta"])
      .toBeTypeOf("number")
    expect(fs.readFileSync(path.join(studio.root, "out/sweep.csv"), "utf8").split("\n")[0]).toMatch(
      /^rank,train\.beta,seeds,failed,score\.silhouette,/
    )
  })

  it("says which sweep or file it cannot show", () => {
    const refused = (...args: ReadonlyArray<string>) => studio.pipeline(["sweeps", ...args]).stderr

    expect(refused("ffff")).toContain(`There is no sweep "ffff".`)
    expect(refused("-o", "a.xlsx")).toContain("error[unknown-format]")
  })

  it("says how many runs of a sweep are gone with gc", () => {
    studio.pipeline(["gc", "--keep", "1"])
    const left = fs.readdirSync(path.join(studio.root, "cache/sweeps")).map((name) => path.basename(name, ".json"))

    expect(left.map((sweep) => studio.pipeline(["sweeps", sweep]).stderr).join(""))
      .toMatch(/^note: \d+ of its runs (is|are) gone with gc/m)
  })
})
