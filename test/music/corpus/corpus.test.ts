import { describe, expect, it } from "vitest"
import { corpusTrack, corpusTracks, renderTrack } from "../../../src/music/corpus/corpus.ts"
import { genreNames } from "../../../src/music/corpus/genres.ts"
import { languages, repertoires } from "../../../src/music/corpus/repertoire.ts"

const many = [...corpusTracks(4000, 11)]

/** Four standard deviations of a share seen in n draws. */
const tolerance = (share: number, n: number): number => 4 * Math.sqrt(share * (1 - share) / n)

describe("the embedded corpus", () => {
  it("has 40 tracks of each genre among 320, every id distinct", () => {
    const tracks = [...corpusTracks(320, 1)]
    const perGenre = genreNames.map((genre) => tracks.filter((track) => track.genre === genre).length)

    expect(perGenre).toEqual(genreNames.map(() => 40))
    expect(new Set(tracks.map(({ id }) => id)).size).toBe(320)
    expect(tracks[0]!.id).toBe("rock-001")
    expect(tracks[319]!.id).toBe("ambient-040")
  })

  it("makes a track from seed and index alone", () => {
    const [, , , third] = corpusTracks(4, 5)

    expect(corpusTrack(5, 3)).toEqual(third)
    expect(corpusTrack(6, 3)).not.toEqual(third)
  })

  it("gives no two tracks the same sound", () => {
    expect(new Set(many.map(({ genre, seed }) => `${genre} ${seed}`)).size).toBe(many.length)
  })

  it("borrows layers from another genre in about 30 % of the tracks", () => {
    const fusion = many.filter((track) => track.fusion !== null)

    expect(Math.abs(fusion.length / many.length - 0.3)).toBeLessThan(tolerance(0.3, many.length))
    expect(fusion.filter((track) => track.fusion === track.genre)).toEqual([])
  })

  it("mixes the languages of every genre as its weights say", () => {
    const surprises = genreNames.flatMap((genre) => {
      const tracks = many.filter((track) => track.genre === genre)
      return languages.filter((language) => {
        const share = tracks.filter((track) => track.language === language).length / tracks.length
        const weight = repertoires[genre].languages[language]
        return Math.abs(share - weight) > tolerance(weight, tracks.length)
      })
    })

    expect(surprises).toEqual([])
  })

  it("leaves about one track in ten without words", () => {
    const share = many.filter((track) => track.lyrics === null).length / many.length

    expect(Math.abs(share - 0.1)).toBeLessThan(tolerance(0.1, many.length))
  })

  it("cannot be told apart by tempo: each genre's usual tempi are also usual in another", () => {
    const usual = genreNames.map((genre) => {
      const tempi = many.filter((track) => track.genre === genre).map(({ tempoBpm }) => tempoBpm).sort((a, b) => a - b)
      return { low: tempi[Math.floor(tempi.length * 0.1)]!, high: tempi[Math.floor(tempi.length * 0.9)]! }
    })
    const alone = genreNames.filter((_, i) =>
      usual.every((other, j) => i === j || other.high < usual[i]!.low || other.low > usual[i]!.high)
    )

    expect(alone).toEqual([])
  })

  it("renders a track named by genre and seed, and knows no other genre", () => {
    const track = corpusTrack(1, 0)

    expect(renderTrack({ genre: "rock", seed: track.seed }, 0.5)).toEqual(renderTrack(track, 0.5))
    expect(() => renderTrack({ genre: "polka", seed: 1 }, 1)).toThrow(/no genre "polka"; it has rock/)
  })
})
