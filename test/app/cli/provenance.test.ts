import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { digestOf } from "../../../src/format/digest.ts"
import { wordsProject } from "../../dataflow/run/words-project.ts"
import { reopen } from "../../dataflow/store/temporary-store.ts"
import { launcher, Studio } from "./studio.ts"

let studio: Studio
const at = (...names: ReadonlyArray<string>) => path.join(studio.root, ...names)
const pipeline = (...args: ReadonlyArray<string>) => studio.pipeline(args)
/** A command's answer as it is, its ids not masked. */
const plain = (command: string, environment: Readonly<Record<string, string>> = {}) => {
  const done = spawnSync("sh", ["-c", command], {
    cwd: studio.root,
    encoding: "utf8",
    env: { ...process.env, ...environment, PATH: `${at("bin")}:${process.env["PATH"]}` }
  })
  if (done.status !== 0) throw new Error(done.stderr)
  return done.stdout
}

beforeAll(() => {
  studio = new Studio()
  for (const [file, content] of Object.entries(wordsProject)) studio.write(file, content)
  studio.write("bin/pipeline", `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "$@"\n`)
  fs.chmodSync(at("bin", "pipeline"), 0o755)
  pipeline("run", "p", "--data", "a/songs", "-q")
  pipeline("sweep", "p", "--data", "a/songs", "--grid", "longest.atLeast=9,11", "-q")
  pipeline("run", "p", "--data", "bad.v1.txt", "-q")
}, 60_000)
afterAll(() => studio[Symbol.dispose]())

describe("pipeline lineage", () => {
  const lines = (...args: ReadonlyArray<string>) =>
    pipeline("lineage", ...args).stdout.trimEnd().split("\n").map((line) =>
      line.replaceAll(/\S*a\/songs\b/g, "a/songs")
    )

  it("knows a copy of an artifact by its bytes, and tells what it was made from", () => {
    fs.copyFileSync(at("artifacts/p@songs/report.html"), at("copy"))

    const told = lines("copy")

    expect(told.filter((line) => !/sha256|of 20/.test(line))).toEqual([
      "copy",
      "  p:page/page/report.html",
      "made from",
      "  page  page",
      "  └─ longest  atLeast 0",
      "     └─ words  place a/songs",
      "        └─ a/songs  data",
      "went into",
      "  nothing: it is an end of the pipeline",
      "held by 1 run",
      expect.stringMatching(/^ {2}[0-9a-f]{6} {2}p:page\/page\/report\.html$/)
    ])
  })

  it("knows a file of the data, and every run and step that read it", () => {
    const told = JSON.parse(pipeline("lineage", "a/songs/one.txt", "--json").stdout)

    expect(told.digest).toBe(digestOf(fs.readFileSync(at("a/songs/one.txt"))))
    expect(told.downstream.map(({ step }: { step: string }) => step)).toEqual(["words", "longest", "page"])
    expect(told.documents).toEqual(["page/page"])
    expect(told.runs).toHaveLength(3) // the run and both trials, not the one on other data
    expect(lines("a/songs").filter((line) => /└─/.test(line))).toEqual([
      "  └─ longest  letters",
      "     └─ page  page (document)"
    ])
  })

  it("tells a named output both ways, as a tree or as a graph to draw", () => {
    const told = JSON.parse(plain("pipeline lineage p:longest/letters --data a/songs --json"))

    expect(told.upstream.map(({ params, step }: { params: object; step: string }) => [step, Object.keys(params)]))
      .toEqual([["words", ["place"]], ["longest", ["atLeast"]]])
    expect(told.data).toEqual([{ place: at("a/songs"), digest: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    expect(lines("p:words/words", "--format", "dot")[0]).toMatch(/^digraph/)
    expect(lines("p:words/words", "--format", "mermaid")).toContain(`  n1 -->|"words"| n2`)
  })

  it("says what next where a file or a name is known to nobody", () => {
    fs.appendFileSync(at("copy"), "edited")

    expect(pipeline("lineage", "copy")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("error[unknown-file]")
    })
    expect(pipeline("lineage", "p:lngest").stderr).toContain(`did you mean "longest"?`)
    expect(pipeline("lineage", "p:longest/leters").stderr).toContain(`did you mean "letters"?`)
    expect(pipeline("lineage", "nothing").stderr).toContain("hint: a file, <pipeline>:<node>/<output>")
    expect(pipeline("lineage", "q:x").stderr).toContain("error[unknown-run]")
  })
})

describe("pipeline export openlineage", () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  const eventsOf = (...args: ReadonlyArray<string>) =>
    studio.said(["export", "openlineage", "p", ...args]).stdout.trimEnd().split("\n").map((line) => JSON.parse(line))

  it("gives each run one start and one end, and every facet who says so and by which schema", () => {
    const events = eventsOf("--data", "a/songs")

    const runs = Map.groupBy(events, ({ run }) => run.runId)
    const facets = events.flatMap((event) => [
      ...Object.values(event.run.facets),
      ...Object.values(event.job.facets),
      ...[...event.inputs, ...event.outputs].flatMap((set) => Object.values({ ...set.facets, ...set.outputFacets }))
    ]) as ReadonlyArray<Readonly<Record<string, string>>>
    expect([...runs.keys()].every((id) => uuid.test(String(id)))).toBe(true)
    expect([...runs.values()].map((each) => each.map(({ eventType }) => eventType))).toEqual(
      Array.from({ length: 4 }, () => ["START", "COMPLETE"])
    )
    expect(
      facets.filter((each) =>
        !each["_producer"]!.startsWith("urn:") || !/^https:.*#\/\$defs\/\w+Facet$/.test(each["_schemaURL"]!)
      )
    )
      .toEqual([])
    expect(events.every(({ eventTime }) => new Date(eventTime).toISOString() === eventTime)).toBe(true)
    expect(eventsOf("--data", "a/songs")).toEqual(events)
  })

  it("hands what one step made to the step that read it, below the run of the pipeline", () => {
    const events = eventsOf("--data", "a/songs")
    const ended = (name: string) => events.find(({ eventType, job }) => eventType === "COMPLETE" && job.name === name)

    expect(ended("p.longest").inputs[0].name).toBe(ended("p.words").outputs[0].name)
    expect(ended("p.longest").inputs[0].facets.version).toEqual(ended("p.words").outputs[0].facets.version)
    expect(ended("p.words").inputs[0]).toMatchObject({ namespace: "file", name: expect.stringMatching(/a\/songs$/) })
    expect(ended("p.longest").run.facets.parent.run.runId).toBe(ended("p").run.runId)
    expect(
      eventsOf("--data", "bad.v1").slice(-2).map(({ eventType, run }) => [eventType, run.facets.errorMessage.message])
    )
      .toEqual([["FAIL", expect.stringContaining("a word that fails")], [
        "FAIL",
        expect.stringContaining("a word that fails")
      ]])
  })
})

describe("pipeline export ro-crate", () => {
  interface Entity {
    readonly "@id": string
    readonly "@type": string | ReadonlyArray<string>
    readonly [name: string]: unknown
  }

  /** Ids that anything refers to. */
  const references = (value: unknown): ReadonlyArray<string> => {
    if (typeof value !== "object" || value === null) return []
    const own = "@id" in value && Object.keys(value).length === 1 ? [String(value["@id"])] : []
    return [...own, ...Object.values(value).flatMap(references)]
  }

  it("lists files that are there with the digests they have, and refers to nothing that it does not hold", () => {
    pipeline(
      "export",
      "ro-crate",
      "p",
      "--data",
      "a/songs",
      "-o",
      "crate",
      "--licence",
      "https://spdx.org/licenses/CC0-1.0"
    )

    const { "@graph": graph } = JSON.parse(fs.readFileSync(at("crate/ro-crate-metadata.json"), "utf8")) as {
      "@graph": ReadonlyArray<Entity>
    }
    const ids = new Set(graph.map((each) => each["@id"]))
    const files = graph.filter((each) => [each["@type"]].flat().includes("File"))
    const laid = fs.readdirSync(at("crate"), { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    expect(files.map((each) => each["sha256"])).toEqual(
      files.map((each) => digestOf(fs.readFileSync(at("crate", decodeURIComponent(each["@id"])))))
    )
    expect(laid).toHaveLength(files.length + 1) // and the metadata
    expect(graph.flatMap(references).filter((id) => !ids.has(id) && !/^https:\/\/(?:w3id|bioschemas)\.org\//.test(id)))
      .toEqual([])
    expect(graph.find((each) => each["@id"] === "ro-crate-metadata.json")).toMatchObject({ about: { "@id": "./" } })
    expect(ids.size).toBe(graph.length)
  })

  it("writes a zip that holds the same, and overwrites nothing", () => {
    const zipped = pipeline("export", "ro-crate", "p", "--data", "a/songs", "-o", "crate.zip")

    expect(zipped.stderr).toBe("wrote 7 files to crate.zip\n")
    expect(fs.readFileSync(at("crate.zip")).subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004")
    expect(pipeline("export", "ro-crate", "p", "-o", "crate.zip").stderr).toContain("error[exists]")
    expect(fs.readdirSync(studio.root).filter((name) => name.endsWith(".tmp"))).toEqual([])
  })
})

it("a run whose record names what lies outside is laid out nowhere", () => {
  const store = reopen(at("cache"))
  const [run] = store.runs()
  store.recordRun({ ...run!, run: "0badc0ffee00", pipeline: "../../outside", finishedAt: "2030-01-01T00:00:00.000Z" })

  const refused = pipeline("export", "ro-crate", "0badc0", "-o", "evil")

  expect(refused.stderr).toContain("error[artifact-refused]")
  expect(fs.existsSync(at("evil"))).toBe(false)
})

it("a trial of a sweep is shown with what made it, and its command repeats it to the same bytes in an empty cache", () => {
  const trial = reopen(at("cache")).runs().find(({ trial: of }) => of?.trial === 2)!

  const command = plain(`pipeline show ${trial.run} --command`)
  plain(command, { PIPELINE_CACHE: at("fresh") })
  const [repeated] = reopen(at("fresh")).runs()
  const outputs = ({ steps }: typeof trial) => Object.entries(steps).map(([step, { outputs: of }]) => [step, of])

  expect(JSON.parse(plain(`pipeline show ${trial.run} --json`))).toMatchObject({
    params: { "longest.atLeast": 11 },
    overrides: { "longest.atLeast": "11" },
    dataset: { source: at("a/songs"), digest: repeated!.dataset!.digest },
    commit: repeated!.commit
  })
  expect(outputs(repeated!)).toEqual(outputs(trial))
})
