import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { planClip, renderClip } from "../../../src/music/corpus/clip.ts"
import { corpusTracks, renderTrack } from "../../../src/music/corpus/corpus.ts"
import { genreNames, genres } from "../../../src/music/corpus/genres.ts"
import { corpusSampleRateHz } from "../../../src/music/corpus/oscillator.ts"

/** Digest of a clip as 16-bit samples, which is how it is stored. */
const digestOf = (samples: Float32Array): string => {
  const quantised = Int16Array.from(samples, (sample) => Math.round(sample * 32_767))
  return createHash("sha256").update(new Uint8Array(quantised.buffer)).digest("hex").slice(0, 16)
}

const levelsOf = (samples: Float32Array): { readonly peak: number; readonly rms: number } => {
  let peak = 0
  let power = 0
  for (const sample of samples) {
    peak = Math.max(peak, Math.abs(sample))
    power += sample ** 2
  }
  return { peak, rms: Math.sqrt(power / samples.length) }
}

const clips = [...corpusTracks(64, 3)].map((track) => ({ track, ...levelsOf(renderTrack(track, 10)) }))

describe("a synthesised clip", () => {
  it("has the bytes it always had, in every genre", () => {
    const digests = Object.fromEntries(
      genreNames.map((genre) => [genre, digestOf(renderClip(planClip(genre, 7), 4))])
    )

    expect(digests).toMatchInlineSnapshot(`
      {
        "ambient": "15ae3739a4ca9f42",
        "ballad": "b27dbd4981df10b4",
        "baul": "50aa60f41a80bd6f",
        "bossa": "bf5d9d23f3780989",
        "cumbia": "d1099edeab99cad9",
        "hiphop": "68bd296195c9dcbe",
        "house": "548b42c913ee9622",
        "rock": "18a0284bb23de891",
      }
    `)
  })

  it("does not depend on what was rendered before it", () => {
    const first = digestOf(renderClip(planClip("bossa", 9), 2))

    renderClip(planClip("rock", 1), 2)

    expect(digestOf(renderClip(planClip("bossa", 9), 2))).toBe(first)
    expect(digestOf(renderClip(planClip("bossa", 10), 2))).not.toBe(first)
  })

  it("is as long as asked for", () => {
    expect(renderClip(planClip("ambient", 1), 10).length).toBe(10 * corpusSampleRateHz)
    expect(renderClip(planClip("ambient", 1), 0.01).length).toBe(Math.round(0.01 * corpusSampleRateHz))
  })

  it("is neither silent nor clipped, and every sample is a number", () => {
    const odd = clips.filter(({ peak, rms }) => !(peak <= 0.9 && peak >= 0.25 && rms > 0.01 && rms < 0.5))

    expect(odd.map(({ peak, rms, track }) => ({ id: track.id, peak, rms }))).toEqual([])
  })

  it("says nothing of its genre by its loudness", () => {
    const meanPeaks = genreNames.map((genre) => {
      const peaks = clips.filter(({ track }) => track.genre === genre).map(({ peak }) => peak)
      return peaks.reduce((sum, peak) => sum + peak, 0) / peaks.length
    })

    // uniform in -12 … -1 dB: mean 0.53, sd 0.18; 8 clips a genre, so 0.53 ± 4 · 0.18 / √8
    expect(meanPeaks.filter((peak) => peak < 0.27 || peak > 0.79)).toEqual([])
  })
})

describe("the plan of a clip", () => {
  it("takes every borrowed layer from the one other genre it names, and no other layer", () => {
    const plans = Array.from({ length: 400 }, (_, seed) => planClip("baul", seed))
    const wrong = plans.filter(({ borrowed, fusion, layers }) =>
      Object.entries(layers).some(([name, layer]) => {
        const isBorrowed = (borrowed as ReadonlyArray<string>).includes(name)
        const from = isBorrowed && fusion !== null ? genres[fusion] : genres.baul
        return layer !== from.layers[name as keyof typeof layers]
      })
    )

    expect(wrong).toEqual([])
    expect(plans.filter(({ borrowed, fusion }) => (fusion === null) !== (borrowed.length === 0))).toEqual([])
  })
})
