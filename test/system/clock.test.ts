/** Processes that cannot ask the system about each other, and whose clocks do not agree: who lives is told all the same. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { launcher, Studio } from "../app/cli/studio.ts"
import { reopen } from "../dataflow/store/temporary-store.ts"
import { Preloaded } from "./shim/preloaded.ts"

const apart = ["--pid", "--fork", "--mount-proc", "--kill-child"]
const isAllowed = spawnSync("unshare", [...apart, "true"]).status === 0
const child = path.join(import.meta.dirname, "..", "dataflow", "store", "child.ts")
const hours = 3600

let machine: Preloaded
beforeAll(() => {
  machine = new Preloaded()
})
afterAll(() => machine[Symbol.dispose]())

let root: string
const started: Array<ChildProcess> = []
beforeEach(() => {
  root = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "partita-clock-")), "cache")
  reopen(root).close()
})
afterEach(() => {
  for (const each of started.splice(0)) each.kill("SIGKILL")
  fs.rmSync(path.dirname(root), { recursive: true, force: true })
})

/** Starts test/dataflow/store/child.ts in a PID namespace of its own, with its clock moved. */
const start = (shiftSec: number, ...args: ReadonlyArray<string>) => {
  const env = { ...process.env, ...machine.environment({ shiftSec }) }
  const stdio = ["ignore", "pipe", "inherit"] as const
  const process_ = spawn("unshare", [...apart, process.execPath, child, ...args], { env, stdio: [...stdio] })
  started.push(process_)
  const lines: Array<string> = []
  process_.stdout!.setEncoding("utf8").on("data", (text: string) => void lines.push(...text.trim().split("\n")))
  return { process: process_, lines, ended: once(process_, "close") }
}

/** Resolves once the process holds its lock. */
const holding = async (): Promise<void> => {
  while (fs.readdirSync(path.join(root, "locks")).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
}

const executions = (): number =>
  fs.readdirSync(path.join(root, "traces"), { recursive: true }).filter((name) => String(name).endsWith(".jsonl"))
    .length

describe.runIf(isAllowed)("two PID namespaces of one host, whose clocks differ by two hours", () => {
  it.each([[-2, 0], [0, -2], [0, 2], [2, 0]])(
    "compute a result once where the first is %i hours off and the second %i",
    async (first, second) => {
      const one = start(first * hours, "once", root, "n")
      await holding()
      const two = start(second * hours, "once", root, "n")
      await Promise.all([one.ended, two.ended])

      expect(executions()).toBe(1)
      expect(two.lines.at(-1)).toBe(one.lines.at(-1))
    }
  )

  it("a collection two hours ahead takes nothing a living run needs", async () => {
    using studio = new Studio()
    const run = start(0, "stress", root, "4", "0", "1000000000")
    await once(run.process.stdout!, "data")

    const { env } = process
    const done = spawnSync(process.execPath, [launcher, "gc", "--keep", "1", "--json"], {
      cwd: studio.root,
      env: { ...env, ...machine.environment({ shiftSec: 2 * hours }), PIPELINE_CACHE: root },
      encoding: "utf8"
    })
    const { isPartial, actions } = JSON.parse(done.stdout) as { readonly isPartial: boolean; readonly actions: number }

    expect([isPartial, actions]).toEqual([true, 0])
    expect(fs.readdirSync(path.join(root, "leases"))).toHaveLength(1)
    expect(run.lines.filter((line) => line.startsWith("bad"))).toEqual([])
  })
})
