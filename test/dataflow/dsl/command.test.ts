/** Nodes whose work another program does. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { runPipeline } from "../../../src/dataflow/run/run.ts"
import { Rig, type RunReport } from "../rig.ts"

const all = `import { files, json, many, Node, Param, Pipeline, Schema, table, tensor } from "@src/dataflow/index.ts"\n`

/** Texts, of which a program makes a report, a tensor and a table. */
const texts = {
  "nodes/list.ts": `${all}
export const list = Node.fn({
  outputs: { rows: table({ id: Schema.String }), texts: files },
  run: () => ({ rows: [{ id: "b" }, { id: "a" }], texts: { "a.txt": "alpha", "b.txt": "be" } })
})
`,
  "scripts/measure.mjs": `import * as fs from "node:fs"
const [texts, sizes, report, scale] = process.argv.slice(2)
const names = fs.readdirSync(texts).sort()
const lengths = names.map((name) => fs.readFileSync(texts + "/" + name, "utf8").length * Number(scale))
console.log(JSON.stringify({ progress: { done: names.length, of: names.length, unit: "texts" } }))
console.error("measured " + names.length)
const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + lengths.length + ",), }"
const head = Buffer.alloc(128, " ")
head.write("\\x93NUMPY\\x01\\x00", 0, "latin1")
head.writeUInt16LE(118, 8)
head.write(header, 10)
head[127] = 10
fs.writeFileSync(sizes, Buffer.concat([head, Buffer.from(Float32Array.from(lengths).buffer)]))
fs.writeFileSync(report, JSON.stringify({ lengths, cwd: fs.readdirSync("."), env: Object.keys(process.env).sort() }))
`,
  "nodes/measure.ts": `${all}
export const measure = Node.command({
  params: { scale: Param.positive },
  env: ["PARTITA_TEST?"],
  inputs: { texts: files, rows: table({ id: Schema.String }) },
  outputs: {
    sizes: tensor(["text"]),
    report: json(Schema.Struct({ lengths: Schema.Array(Schema.Finite), cwd: Schema.Array(Schema.String), env: Schema.Array(Schema.String) })),
    copy: table({ id: Schema.String })
  },
  assets: ["scripts/measure.mjs"],
  version: ["node", "--version"],
  command: ({ inputs, outputs, params }) => [
    "sh", "-c", \`node scripts/measure.mjs \${inputs.texts} \${outputs.sizes} \${outputs.report} \${params.scale} && cp \${inputs.rows} \${outputs.copy}\`
  ]
})
`,
  "pipelines/p.ts": `${all}
import { list } from "../nodes/list.ts"
import { measure } from "../nodes/measure.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { rows, texts } = yield* list()
  const { report } = yield* measure({ rows, texts }, { scale: 2 })
  return { report }
})
`
}

const result = (rig: Rig, file: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(rig.root, "artifacts", "p", file), "utf8"))

const failureOf = ({ events }: RunReport) => events.find((event) => event._tag === "NodeFailed")?.failure

describe("a program as a node", () => {
  it("reads its inputs as files, leaves its outputs as files, and sees nothing else", async () => {
    using rig = new Rig(texts)

    const report = await rig.run()

    expect(failureOf(report)).toBeUndefined()
    const made = result(rig, "measure/report.json") as { env: ReadonlyArray<string> }
    expect(made).toMatchObject({ lengths: [10, 4], cwd: ["inputs", "outputs", "scripts", "tmp"] })
    expect(made.env.filter((name) => !["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"].includes(name)))
      .toEqual(made.env.filter((name) => ["PWD", "OLDPWD", "SHLVL", "_"].includes(name))) // the shell's own
    expect(report.digests["measure.copy"]).toBe(report.digests["list.rows"])
    expect(report.events).toContainEqual(expect.objectContaining({ _tag: "NodeProgress", unit: "texts", done: 2 }))
    expect((await rig.run()).ran).toEqual([])
  })

  it("runs again when its script is another one", async () => {
    using rig = new Rig(texts)
    await rig.run()

    rig.edit("scripts/measure.mjs", ".length * Number(scale)", ".length * Number(scale) + 1")
    const report = await rig.run()

    expect(report.ran).toEqual(["measure"])
    expect(report.reasons["measure"]).toMatchObject([{ _tag: "CodeChanged", file: "scripts/measure.mjs" }])
    expect(result(rig, "measure/report.json")).toMatchObject({ lengths: [11, 5] })
  })

  it("fails with its exit code, its command line and the end of what it printed", async () => {
    using rig = new Rig(texts)
    rig.edit("scripts/measure.mjs", "const names", `console.error("no such model"); process.exit(3)\nconst names`)

    const failure = failureOf(await rig.run())

    expect(failure?.message).toMatch(
      /^Node "measure": the program ended with code 3: sh -c 'node scripts\/measure\.mjs /
    )
    expect(failure?.message).toContain("\n  no such model")
    expect(failure?.hint).toMatch(/^all it printed: .*\/logs\/measure-\w+\.log$/)
    expect(fs.readFileSync(failure!.hint!.replace("all it printed: ", ""), "utf8")).toContain("no such model\n")
  })

  it("fails when an output is a folder where a file belongs", async () => {
    using rig = new Rig(texts)
    rig.edit("nodes/measure.ts", "&& cp ${inputs.rows} ${outputs.copy}", "&& mkdir ${outputs.copy}")

    expect(failureOf(await rig.run())?.message).toBe(
      `Node "measure": output "copy": the program left a folder at outputs/copy.parquet, where a file belongs.`
    )
  })

  it("may print a line longer than any text can be", async () => {
    using rig = new Rig(texts)
    rig.edit("nodes/measure.ts", `"sh", "-c", \`node`, `"sh", "-c", \`head -c 600000000 /dev/zero; node`)

    expect(failureOf(await rig.run())).toBeUndefined()
  })

  it("fails when its command is no list of words", async () => {
    using rig = new Rig(texts)
    rig.edit(
      "nodes/measure.ts",
      `=> [
    "sh"`,
      `=> [].map(String) as never ?? [
    "sh"`
    )

    expect(failureOf(await rig.run())?.message).toBe(
      "the command is a list of 0; a list of a program and its arguments is expected"
    )
  })

  it("fails when an output is not there, or is not of its kind", async () => {
    using rig = new Rig(texts)
    rig.edit("nodes/measure.ts", "&& cp ${inputs.rows} ${outputs.copy}", "")
    const missing = failureOf(await rig.run())
    rig.edit("scripts/measure.mjs", "JSON.stringify({ lengths, ", `JSON.stringify({ lengths: "many", `)
    const wrong = failureOf(await rig.run())

    expect(missing?.message).toBe(`Node "measure": output "copy": the program left no outputs/copy.parquet.`)
    expect(wrong?.message).toMatch(/^Node "measure": output "report": outputs\/report\.json: "lengths": Expected array/)
  })

  it("is missed before anything runs", async () => {
    using rig = new Rig(texts)
    rig.edit("nodes/measure.ts", `["node", "--version"]`, `["no-such-program", "--version"]`)

    await expect(rig.load()).rejects.toThrow(
      `Node "measure" of pipeline "p" cannot use "no-such-program": it is nowhere on PATH`
    )
  })

  it("runs again when its version is another one, and why names it", async () => {
    using rig = new Rig({ ...texts, "bin/tool": "#!/bin/sh\necho tool 1\n" })
    fs.chmodSync(path.join(rig.root, "bin/tool"), 0o755)
    rig.edit("nodes/measure.ts", `["node", "--version"]`, `["bin/tool", "--version"]`)
    await rig.run()

    rig.edit("bin/tool", "tool 1", "tool 2.0")
    const report = await rig.run()

    expect(report.reasons["measure"]).toEqual([
      { _tag: "EnvironmentChanged", name: "bin/tool", from: "tool 1", to: "tool 2.0" }
    ])
  })

  it("ends, with all it started, when the run is interrupted", async () => {
    using rig = new Rig(texts)
    const pids = path.join(rig.root, "pids")
    rig.edit(
      "nodes/measure.ts",
      "node scripts/measure.mjs",
      `sleep 300 & echo $! $$ > ${pids}; wait; node scripts/measure.mjs`
    )
    const loaded = await rig.load()
    const options = { targets: [], force: [], jobs: 2, keepGoing: false, check: false, materialize: true }
    const fiber = Effect.runFork(runPipeline(rig.project, rig.store(), loaded, options, () => {}))
    await expect.poll(() => fs.existsSync(pids) && fs.readFileSync(pids, "utf8").endsWith("\n"), { timeout: 60_000 })
      .toBe(true)

    await Effect.runPromise(Fiber.interrupt(fiber))

    const isRunning = (pid: string) => {
      const stat = `/proc/${pid}/stat`
      return fs.existsSync(stat) && fs.readFileSync(stat, "utf8").split(" ")[2] !== "Z"
    }
    const started = fs.readFileSync(pids, "utf8").trim().split(" ")
    await expect.poll(() => started.filter(isRunning), { timeout: 10_000 }).toEqual([])
  })
})

describe("a program per item", () => {
  it("is run for new items only, and what it makes is gathered", async () => {
    using rig = new Rig({
      ...texts,
      "nodes/list.ts": `${all}
import { createHash } from "node:crypto"
const told = { b: "be", a: "alpha" }
const digest = (text) => createHash("sha256").update(text).digest("hex")
export const list = Node.fn({
  outputs: { rows: table({ id: Schema.String, digest: Schema.String }), texts: files },
  run: () => ({
    rows: Object.keys(told).map((id) => ({ id, digest: digest(told[id]) })),
    texts: Object.fromEntries(Object.entries(told).map(([id, text]) => [id + ".txt", text]))
  })
})
`,
      "nodes/measure.ts": `${all}
export const measure = Node.mapCommand({
  over: "rows",
  inputs: { rows: table({ id: Schema.String, digest: Schema.String }), texts: files },
  itemKey: (row) => [row.id, row.digest],
  itemName: (row) => row.id,
  byReference: ["texts"],
  outputs: { size: json(Schema.Int), shouted: files },
  version: ["sh", "-c", "echo 1"],
  command: ({ inputs, item, outputs }) => [
    "sh", "-c", \`wc -c < \${inputs.texts}/\${item.id}.txt > \${outputs.size}; tr a-z A-Z < \${inputs.texts}/\${item.id}.txt > \${outputs.shouted}/\${item.id}\`
  ]
})
`
    })
    rig.edit("pipelines/p.ts", "const { report }", "const { size: report }")
    rig.edit("pipelines/p.ts", "{ rows, texts }, { scale: 2 }", "{ rows, texts }")

    const first = await rig.run()
    rig.edit("nodes/list.ts", `a: "alpha" }`, `a: "alpha", c: "gamma" }`)
    const second = await rig.run()

    expect([failureOf(first), failureOf(second)]).toEqual([undefined, undefined])
    expect([first.items["measure"], second.items["measure"]]).toEqual([2, 1])
    expect(result(rig, "measure/size.json")).toEqual([
      { item: "b", value: 2 },
      { item: "a", value: 5 },
      { item: "c", value: 5 }
    ])
    expect(fs.readFileSync(path.join(rig.root, "artifacts/p/measure/shouted/a"), "utf8")).toBe("ALPHA")
  })
})
