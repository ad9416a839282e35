import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, expect, it } from "vitest"
import { chooseLatent } from "../../nodes/embed/choose-latent.ts"
import { meanPerLabel } from "../../nodes/embed/mean-per-label.ts"
import { anyView } from "../../nodes/row/view.ts"
import { hear } from "../../nodes/section/hear.ts"
import { presentClasses } from "../../nodes/section/present-classes.ts"
import { presentReconstructions } from "../../nodes/section/present-reconstructions.ts"
import { presentTraversal } from "../../nodes/section/present-traversal.ts"
import { presentWay } from "../../nodes/section/present-way.ts"
import { Store } from "../../src/dataflow/store/store.ts"
import { runNode } from "../../src/dataflow/testing.ts"
import { decodeAudio } from "../../src/music/audio/decode.ts"
import { trackCalled } from "./track-called.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "partita-heard-"))
const store = Store.open(folder, { fsync: false })
afterAll(() => {
  store.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const bands = 128
const frames = 16
const scale = "share of the peak"
const heard = { scale, iterations: 2, momentum: 0.99, kbps: 16 } as const
const named = { id: "heard", model: "ConvVAE", scale } as const

/** Pictures in which one band is at the peak and all else `quiet` dB below it. */
const viewOf = async (rows: ReadonlyArray<readonly [id: string, loud: number, quiet: number]>, height = bands) =>
  anyView.open(
    store,
    await Effect.runPromise(anyView.save(store, {
      value: { ids: rows.map(([id]) => id), picture: { floorDb: -80, blockRows: 256 } },
      parts: {
        pictures: {
          shape: [rows.length, height, frames] as const,
          data: Float32Array.from(
            rows.flatMap(([, loud, quiet]) =>
              Array.from({ length: height * frames }, (_, i) => Math.floor(i / frames) === loud ? 0 : -quiet)
            )
          )
        }
      }
    }))
  )

const latentsOf = (rows: Readonly<Record<string, ReadonlyArray<number>>>) => {
  const values = Object.values(rows)
  const cols = values[0]!.length
  return {
    ids: Object.keys(rows),
    names: Array.from({ length: cols }, (_, j) => `z${j + 1}`),
    matrix: { rows: values.length, cols, data: Float64Array.from(values.flat()) }
  }
}

const soundsOf = async (
  decoded: object,
  shown: ReadonlyArray<object> = []
) => [...(await runNode(hear, { inputs: { decoded, shown } as never, params: heard, seed: 5 })).sounds]

const tracks = ["a", "b", "c"].map((id, i) => trackCalled(id, { title: `Song ${id}`, label: i < 2 ? "rock" : "folk" }))

it("each picture is heard as it was shown and as it was made, for as long as its frames last, from the same phases", async () => {
  const shown = await viewOf([["a", 20, 60], ["b", 30, 60], ["c", 40, 60]])
  const made = await viewOf([["b", 30, 60], ["a", 60, 60]])

  const sounds = await soundsOf(made, [shown])

  expect(sounds.map(({ id, of }) => [id, of])).toEqual([["b", "shown"], ["a", "shown"], ["b", "made"], ["a", "made"]])
  expect(sounds[2]!.opus).toBe(sounds[0]!.opus) // the same picture
  expect(sounds[3]!.opus).not.toBe(sounds[1]!.opus)
  expect(sounds.every(({ peak, rms }) => Math.abs(peak - 0.8) < 1e-6 && rms > 0.1)).toBe(true)
  const { channels: [samples], sampleRateHz } = await decodeAudio(Buffer.from(sounds[0]!.opus, "base64"), "a.opus")
  expect(samples!.length / sampleRateHz).toBeCloseTo(15 * 512 / 22_050, 3)
})

it("pictures of something else than mel bands are refused by their size", async () => {
  await expect(soundsOf(await viewOf([["a", 3, 60]], 20))).rejects.toThrow("Pictures of 20 rows and 16 frames")
})

it("a section of reconstructions sets each track beside what was made of it, with their distance", async () => {
  const view = await viewOf([["a", 20, 60], ["b", 30, 60]])
  const decoded = await viewOf([["a", 20, 50], ["b", 30, 60]])
  const sounds = await soundsOf(decoded, [view])

  const { section } = await runNode(presentReconstructions, {
    inputs: { tracks, view, decoded, sounds, points: latentsOf({ a: [0], b: [1] }) } as never,
    params: named
  })

  // ten decibels in all bands but the loudest
  expect(section.finding).toContain(`${(10 * 127 / 128).toFixed(1)} dB away`.replace(/^/, "0.0 to "))
  const [, block] = section.blocks
  expect(block).toMatchObject({
    groups: [
      { title: "Song a", note: "9.9 dB apart", sounds: [{ name: "shown" }, { name: "reconstructed" }] },
      { title: "Song b", note: "0.0 dB apart" }
    ]
  })
})

it("the latent that is walked is the one that tells most, and the walk says what it changes", async () => {
  const points = latentsOf({ "z1 -2": [-2, 0], "z1 2": [2, 0], "z2 -2": [0, -2], "z2 2": [0, 2] })
  const collapse = { latents: 2, activeUnits: 2, kl: 3, klPerDimension: [1, 2], meanVariance: [1, 1] }

  const along = await runNode(chooseLatent, { inputs: { points, collapse } as never, params: { steps: 2 } })
  const decoded = await viewOf([["z2 -2", 0, 60], ["z2 2", 0, 40]])
  const { section } = await runNode(presentTraversal, {
    inputs: { decoded, sounds: await soundsOf(decoded), chosen: along.chosen } as never,
    params: { ...named, reach: 2 }
  })

  expect(along.points.ids).toEqual(["z2 -2", "z2 2"])
  expect(along.chosen).toEqual({ latent: "z2", kl: 2, all: 3 })
  expect(section.finding).toContain("Along z2, which tells most (2.0 of 3.0 nats)")
  expect(section.finding).toContain("above 2 kHz goes from −60.0 to −40.0 dB")
  expect(section.blocks[1]).toMatchObject({ groups: [{ sounds: [{ name: "−2 s.d." }, { name: "+2 s.d." }] }] })
})

it("points of a traversal with another number of steps are refused, with what to set", async () => {
  const points = latentsOf({ "z1 -2": [-2, 0], "z1 2": [2, 0], "z2 -2": [0, -2], "z2 2": [0, 2] })
  const collapse = { latents: 2, activeUnits: 2, kl: 3, klPerDimension: [1, 2], meanVariance: [1, 1] }

  await expect(runNode(chooseLatent, { inputs: { points, collapse } as never, params: { steps: 3 } })).rejects.toThrow(
    "choose-latent: the points it is given are 2 along each latent, and its steps are 3"
  )
})

it("a way names the tracks at its ends, and says how far apart they are", async () => {
  const decoded = await viewOf([["0.000", 0, 60], ["0.500", 0, 50], ["1.000", 0, 40]])

  const { section } = await runNode(presentWay, {
    inputs: {
      tracks,
      latents: latentsOf({ a: [5], b: [1], c: [2] }),
      points: latentsOf({ "0.000": [1], "0.500": [3], "1.000": [5] }),
      decoded,
      sounds: await soundsOf(decoded)
    } as never,
    params: named
  })

  expect(section.finding).toContain("From “Song b” to “Song a” the picture changes by 9.9 dB a step")
  expect(section.blocks[1]).toMatchObject({
    groups: [{ sounds: [{ name: "Song b" }, { name: "50 %" }, { name: "Song a" }] }]
  })
})

it("means of labels are of their own tracks, and their section says which are alike", async () => {
  const { points } = await runNode(meanPerLabel, {
    inputs: { latents: latentsOf({ a: [1, 0], b: [3, 0], c: [0, 7] }), tracks } as never,
    params: { column: "label", most: 2 }
  })
  const decoded = await viewOf([["rock", 0, 60], ["folk #1", 0, 50]])
  const { section } = await runNode(presentClasses, {
    inputs: { decoded, sounds: await soundsOf(decoded) } as never,
    params: { ...named, title: "Typical", labelName: "genre", from: "the mean of each", remarks: ["So it is."] }
  })

  expect([points.ids, [...points.matrix.data]]).toEqual([["rock", "folk"], [2, 0, 0, 7]])
  expect(section.finding).toBe("The mean latents of 2 genres, decoded: rock and folk are 9.9 dB apart.")
  expect(section.blocks[0]).toMatchObject({
    paragraphs: ["So it is.", expect.stringContaining("Phases are estimated")]
  })
})
