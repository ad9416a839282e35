import * as path from "node:path"
import { expect, it } from "vitest"
import { temporaryFolder } from "../../dataflow/store/temporary-store.ts"
import { runTraining } from "./run-training.ts"

const newCache = () => path.join(temporaryFolder(), "cache")

/** The last words of a training that was left alone. */
const undisturbed = (async () => {
  const whole = runTraining("resume", newCache())
  const { errors } = await whole.ended
  return errors === "" ? whole.lines.at(-1) : errors
})()

it("a training killed in epoch 37 and started again ends with the bytes of one that was left alone", async () => {
  const cache = newCache()
  const doomed = runTraining("resume", cache, "37")
  await doomed.said("within epoch 37")
  doomed.process.kill("SIGKILL")
  const death = await doomed.ended

  const resumed = runTraining("resume", cache)
  const { code, errors } = await resumed.ended

  expect(death.signal).toBe("SIGKILL")
  expect(doomed.lines.filter((line) => line.startsWith("finished")).at(-1)).toBe("finished epoch 36")
  expect([code, errors]).toEqual([0, ""])
  expect(resumed.lines[0]).toBe("finished epoch 37")
  expect(resumed.lines.at(-1)).toMatch(/^weights [0-9a-f]{64}$/)
  expect(resumed.lines.at(-1)).toBe(await undisturbed)
}, 120_000)

it("a training killed again and again at whatever moment ends with the same bytes too", async () => {
  const cache = newCache()
  const deaths: Array<string | null> = []
  for (const epoch of [8, 33]) {
    const doomed = runTraining("resume", cache)
    await doomed.said(`finished epoch ${epoch}`)
    doomed.process.kill("SIGKILL")
    deaths.push((await doomed.ended).signal)
  }
  const resumed = runTraining("resume", cache)
  await resumed.ended

  expect(deaths).toEqual(["SIGKILL", "SIGKILL"])
  expect(resumed.lines.at(-1)).toMatch(/^weights [0-9a-f]{64}$/)
  expect(resumed.lines.at(-1)).toBe(await undisturbed)
}, 120_000)
