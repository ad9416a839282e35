import { expect, it } from "vitest"
import { chromaFilters } from "../../../src/music/audio/chroma.ts"
import { MEL_FILTERS } from "../../../src/music/audio/mel.ts"
import { BINS } from "../../../src/music/audio/profile.ts"
import { golden, largestDifference } from "./golden-audio.ts"

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

const classSums = (filters: Float64Array): ReadonlyArray<number> =>
  Array.from({ length: 12 }, (_, pitchClass) => sum(filters.subarray(pitchClass * BINS, (pitchClass + 1) * BINS)))

it("the mel filters have librosa's row sums and number of weights", () => {
  const { start, weights } = MEL_FILTERS
  const { row_sums: sums, nonzeros_per_row: counts } = golden.mel_filterbank
  const bands = sums.map((_, band) => weights.subarray(start[band], start[band + 1]))

  expect(largestDifference(bands.map(sum), sums)).toBeLessThan(1e-12)
  expect(bands.map((band) => band.length)).toEqual(counts)
})

it("the chroma filters have librosa's row sums at tuning 0, 0.23 and −0.4", () => {
  // librosa 0.11.0: librosa.filters.chroma(sr=22050, n_fft=2048, tuning=…, dtype=float64).sum(1), first and fifth row
  const [sharp, flat] = [classSums(chromaFilters(0.23)), classSums(chromaFilters(-0.4))]

  expect(largestDifference(classSums(chromaFilters(0)), golden.chroma_filterbank.row_sums)).toBeLessThan(1e-9)
  expect(largestDifference([sharp[0]!, sharp[4]!], [57.96499816931846, 60.61000348105891])).toBeLessThan(1e-9)
  expect(largestDifference([flat[0]!, flat[4]!], [55.89386853919461, 60.31305583761511])).toBeLessThan(1e-9)
})
