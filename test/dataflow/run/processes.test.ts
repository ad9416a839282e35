import { type ChildProcess, spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { Random } from "../../../src/math/random.ts"
import { Rig } from "../rig.ts"

/** 12 slow nodes in three chains; each appends its name to a log outside the store when it really executes. */
const slow = (log: string): Readonly<Record<string, string>> => ({
  "nodes/slow.ts": `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
const Value = Schema.Struct({ text: Schema.String })
export const slow = /*#__PURE__*/ Node.make("slow", {
  params: Schema.Struct({ name: Schema.String }),
  inputs: { before: json(Value) },
  outputs: { value: json(Value) },
  run: Effect.fnUntraced(function*({ inputs, params }) {
    const { text } = yield* inputs.before.value
    yield* Effect.sleep("50 millis")
    fs.appendFileSync(${JSON.stringify(log)}, params.name + "\\n")
    return { value: { text: text + params.name } }
  })
})
export const root = /*#__PURE__*/ Node.make("root", {
  params: Schema.Struct({}),
  inputs: {},
  outputs: { value: json(Value) },
  run: () => Effect.succeed({ value: { text: "" } })
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { root, slow } from "../nodes/slow.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { value } = yield* root({}, {})
  let last = value
  for (const chain of ["x", "y", "z"]) {
    let before = value
    for (const i of [1, 2, 3, 4]) {
      const name = chain + i
      const step = yield* slow.as(name)({ before }, { name })
      before = step.value
      last = step.value
    }
  }
  return { last }
})
`
})

const script = path.join(import.meta.dirname, "run-once.ts")
const children = new Set<ChildProcess>()
const start = (root: string) => {
  const child = spawn(process.execPath, [script, root], { stdio: ["ignore", "pipe", "pipe"] })
  children.add(child)
  let stdout = ""
  let stderr = ""
  child.stdout.on("data", (chunk) => stdout += String(chunk))
  child.stderr.on("data", (chunk) => stderr += String(chunk))
  const ended = new Promise<{ readonly ran: ReadonlyArray<string>; readonly outcome: string }>((resolve, reject) => {
    child.on("exit", (code) => {
      children.delete(child)
      if (code === 0) resolve(JSON.parse(stdout) as never)
      else reject(new Error(`ended with ${code ?? "a signal"}: ${stderr}`))
    })
  })
  return { child, ended }
}
afterEach(() => children.forEach((child) => child.kill("SIGKILL")))

const names = ["x", "y", "z"].flatMap((chain) => [1, 2, 3, 4].map((i) => `${chain}${i}`))
const logged = (log: string) => fs.readFileSync(log, "utf8").trim().split("\n").sort()
const value = (rig: Rig, step: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(rig.root, "artifacts", "p", step, "value.json"), "utf8"))

describe("several processes on one store", () => {
  it("executes each action once when two runs start together", async () => {
    using rig = new Rig({})
    const log = path.join(rig.root, "executed.log")
    for (const [file, content] of Object.entries(slow(log))) rig.write(file, content)

    const runs = await Promise.all([start(rig.root).ended, start(rig.root).ended])

    expect(runs.map((run) => run.outcome)).toEqual(["ok", "ok"])
    expect(logged(log)).toEqual(names)
    expect(runs.flatMap((run) => run.ran).filter((name) => name !== "root").sort()).toEqual(names)
  })

  it("completes after kill -9 at 20 random moments without a wrong artifact or a finished node rebuilt", async () => {
    using rig = new Rig({})
    const log = path.join(rig.root, "executed.log")
    for (const [file, content] of Object.entries(slow(log))) rig.write(file, content)
    const random = new Random(20)
    const executed = () => fs.existsSync(log) ? logged(log) : []
    let kills = 0
    let killsThisRound = 0
    const verify = async () => {
      const last = await start(rig.root).ended
      const again = await start(rig.root).ended
      expect([last.outcome, again.ran]).toEqual(["ok", []])
      expect(value(rig, "z4")).toEqual({ text: "z1z2z3z4" })
      expect([...new Set(executed())]).toEqual(names)
      // a kill can fall between the work of a node and its publication: one node per worker, and no finished one
      expect(executed().length).toBeLessThanOrEqual(names.length + killsThisRound * 2)
    }

    for (let attempt = 0; kills < 20 && attempt < 60; attempt++) {
      const { child, ended } = start(rig.root)
      const timer = setTimeout(() => child.kill("SIGKILL"), 130 + random.int(250))
      const isKilled = await ended.then(() => false, () => true)
      clearTimeout(timer)
      if (isKilled && executed().length < names.length) {
        kills++
        killsThisRound++
        continue
      }
      await verify()
      killsThisRound = 0
      fs.rmSync(rig.project.cacheRoot, { recursive: true })
      fs.rmSync(log)
    }

    await verify()
    expect(kills).toBe(20)
  })
})
