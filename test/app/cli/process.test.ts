import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Studio } from "./studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.pipeline(["run", "demo", "-q"])
})
afterAll(() => studio[Symbol.dispose]())

describe("pipeline run", () => {
  it("says one line and exits 0 when all is cached, with nothing on stderr", () => {
    expect(studio.program(["run", "demo"])).toEqual({
      code: 0,
      stdout: "✓ demo up to date in 0.0s  (0 ran, 3 cached)\n",
      stderr: ""
    })
  })

  it("shows progress on stderr and the summary, compared with the run before, on stdout", () => {
    expect(studio.pipeline(["run", "demo", "--set", "train.beta=2"])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "demo  3 nodes: 1 cached, 2 to run  ·  seed 7  ·  run <run>
         0.0s  ◌ numbers      cached  <hash>
         0.0s  ◐ train        started  params.beta  4 → 2
         0.0s  ◐ train        epoch  2/20  loss   4.50
         0.0s  ◐ train        epoch  4/20  loss   2.25
         0.0s  ◐ train        epoch  6/20  loss   1.50
         0.0s  ◐ train        epoch  8/20  loss   1.13
         0.0s  ◐ train        epoch 10/20  loss 0.9000
         0.0s  ◐ train        epoch 12/20  loss 0.7500
         0.0s  ◐ train        epoch 14/20  loss 0.6429
         0.0s  ◐ train        epoch 16/20  loss 0.5625
         0.0s  ◐ train        epoch 18/20  loss 0.5000
         0.0s  ◐ train        epoch 20/20  loss 0.4500
         0.0s  ● train        done in 0.0s
         0.0s  ◐ score        started  input changed: train.loss
         0.0s  ● score        done in 0.0s
      ",
        "stdout": "✓ demo up to date in 0.0s  (2 ran, 1 cached)
        recon 4.000  ▼ +2.000    silhouette 0.200  ▼ −0.133    vs run <run>
        slowest  …
      ",
      }
    `)
    studio.pipeline(["run", "demo", "-q"])
  })

  it("exits 1 when a node fails, with its message, its hint and a log", () => {
    const result = studio.program(["run", "demo", "--set", "train.fails=true", "--set", "train.epochs=3"])

    expect(result).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "demo  3 nodes: 1 cached, 2 to run  ·  seed 7  ·  run <run>
         0.0s  ◌ numbers      cached  <hash>
         0.0s  ◐ train        started  params.epochs  20 → 3, and 1 more
         0.0s  ◐ train        epoch 1/3  loss   9.00
         0.0s  ◐ train        epoch 2/3  loss   4.50
         0.0s  ◐ train        epoch 3/3  loss   3.00
         0.0s  ✗ train        failed after 0.0s: loss is NaN at epoch 3.
         0.0s  ○ score        skipped: train
      error[node-failed]: Node "train" failed after 0.0s: loss is NaN at epoch 3.   (nodes/train/train.ts:17)
         hint: lower the learning rate
               full log: artifacts/demo/<run>/train.log
      ",
        "stdout": "✗ demo 1 node failed after 0.0s  (0 ran, 1 cached, 1 skipped)
      ",
      }
    `)
    const [, log = ""] = /full log: (.*)/.exec(result.stderr)!
    const runs = fs.readdirSync(path.join(studio.root, "artifacts", "demo")).filter((name) =>
      /^[0-9a-f]{6}$/.test(name)
    )
    const written = runs.map((run) => path.join(studio.root, log.replace("<run>", run))).filter((file) =>
      fs.existsSync(file)
    )
    expect(fs.readFileSync(written[0]!, "utf8")).toContain("loss is NaN")
  })

  it("answers with one JSON document under --json", () => {
    const result = studio.pipeline(["run", "demo", "--json", "--progress", "none"])

    expect(result.stderr).toBe("")
    expect(JSON.parse(result.stdout)).toMatchObject({ pipeline: "demo", outcome: "ok", ran: 0, cached: 3 })
  })

  it("writes one JSON event a line on stderr under --progress json", () => {
    const { stderr } = studio.pipeline(["run", "demo", "--force", "train", "--progress", "json"])

    const events = stderr.trimEnd().split("\n").map((line) => JSON.parse(line) as { event: string })
    expect(events.filter(({ event }) => event === "epoch")).toHaveLength(20)
    expect(events.at(-1)).toMatchObject({ event: "run-finished", outcome: "ok" })
  })

  it("runs nothing under --dry-run and says why each node would run", () => {
    expect(studio.pipeline(["run", "demo", "--set", "train.beta=10", "--dry-run"])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "would run up to 2 of 3 nodes (about 1s, from past runs)
        train     params.beta   4 → 10
        score     if train changes
      ",
      }
    `)
  })

  it("stops at --until", () => {
    const { stdout } = studio.pipeline(["run", "demo", "--set", "numbers.start=5", "--until", "numbers"])

    expect(stdout).toContain("(1 ran, 0 cached")
    studio.pipeline(["run", "demo", "-q"])
  })

  it("exits 130 on SIGINT, says that it resumes, and resumes", async () => {
    const args = ["run", "demo", "--set", "numbers.start=77", "--set", "train.sleepMs=60000"]

    const result = await studio.interrupt(args, "20/20")

    expect(result.code).toBe(130)
    expect(result.stderr).toContain("! demo interrupted after 0.0s  (1 ran, 0 cached; the same command resumes)")
    expect(JSON.parse(studio.pipeline(["runs", "--json"]).stdout)[0]).toMatchObject({ status: "interrupted" })
    expect(studio.pipeline(["run", "demo", "--set", "numbers.start=77"]).stdout).toContain("(2 ran, 1 cached")
    studio.pipeline(["run", "demo", "-q"])
  }, 20_000)

  it("colours only when asked to or on a terminal", () => {
    expect(studio.pipeline(["run", "demo"]).stdout).not.toContain("\u001b")
    expect(studio.pipeline(["run", "demo", "--color", "always"]).stdout).toContain("\u001b")
    expect(studio.program(["run", "demo"], { FORCE_COLOR: "1" }).stdout).toContain("\u001b")
    expect(studio.pipeline(["run", "demo", "--color", "never"], { FORCE_COLOR: "1" }).stdout).not.toContain("\u001b")
  })
})

describe("pipeline run in trouble", () => {
  it("prints a failure in full under -v", () => {
    const args = ["run", "demo", "--set", "train.fails=true", "--progress", "none"]

    expect(studio.pipeline([...args, "-v"]).stderr).toMatch(/\n {3}Error: loss is NaN[^]*\n {3} +at /)
    expect(studio.pipeline(args).stderr).not.toContain("    at ")
  })

  it("says in one line that a torn reference is moved aside, and goes on", () => {
    fs.writeFileSync(path.join(studio.root, "cache", "refs", "demo.json"), "{")

    const torn = studio.pipeline(["run", "demo"])
    const again = studio.pipeline(["run", "demo"])

    expect(torn.code).toBe(0)
    expect(torn.stderr.match(/^warning: .*refs\/demo\.json.*$/gm)).toHaveLength(1)
    expect(again.stderr).toBe("")
  })

  it("exits 2 when the cache cannot be written, and says what to do", () => {
    const { code, stderr } = studio.program(["run", "demo"], { PIPELINE_CACHE: "pipelines/demo.ts/cache" })

    expect(code).toBe(2)
    expect(stderr).toContain("error[cache-unwritable]")
    expect(stderr).toContain("PIPELINE_CACHE=<folder>")
  })

  it("says which pipeline file is broken, and status still shows the others", () => {
    const file = path.join(studio.root, "pipelines", "broken.ts")
    fs.writeFileSync(file, "export default 3 +")

    const result = studio.pipeline(["status"])

    fs.rmSync(file)
    expect(result.code).toBe(2)
    expect(result.stdout).toContain("demo  3 nodes: 3 fresh")
    expect(result.stderr).toMatch(
      /^error\[pipeline-broken\]: Pipeline "broken" cannot be loaded: it does not compile\n {3}pipelines\/broken\.ts:1:19 {2}\S/m
    )
  })

  it("suggests a flag that every verb takes", () => {
    expect(studio.pipeline(["run", "demo", "--jsno"]).stderr).toContain(`did you mean "json"?`)
  })
})

describe("looking at a pipeline", () => {
  it("status --check exits 3 when stale and 0 when fresh", () => {
    expect(studio.pipeline(["status", "demo", "--check"]).code).toBe(0)
    expect(studio.program(["status", "demo", "--check", "--set", "train.beta=3"])).toMatchInlineSnapshot(`
      {
        "code": 3,
        "stderr": "",
        "stdout": "demo  3 nodes: 1 fresh, 1 stale, 1 waiting
      ◌ numbers  fresh    <hash>
      ◐ train    stale    params.beta  4 → 3
      ○ score    waiting  for train
      ",
      }
    `)
  })

  it("why names the parameter, and what did not change", () => {
    expect(studio.program(["why", "demo", "train", "--set", "train.beta=3"]).stdout).toMatchInlineSnapshot(`
      "train is stale because its parameters changed:
        params.beta   4 → 3
        unchanged: 1 input, 3 parameters, code, node <major>
        last run just now, took 0.0s
      "
    `)
  })

  it("graph draws lanes", () => {
    expect(studio.program(["graph", "demo"]).stdout).toMatchInlineSnapshot(`
      "◌  numbers  make      cached
      ◌  train    train     cached
      ◌  score    evaluate  cached
      "
    `)
  })

  it("graph refuses a format it cannot write", () => {
    expect(studio.pipeline(["graph", "demo", "-o", "demo.pdf"]).code).toBe(2)
  })

  it("graph writes Mermaid text and SVG without a browser", () => {
    studio.pipeline(["graph", "demo", "-o", "out/demo.mmd"])
    studio.pipeline(["graph", "demo", "-o", "out/demo.svg"], { PATH: "" })

    expect(fs.readFileSync(path.join(studio.root, "out/demo.mmd"), "utf8")).toContain("flowchart")
    expect(fs.readFileSync(path.join(studio.root, "out/demo.svg"), "utf8")).toMatch(/^<svg/)
  })

  it("show lists a node's parameters and outputs", () => {
    expect(studio.pipeline(["show", "demo", "train"]).stdout).toContain("beta     4")
  })

  it("show prints the beginning of an artifact", () => {
    expect(studio.pipeline(["show", "demo", "train.loss"]).stdout).toMatch(/\n\n2\n$/)
  })

  it("metrics show marks each metric's direction", () => {
    const { stdout } = studio.program(["metrics", "show", "demo"])

    expect(stdout.replace(/[0-9a-f]{6}/, "<run>")).toMatchInlineSnapshot(`
      "metric      <run>  chance  better
      recon        2.000          ↓
      silhouette   0.333   0.100  ↑
      "
    `)
  })

  it("runs lists newest first", () => {
    const lines = studio.program(["runs"]).stdout.split("\n")

    expect(lines[0]).toMatch(/^ {2}run +pipeline +data +age +took +nodes$/)
    expect(lines.length).toBeGreaterThan(2)
  })
})

describe("keeping house", () => {
  it("gc -n removes nothing, gc frees what no kept run needs, and the last run stays cached", () => {
    studio.pipeline(["run", "demo", "-q"])

    const dry = studio.pipeline(["gc", "--keep", "1", "-n", "--json"])
    const real = studio.program(["gc", "--keep", "1", "--json"])

    expect(JSON.parse(real.stdout)).toEqual(JSON.parse(dry.stdout))
    expect(JSON.parse(real.stdout).runs).toBeGreaterThan(0)
    expect(studio.pipeline(["gc", "--keep", "1"]).stdout).toBe("freed 0 B: 0 objects, 0 actions, 0 runs\n")
    expect(studio.pipeline(["status", "demo", "--check"]).code).toBe(0)
  })

  it("export dvc writes once, and its check tells an old file", () => {
    expect(studio.program(["export", "dvc", "--check"]).code).toBe(3)
    expect(studio.pipeline(["export", "dvc"]).stderr).toBe(
      "wrote dvc.yaml\nwrote dvc/.gitignore\nwrote dvc/demo/dvc.yaml\nwrote dvc/demo/params.yaml\n"
    )
    expect(studio.pipeline(["export", "dvc", "--check"]).code).toBe(0)
  })

  it("what a stage of dvc.yaml calls runs with params.yaml, and lays its node out where DVC looks", () => {
    const params = path.join(studio.root, "dvc/demo/params.yaml")
    studio.write("dvc/demo/params.yaml", fs.readFileSync(params, "utf8").replace("beta: 4", "beta: 2"))

    const planned = studio.pipeline(["export", "dvc", "demo", "--plan"])
    const early = studio.pipeline(["export", "dvc", "demo", "--results"])
    const ran = studio.pipeline(["run", "demo", "-q", "--params", params, "--into", "dvc/demo/out", "train"])

    expect([planned.code, ran.code]).toEqual([0, 0])
    expect(fs.readFileSync(path.join(studio.root, "dvc/demo/out/train/loss.json"), "utf8")).toBe("4")
    expect(JSON.parse(fs.readFileSync(path.join(studio.root, "dvc/demo/plan/train"), "utf8"))).toMatchObject({
      node: "train",
      params: { beta: 2 }
    })
    expect(early.stderr).toContain("Node \"train\" of pipeline \"demo\" is not up to date")
    expect(early.stderr).toContain("hint: dvc repro results@demo")
  })

  it("--into keeps a folder that holds something else", () => {
    studio.write("mine/train/notes.txt", "mine")

    const refused = studio.pipeline(["run", "demo", "-q", "--into", "mine", "train"])

    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain("\"train\" is a folder with \"notes.txt\", which is no output of that node")
  })

  it("doctor finds what is needed here", () => {
    const checks = JSON.parse(studio.program(["doctor", "--json"]).stdout) as ReadonlyArray<
      { readonly name: string; readonly isNeeded: boolean; readonly isOk: boolean }
    >

    expect(checks.filter(({ isNeeded, isOk }) => isNeeded && !isOk)).toEqual([])
    expect(checks.map(({ name }) => name)).toContain("ort")
  })
})
