import { describe, expect, it } from "vitest"
import { ablationTable, comparisonTable, type LyricsGain } from "../../../src/page/report/ranking-tables.ts"
import type { ComparedPair } from "../../../src/page/report/report-rows.ts"
import { rankedOf } from "../../nodes/ranked-of.ts"

const by = { metric: "ARI", against: "genre", better: "higher" } as const
const paired = (difference: number, p: number) => ({ difference, low: difference - 0.05, high: difference + 0.05, p })

describe("what lyrics add", () => {
  const rows = [rankedOf("VAE", 2, 0.2), rankedOf("VAE + lyrics", 1, 0.5), rankedOf("VAE + shuffled lyrics", 3, 0.1)]
  const inputs = [{ input: "audio", space: "VAE" }, { input: "audio and lyrics", space: "VAE + lyrics" }]
  const say = (gain: LyricsGain | null) => ablationTable(rows, { by, clusterer: "K-Means", inputs, gain })[0]!.sentences

  it("is something only where they are ahead of audio alone, by a hair", () => {
    const gain = (p: number) => ({ overAudio: paired(0.3, p), overShuffled: paired(0.4, 0.01), shuffles: 3 })

    expect(say(gain(0.0499))).toEqual([
      "Lyrics add 0.30 [0.25, 0.35] to the ARI of audio on the same tracks; each track's own are ahead of other tracks' " +
      "(3 shuffles) by 0.40 [0.35, 0.45], so that part of it is about the song itself."
    ])
    expect(say(gain(0.05))).toEqual([
      "Lyrics are not shown to add anything to audio: ARI differs by 0.30 [0.25, 0.35] on the same tracks, as one of 2 comparisons."
    ])
  })

  it("is about the song only where shuffled lyrics are not as good, by a hair", () => {
    const gain = (p: number) => ({ overAudio: paired(0.3, 0.01), overShuffled: paired(0.4, p), shuffles: 3 })

    expect(say(gain(0.0499))[0]).toContain("so that part of it is about the song itself")
    expect(say(gain(0.05))[0]).toContain(
      "which may be chance, as one of 2 comparisons, so that it is not shown to be about the song itself"
    )
  })

  it("is said to fall where lyrics are behind audio, and nothing is said where nothing was paired", () => {
    expect(say({ overAudio: paired(-0.3, 0.01), overShuffled: paired(0, 1), shuffles: 1 })).toEqual([
      "With lyrics beside audio ARI falls: −0.30 [−0.35, −0.25] on the same tracks."
    ])
    expect(say(null)).toEqual([])
  })
})

describe("comparisons of all pairs", () => {
  const pair = (second: string, holm: number | null): ComparedPair => ({
    first: "a",
    second,
    runs: 1,
    difference: 0.2,
    low: 0.1,
    high: 0.3,
    p: holm,
    holm
  })

  it("are one sentence where none differs, and rows of those that do, by a hair", () => {
    const none = comparisonTable([pair("b", 0.05), pair("c", 1)], by)
    const some = comparisonTable([pair("b", 0.0499), pair("c", 1)], by)

    expect(none).toMatchObject([{ rows: [] }])
    expect(none[0]!.sentences[0]).toContain(
      "Of 2 pairs of methods, compared by ARI on the same tracks and seeds, 0 differ"
    )
    expect(some[0]!.rows.map(([, second]) => second)).toEqual(["b"])
    expect(comparisonTable([pair("b", null)], by)).toEqual([])
  })
})
