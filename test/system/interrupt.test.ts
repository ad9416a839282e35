/** Ctrl-C at any moment, as a terminal sends it: to the command line and to all it has started. */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { launcher, Studio } from "../app/cli/studio.ts"

const moments = 20
const seed = Number(process.env["SEED"] ?? 20261129)

/** Numbers in [0, 1) from a seed: a linear congruential generator, Numerical Recipes §7.1. */
const randomFrom = (start: number) => {
  let state = start >>> 0
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}

let studio: Studio
let score: string
let wholeMs: number
const readScore = (): string => fs.readFileSync(path.join(studio.root, "artifacts/demo/score/score.json"), "utf8")

const forget = (): void => {
  for (const folder of ["cache", "artifacts"]) {
    fs.rmSync(path.join(studio.root, folder), { recursive: true, force: true })
  }
}

beforeAll(() => {
  studio = new Studio()
  const began = performance.now()
  studio.program(["run", "demo", "-q"])
  wholeMs = performance.now() - began
  score = readScore()
})
afterAll(() => studio[Symbol.dispose]())

/** Interrupts a run from nothing; answers with its exit code or signal, and what it said. */
const interruptAfter = async (ms: number) => {
  const child = spawn(process.execPath, [launcher, "run", "demo"], { cwd: studio.root, detached: true })
  let said = ""
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (said += text))
  const ended = new Promise<number | string | null>((resolve) =>
    child.on("close", (code, signal) => resolve(code ?? signal))
  )
  const timer = setTimeout(() => process.kill(-child.pid!, "SIGINT"), ms)
  const end = await ended
  clearTimeout(timer)
  return { end, said }
}

it(
  `${moments} random moments (SEED=${seed}): 130, or 0 where it was done already, and the next run gives the same`,
  async () => {
    const random = randomFrom(seed)
    const odd: Array<unknown> = []
    for (let i = 0; i < moments; i++) {
      forget()
      const ms = random() * wholeMs
      const { end, said } = await interruptAfter(ms)
      const next = studio.program(["run", "demo", "--progress", "none"])
      // before the runtime has read a line of ours the signal itself ends it, which a shell calls 130 as well
      const isFine = end === 130 || end === "SIGINT" || end === 0
      const isSound = next.code === 0 && next.stderr === "" && readScore() === score
      if (!isFine || !isSound || /error|bug/.test(said)) odd.push({ i, ms, end, said, next })
    }

    expect(odd).toEqual([])
    expect(studio.program(["verify"]).code).toBe(0)
  },
  300_000
)
