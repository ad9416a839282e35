import { describe, expect, it } from "vitest"
import { makePlainRenderer } from "../../../../src/app/cli/render/plain.ts"
import { makeStyle } from "../../../../src/app/cli/render/style.ts"
import type { RunEvent } from "../../../../src/dataflow/run/event.ts"
import { cachedRun, failedRun, trainingRun } from "./recorded-run.ts"

const play = (events: ReadonlyArray<RunEvent>): string => {
  let text = ""
  const renderer = makePlainRenderer({ write: (part) => void (text += part) }, { style: makeStyle(false) })
  for (const event of events) renderer.onEvent(event)
  renderer.close()
  return text
}

describe("plain progress", () => {
  it("says one line per change, progress thinned to every tenth, and why each node runs", () => {
    expect(play(trainingRun)).toMatchInlineSnapshot(`
      "hard  7 nodes: 2 cached, 5 to run  ·  seed 7  ·  run 2f91c0
         0.0s  ◌ ingest       cached  9f3c2a1  8,214 tracks
         0.0s  ◌ features     cached  41be770  mel 128×256
         0.1s  ◐ train        started  params.beta  4 → 10
        21.1s  ◐ train        epoch  10/100  loss  159.1  ETA 3m09s
        42.1s  ◐ train        epoch  20/100  loss  112.8  ETA 2m48s
        63.1s  ◐ train        epoch  30/100  loss   97.5  ETA 2m27s
        84.1s  ◐ train        epoch  40/100  loss   92.5  ETA 2m06s
       105.1s  ◐ train        epoch  50/100  loss   90.8  ETA 1m45s
       126.1s  ◐ train        epoch  60/100  loss   90.3  ETA 1m24s
       147.1s  ◐ train        epoch  70/100  loss   90.1  ETA 1m03s
       168.1s  ◐ train        epoch  80/100  loss   90.0  ETA 42s
       189.1s  ◐ train        epoch  90/100  loss   90.0  ETA 21s
       210.1s  ◐ train        epoch 100/100  loss   90.0
       211.4s  ● train        done in 3m31s  β-VAE, 16 dims
       211.5s  ◐ embed        started  input changed: weights
       220.0s  ! embed        set aside গান.mp3: no audio in it
       233.5s  ● embed        done in 22s
       233.6s  ◐ cluster      started  input changed: weights
       236.0s  ● cluster      done in 2.4s  same result
       236.1s  ◐ evaluate     started  input changed: weights
       245.1s  ● evaluate     done in 9.0s
       245.2s  ◐ report       started  input changed: weights
       252.0s  ● report       done in 6.8s
      "
    `)
  })

  it("says nothing when everything is cached", () => {
    expect(play(cachedRun)).toBe("")
  })

  it("names the failure and what it keeps from running", () => {
    expect(play(failedRun).split("\n").slice(4)).toEqual([
      "  21.1s  ◐ train        epoch  10/100  loss  159.1  ETA 3m09s",
      "  41.0s  ✗ train        failed after 41s: loss is NaN at epoch 12.",
      "  41.1s  ○ embed        skipped: train",
      "  41.1s  ○ cluster      skipped: train",
      "  41.1s  ○ evaluate     skipped: train",
      "  41.1s  ○ report       skipped: train",
      ""
    ])
  })

  it("writes no escape code when colour is off", () => {
    expect(play(trainingRun)).not.toContain("\u001b")
  })
})
