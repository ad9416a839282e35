/** What a step reads of its machine: two runs of one project, the first by a process in Tokyo that speaks Swedish. */
import { execFile } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Rig, type RunReport } from "../rig.ts"

const all = `import * as fs from "node:fs"
import * as path from "node:path"
import { json, Node, Pipeline, Schema } from "@src/dataflow/index.ts"
const texts = { text: json(Schema.Array(Schema.Unknown)) }
`

const project = {
  "data/asset.txt": "asset",
  "data/config.txt": "config",
  "data/folder/listed.txt": "listed",
  "data/notes/source.txt": "source",
  "nodes/moment.ts": `${all}
export const moment = Node.fn({
  outputs: texts,
  run: () => {
    const date = new Date(2020, 6, 1, 12) // noon, here
    return { text: [
      date.toISOString(), String(date), date.toLocaleString(), new Intl.DateTimeFormat().resolvedOptions().timeZone,
      (1234.5).toLocaleString(), "ä".localeCompare("z"), new Intl.NumberFormat(undefined, { style: "percent" }).format(0.25),
      ["z", "ä"].sort(new Intl.Collator().compare).join(""), process.env.LANG, process.env.TZ, (1234.5).toLocaleString("de")
    ] }
  }
})
`,
  "nodes/reads.ts": `${all}
import promises, { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import * as os from "node:os"
const early = process.env.PARTITA_EARLY
export const reads = Node.fn({
  env: ["PARTITA_DECLARED"],
  assets: ["data/asset.txt"],
  sources: { notes: () => path.join(import.meta.dirname, "..", "data", "notes") },
  outputs: texts,
  run: async ({ env }) => {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), "reads-"))
    fs.writeFileSync(path.join(made, "own.txt"), "own")
    const own = fs.readFileSync(path.join(made, "own.txt"), "utf8")
    fs.rmSync(made, { recursive: true })
    const here = import.meta.dirname + "/../data/"
    for await (const chunk of fs.createReadStream(here + "streamed.txt").on("error", () => {})) String(chunk)
    const required = createRequire(import.meta.url)
    return { text: [
      env.PARTITA_DECLARED, process.env.PARTITA_DECLARED, process.env.PARTITA_SECRET ?? "nothing", early ?? "nothing",
      "PARTITA_SECRET" in process.env, Object.keys(process.env).filter((name) => name.startsWith("PARTITA_")),
      process.env.PARTITA_UNSET ?? "unset", own, fs.readFileSync(here + "asset.txt", "utf8"),
      await readFile(here + "config.txt", "utf8"), (await promises.readdir(here + "folder")).length,
      fs.readFileSync(here + "notes/source.txt", "utf8"),
      required("fs").readFileSync(new URL("../data/asset.txt", import.meta.url), "utf8")
    ] }
  }
})
`,
  "nodes/warns.ts": `${all}
export const warns = Node.fn({
  inputs: { before: json(Schema.Array(Schema.Unknown)) },
  outputs: texts,
  run: () => {
    process.emitWarning("mind\\nthe gap", { code: "GAP" })
    return { text: [] }
  }
})
`,
  "nodes/program.ts": `${all}
export const program = Node.command({
  outputs: { text: json(Schema.Array(Schema.String)) },
  version: ["node", "--version"],
  command: ({ outputs }) => ["sh", "-c", \`printf '["%s","%s","%s"]' "$TZ" "$LC_ALL" "$PARTITA_SECRET" > \${outputs.text}\`]
})
`,
  "pipelines/p.ts": `${all}
import { moment } from "../nodes/moment.ts"
import { program } from "../nodes/program.ts"
import { reads } from "../nodes/reads.ts"
import { warns } from "../nodes/warns.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const when = yield* moment()
  const what = yield* reads()
  const { text } = yield* program()
  const { text: before } = yield* warns({ before: when.text })
  yield* warns.as("warns-again")({ before })
  return { when: when.text, what: what.text, text }
})
`
}

const given = { PARTITA_DECLARED: "declared", PARTITA_SECRET: "secret", PARTITA_EARLY: "early" }

describe("what a step reads of its machine", () => {
  let rig: Rig
  let inTokyo: { readonly outcome: string }
  let report: RunReport
  const { TZ } = process.env

  beforeAll(async () => {
    rig = new Rig({ ...project, "data/streamed.txt": "streamed" })
    const script = path.join(import.meta.dirname, "run-once.ts")
    const env = { ...process.env, ...given, TZ: "Asia/Tokyo", LANG: "sv_SE.UTF-8", LC_ALL: "sv_SE.UTF-8" }
    const { stdout } = await promisify(execFile)(process.execPath, [script, rig.root], { env })
    inTokyo = JSON.parse(stdout) as typeof inTokyo
    Object.assign(process.env, given, { TZ: "America/Lima" })
    report = await rig.run({ check: true, jobs: 1 })
  }, 60_000)

  afterAll(() => {
    rig[Symbol.dispose]()
    for (const name of Object.keys(given)) delete process.env[name]
  })

  const textOf = (step: string): unknown =>
    JSON.parse(fs.readFileSync(path.join(rig.root, "artifacts", "p", step, "text.json"), "utf8"))
  const warnings = () => report.events.flatMap((event) => event._tag === "NodeWarned" ? [event] : [])

  it("is the same time zone and language wherever the process runs, bytes for bytes", () => {
    expect(inTokyo.outcome).toBe("ok")
    expect(report.events.filter(({ _tag }) => _tag === "NodeFailed")).toEqual([])
    expect(report.ran).toContain("moment")
    expect(textOf("moment")).toEqual([
      "2020-07-01T12:00:00.000Z",
      "Wed Jul 01 2020 12:00:00 GMT+0000 (Coordinated Universal Time)",
      "7/1/2020, 12:00:00 PM",
      "UTC",
      "1,234.5",
      -1, // Swedish sorts ä after z
      "25%",
      "äz",
      "C.UTF-8",
      "UTC",
      "1.234,5"
    ])
    expect(textOf("program")).toEqual(["UTC", "C.UTF-8", ""])
  })

  it("leaves the process the time zone it was given", () => {
    expect(process.env["TZ"]).toBe("America/Lima")
    expect(new Date(Date.UTC(2020, 6, 1, 12)).getHours()).toBe(7)
    if (TZ === undefined) delete process.env["TZ"]
    else process.env["TZ"] = TZ
  })

  it("holds a declared variable, asset and source, no other variable, and files as they are", () => {
    expect(textOf("reads")).toEqual([
      "declared",
      "declared",
      "nothing",
      "nothing",
      false,
      ["PARTITA_DECLARED"],
      "unset",
      "own",
      "asset",
      "config",
      1,
      "source",
      "asset"
    ])
  })

  it("is named where it is not declared, on the step's event and in a warning, and nothing else is", () => {
    const undeclared = {
      variables: ["PARTITA_EARLY", "PARTITA_SECRET"],
      files: ["data/config.txt", "data/folder", "data/streamed.txt"]
    }

    expect(report.events).toContainEqual(expect.objectContaining({ _tag: "NodeFinished", node: "reads", undeclared }))
    expect(warnings().flatMap(({ text }) => text.startsWith("reads ") ? [text] : [])).toEqual([
      `reads PARTITA_EARLY of the environment undeclared and finds nothing there; declare env: ["PARTITA_EARLY"]`,
      `reads PARTITA_SECRET of the environment undeclared and finds nothing there; declare env: ["PARTITA_SECRET"]`,
      "reads data/config.txt, data/folder, data/streamed.txt undeclared, so a change there reruns nothing; " +
      "declare it in assets or, where it is the user's, as a source"
    ])
  })

  it("lets a warning of a library be said once, with the step's name, as an event", () => {
    expect(warnings().filter(({ text }) => text.includes("the gap"))).toEqual([
      expect.objectContaining({ node: "warns", text: "[GAP] Warning: mind the gap" })
    ])
  })
})
