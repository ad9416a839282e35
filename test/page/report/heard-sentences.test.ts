import { expect, it } from "vitest"
import {
  classesSentence,
  phaseSentence,
  reconstructionSentence,
  walkSentence,
  waySentence
} from "../../../src/page/report/heard-sentences.ts"

it("a range that is written the same at both ends is one number", () => {
  expect(phaseSentence([0.61, 0.64])).toContain("what is heard is 0.6 dB away")
  expect(phaseSentence([0.64, 0.66])).toContain("what is heard is 0.6 to 0.7 dB away")
})

it("reconstructions are as many as were heard", () => {
  expect(reconstructionSentence("ConvVAE", [8.1, 6.1])).toBe(
    "What the ConvVAE makes of 2 tracks is 6.1 to 8.1 dB away from what it was shown, in the mean of bands and frames."
  )
  expect(reconstructionSentence("ConvVAE", [6.1])).toBe(
    "What the ConvVAE makes of the track is 6.1 dB away from what it was shown."
  )
  expect(reconstructionSentence("ConvVAE", [])).toBe("There are no tracks to hear the ConvVAE reconstruct.")
})

it("a walk says what goes where, and stays by a hair where it is written the same", () => {
  const first = { low: -27, high: -60.2, movement: 1.44 }
  const said = (movement: number) =>
    walkSentence({ latent: "z14", kl: 2.76, all: 35.46 }, 2, { first, last: { low: -18.1, high: -67.9, movement } })

  expect(said(1.4)).toBe(
    "Along z14, which tells most (2.8 of 35.5 nats), from −2 to +2 standard deviations, the level below 250 Hz goes " +
      "from −27.0 to −18.1 dB, the level above 2 kHz goes from −60.2 to −67.9 dB and the change from frame to frame " +
      "stays at 1.4 dB."
  )
  expect(said(1.46)).toContain("the change from frame to frame goes from 1.4 to 1.5 dB.")
})

it("a way says its steps and how far its ends are apart", () => {
  expect(waySentence("A", "B", [3.1, 3.7, 3.2], 16.84)).toBe(
    "From “A” to “B” the picture changes by 3.1 to 3.7 dB a step; the ends are 16.8 dB apart."
  )
  expect(waySentence("A".repeat(500), "B", [1], 1)).toContain(`From “${"A".repeat(59)}…” to “B”`)
})

it("of classes the most and the least alike are named, of two the one distance, and one alone is compared with nothing", () => {
  const places = [0, 1, 5]
  const distance = (a: number, b: number) => Math.abs(places[a]! - places[b]!)

  expect(classesSentence("the mean of each", "genre", ["rock", "pop", "folk"], distance)).toBe(
    "The mean latents of 3 genres, decoded: most alike are rock and pop, 1.0 dB apart, least alike rock and folk, 5.0 dB apart."
  )
  expect(classesSentence("one point told each", "genre", ["rock", "pop"], distance)).toBe(
    "One point of the prior, decoded as told each of 2 genres: rock and pop are 1.0 dB apart."
  )
  expect(classesSentence("the mean of each", "genre", ["all tracks"], distance)).toBe(
    "The mean latents of all tracks, decoded; there is nothing to set it beside."
  )
})
