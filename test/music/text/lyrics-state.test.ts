import { describe, expect, it } from "vitest"
import { corpusTracks } from "../../../src/music/corpus/corpus.ts"
import { judgeLyrics } from "../../../src/music/text/lyrics-state.ts"

const stateOf = (lyrics: string | null) => judgeLyrics(lyrics, 5).state

describe("lyrics are", () => {
  it("missing when nothing or a stand-in for nothing is there", () => {
    expect([null, "", " \n", "...", "NaN", "N/A", "None", "[Verse 1]\n[Chorus]"].map(stateOf)).toEqual(
      Array(8).fill("missing")
    )
  })

  it("instrumental when something says that nobody sings", () => {
    const remarks = [
      "[Instrumental]",
      "(music)",
      "Music",
      "MUSIC MUSIC",
      "♪ ♪",
      "🎵 🎵 🎵",
      "Música",
      "[Instrumental break]"
    ]
    expect(remarks.map(stateOf)).toEqual(Array(8).fill("instrumental"))
  })

  it("doubtful when they are what speech recognition writes for silence", () => {
    const heard = [
      "Thank you.",
      "Thanks for watching!",
      "You",
      "Copyright WDR 2021",
      "Subtitles by the Amara.org community"
    ]
    expect(heard.map(stateOf)).toEqual(Array(5).fill("doubtful"))
  })

  it("doubtful when they are too short, one word over and over, a spreadsheet's error or three alphabets at once", () => {
    const odd = [
      "once again",
      "band band band band bands band band band",
      "#ERROR!",
      "and свет and свет もう一度だけ sing the song"
    ]
    expect(odd.map(stateOf)).toEqual(Array(4).fill("doubtful"))
  })

  it("present when they only mention music, thanks or an instrument's solo", () => {
    const sung = [
      "thank you for the music, the songs I'm singing",
      "আমি ভালোবাসি তোমায় বারবার বলি",
      "I love you আমি তোমায় ভালোবাসি baby"
    ]
    expect(sung.map(stateOf)).toEqual(Array(3).fill("present"))
  })

  it("present for every song of the embedded corpus that has words", () => {
    const songs = [...corpusTracks(60, 1)].filter(({ lyrics }) => lyrics !== null)
    expect(songs.filter(({ lyrics }) => stateOf(lyrics) !== "present")).toEqual([])
  })
})

describe("the text of lyrics", () => {
  it("is without section labels and stage directions", () => {
    const { text } = judgeLyrics(
      "[Verse 1: Choir]\nwalking down the road\n(guitar solo)\n[Instrumental break]\nhome again (x2)",
      5
    )
    expect(text.split(/\s+/)).toEqual(["walking", "down", "the", "road", "home", "again"])
  })

  it("is empty unless they are present, so that a remark cannot become a feature", () => {
    expect(["[Instrumental]", "Thank you.", null].map((lyrics) => judgeLyrics(lyrics, 5).text)).toEqual(["", "", ""])
  })

  it("keeps brackets that hold words of the song", () => {
    expect(judgeLyrics("hold me (hold me now) until the morning comes", 5).text).toContain("(hold me now)")
  })
})
