/** What a machine refuses, and Ctrl-C: said as that, and the next run goes on. */
import { spawn, spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, afterEach, beforeAll, expect, it } from "vitest"
import { launcher, Studio } from "./studio.ts"

const command = `${process.execPath} ${launcher}`
let studio: Studio
let score: unknown
const readScore = (): unknown => fs.readFileSync(path.join(studio.root, "artifacts/demo/score/score.json"), "utf8")

beforeAll(() => {
  studio = new Studio()
  studio.program(["run", "demo", "-q"])
  score = readScore()
})
afterAll(() => studio[Symbol.dispose]())

/** Runs a line of shell in the project; `$pipeline` is the command line. */
const shell = (line: string) => {
  const done = spawnSync("sh", ["-c", line], {
    cwd: studio.root,
    env: { ...process.env, pipeline: command },
    encoding: "utf8"
  })
  return { code: done.status, stdout: done.stdout, stderr: done.stderr }
}

const forget = (): void => {
  for (const folder of ["cache", "artifacts"]) {
    fs.rmSync(path.join(studio.root, folder), { recursive: true, force: true })
  }
}

/** A run without a fault, after one with. */
const goesOn = (): void => {
  const next = studio.program(["run", "demo", "--progress", "none"])
  expect([next.code, next.stderr, readScore()]).toEqual([0, "", score])
}

it.each([["compiling", 24], ["starting workers", 28]])(
  "too few open files for %s exits 1, says so and how to have more, and the next run goes on",
  (_, handles) => {
    forget()

    const { code, stderr } = shell(`ulimit -n ${handles}; exec $pipeline run demo --progress none`)

    expect(code).toBe(1)
    expect(stderr).toContain("too many files are open")
    expect(stderr).toContain("ulimit -n 4096")
    expect(stderr).not.toMatch(/bug|^ {4}at /m)
    goesOn()
  }
)

it.runIf(fs.existsSync("/dev/full"))("an answer that cannot be written exits 1, a remark changes nothing", () => {
  const answer = shell("$pipeline status demo >/dev/full")
  const remark = shell("$pipeline run demo --force train 2>/dev/full")

  expect(answer.code).toBe(1)
  expect(answer.stderr).toContain("Could not write the answer: the disk is full (ENOSPC).")
  expect([remark.code, remark.stderr]).toEqual([0, ""])
})

it("a log of a failed node that cannot be kept does not hide the failure", () => {
  fs.rmSync(path.join(studio.root, "artifacts"), { recursive: true })
  fs.writeFileSync(path.join(studio.root, "artifacts"), "a file")

  const { code, stderr } = studio.program(["run", "demo", "--set", "train.fails=true", "--progress", "none"])

  expect(stderr).toMatch(
    /loss is NaN at epoch 3\. {3}\(nodes\/train\/train\.ts:17\)\n.*lower the learning rate\n +no log is kept: Could not mkdir .*artifacts/
  )
  expect(code).toBe(1)
  fs.rmSync(path.join(studio.root, "artifacts"))
})

/** Whether a process has started another. */
const hasChild = (pid: number): boolean => {
  try {
    return fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8") !== ""
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false
    throw error
  }
}

let started: number | undefined
afterEach(() => {
  if (started !== undefined && hasChild(started)) process.kill(-started, "SIGKILL")
})

it.runIf(fs.existsSync("/proc/self/task"))(
  "Ctrl-C while compiling exits 130 and says nothing, and the next run goes on",
  async () => {
    forget()
    const child = spawn(process.execPath, [launcher, "run", "demo"], { cwd: studio.root, detached: true })
    const pid = started = child.pid!
    let said = ""
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (said += text))
    const ended = new Promise<readonly [number | null, string | null]>((resolve) =>
      child.on("close", (code, signal) => resolve([code, signal]))
    )
    while (child.exitCode === null && !hasChild(pid)) await new Promise((resolve) => setImmediate(resolve))
    process.kill(-pid, "SIGINT") // as a terminal: to the compiler's process too
    started = undefined

    expect([await ended, said]).toEqual([[130, null], ""])
    goesOn()
  }
)
