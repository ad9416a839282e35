import * as path from "node:path"
import { expect, it } from "vitest"
import { temporaryFolder } from "../store/temporary-store.ts"
import { runTraining } from "./run-training.ts"

const newCache = () => path.join(temporaryFolder(), "cache")

it("a training killed in epoch 37 and started again ends with the bytes of one that was left alone", async () => {
  const cache = newCache()
  const whole = runTraining("resume", newCache())
  const doomed = runTraining("resume", cache, "37")
  await doomed.said("within epoch 37")
  doomed.process.kill("SIGKILL")
  const death = await doomed.ended

  const resumed = runTraining("resume", cache)
  const ends = await Promise.all([whole.ended, resumed.ended])

  expect(death.signal).toBe("SIGKILL")
  expect(doomed.lines.filter((line) => line.startsWith("finished")).at(-1)).toBe("finished epoch 36")
  expect(ends.map(({ code, errors }) => [code, errors])).toEqual([[0, ""], [0, ""]])
  expect(resumed.lines[0]).toBe("finished epoch 37")
  expect(resumed.lines.at(-1)).toMatch(/^weights [0-9a-f]{64}$/)
  expect(resumed.lines.at(-1)).toBe(whole.lines.at(-1))
}, 60_000)

it("a training killed again and again at whatever moment ends with the same bytes too", async () => {
  const cache = newCache()
  const deaths: Array<string | null> = []
  for (const epoch of [8, 21, 33]) {
    const doomed = runTraining("resume", cache)
    await doomed.said(`finished epoch ${epoch}`)
    doomed.process.kill("SIGKILL")
    deaths.push((await doomed.ended).signal)
  }

  const whole = runTraining("resume", newCache())
  const resumed = runTraining("resume", cache)
  await Promise.all([whole.ended, resumed.ended])

  expect(deaths).toEqual(["SIGKILL", "SIGKILL", "SIGKILL"])
  expect(whole.lines.at(-1)).toMatch(/^weights [0-9a-f]{64}$/)
  expect(resumed.lines.at(-1)).toBe(whole.lines.at(-1))
}, 60_000)
