import { expect, it } from "vitest"
import { traitsOf } from "../../nodes/row/listener-traits.ts"
import { matrix } from "../../src/math/matrix.ts"
import { FEATURE_NAMES } from "../../src/music/audio/feature-names.ts"
import { listenerTraits } from "../../src/music/audio/listener-words.ts"
import { MEYDA_FEATURE_NAMES } from "../../src/music/audio/meyda-features.ts"

it("both profiles and a table of Spotify's numbers have words, each once", () => {
  const words = [FEATURE_NAMES, MEYDA_FEATURE_NAMES, ["danceability", "loudness", "rms_mean"], ["mfcc1_mean"]].map((
    names
  ) => listenerTraits(names).map(({ much }) => much))

  expect(words).toEqual([
    ["loud", "bright", "fast", "dense", "percussive", "dynamic"],
    ["loud", "bright", "dynamic", "noisy"],
    ["loud", "danceable"],
    []
  ])
})

it("a group is called by what tells it from the others, the most telling first, and never by cepstral coefficients", () => {
  const names = ["rms_mean", "tempo", "spectral_centroid_mean", "mfcc11_mean"]
  const values = matrix([
    [0.30, 121, 900, 9],
    [0.32, 119, 1000, 9],
    [0.02, 120, 3000, -9],
    [0.01, 120, 2800, -9],
    [0.02, NaN, 2900, -9]
  ])

  expect(traitsOf({ names, values }, [0, 0, 1, 1, -1])).toEqual([["dark", "loud"], ["quiet", "bright"]])
})

it("silence and what was not measured say nothing", () => {
  const values = matrix([[0, NaN], [0, NaN], [0, NaN], [0, NaN]])

  expect(traitsOf({ names: ["rms_mean", "tempo"], values }, [0, 0, 1, 1])).toEqual([[], []])
})
