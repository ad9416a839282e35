import { describe, expect, it } from "vitest"
import { makeJsonRenderer } from "../../../../src/app/cli/render/json.ts"
import { failedRun, trainingRun } from "./recorded-run.ts"

const play = (events: typeof trainingRun): ReadonlyArray<string> => {
  const lines: Array<string> = []
  const renderer = makeJsonRenderer({ write: (text) => void lines.push(text) })
  for (const event of events) renderer.onEvent(event)
  renderer.close()
  return lines
}

describe("JSON progress", () => {
  it("is one parseable line per event, in order of time", () => {
    const lines = play(trainingRun)

    expect(lines).toHaveLength(trainingRun.length)
    expect(lines.every((line) => line.endsWith("\n"))).toBe(true)
    expect(lines.map((line) => JSON.parse(line).t)).toEqual(trainingRun.map(({ at }) => at / 1000))
  })

  it("names progress by its unit, with its values and the seconds left", () => {
    const [line] = play(trainingRun).filter((each) => each.includes(`"epoch":40`))

    expect(JSON.parse(line!)).toEqual({
      t: 84.1,
      node: "train",
      event: "epoch",
      epoch: 40,
      of: 100,
      loss: 90 + 210 * Math.exp(-40 / 9),
      etaSec: 126
    })
  })

  it("tells failures with their tag and detail", () => {
    const [line] = play(failedRun).filter((each) => each.includes(`"failed","durationMs"`))

    expect(JSON.parse(line!)).toMatchObject({ node: "train", event: "failed", failure: { tag: "LossNotFinite" } })
  })
})
