import { describe, expect, it } from "vitest"
import { judgeLyrics } from "../../../src/music/text/lyrics-state.ts"
import { withoutFurniture } from "../../../src/music/text/page-furniture.ts"

const words = "the lamp on the table is made of paper and light\nwe carry it home in the rain at night"
const [first, second] = words.split("\n") as [string, string]

describe("the page around lyrics", () => {
  it.each<[string, string]>([
    ["a page of Genius", `12 Contributors\nPaper Lamp Lyrics\n${first}\nYou might also like\n${second}4Embed`],
    ["one without its line breaks", `1 ContributorPaper Lamp Lyrics\n${first}\nYou might also like${second}Embed`],
    ["one with translations", `3 ContributorsTranslationsEspañol\nPaper Lamp Lyrics\n${words}\n1.2KEmbed`],
    ["one with adverts", `Paper Lamp Lyrics\n${first}\nSee Ana LiveGet tickets as low as $56\n${second}\nEmbed`],
    ["a footer of Musixmatch", `${words}\n\n******* This Lyrics is NOT for Commercial use *******\n(1409617653)`],
    [
      "a footer of LyricFind",
      `${words}\nWritten by: Ana Um, Bob Dois\nLyrics © Sony/ATV Music Publishing LLC\nLyrics Licensed & Provided by LyricFind`
    ],
    ["a notice", `${words}\n© 2019 Small Label\nAll rights reserved.`],
    ["links", `https://lyrics.example/song\n${words}\nSubmit Corrections\nThanks to ana for adding these lyrics`],
    [
      "a page of Genius with what was written about it",
      `4 Contributors\nPaper Lamp Lyrics\n“Paper Lamp” is the third single from Lamps… Read More \n${words}`
    ],
    ["its buttons", `Paper Lamp Lyrics\n${words}\n1EmbedShare URLCopyEmbedCopy`],
    ["its buttons without a line break", `Paper Lamp Lyrics\n${words}12.3KEmbedShare URLCopyEmbedCopy`],
    [
      "a page of AZLyrics",
      `"Paper Lamp"\n(feat. Ana)\n\n${words}\n\nSubmit Corrections\nWriter(s): Ana Um\nAZLyrics\nN\nNine Volt Lyrics\nalbum: "Lamps" (2019)\nPaper Lamp\nRain`
    ],
    ["a part, as Musixmatch gives it away", `${words}\n...\n\n******* This Lyrics is NOT for Commercial use *******`],
    ["a heading of Musixmatch", `Lyrics of Paper Lamp by Nine Volt\n${words}\nLyrics powered by www.musixmatch.com`],
    [
      "a footer of Letras",
      `${words}\nComposição: Ana Um. Essa informação está errada? Nos avise.\nEnviada por Bob.\nLegendado por Ana.`
    ],
    [
      "a footer of SongMeanings",
      `${words}\nLyrics submitted by ana, edited by bob\nPaper Lamp Lyrics as written by Ana Um\nAdd your thoughts\n12 Comments`
    ],
    ["credits of NetEase", `作词 : Ana\n作曲/编曲 : Bob\n${words}`],
    ["a head of names", `Artist: Ana\nTitle: Paper Lamp\n${words}\nSource: Musixmatch`]
  ])("is left out: %s", (_, page) => {
    expect(withoutFurniture(page)).toEqual({ text: words, says: "words" })
    expect(judgeLyrics(page, 5)).toEqual({ state: "present", reason: null, text: words })
  })

  it.each([
    words,
    `  ${first}\r\n\r\n${second}\n`,
    "you might also like the way I move\nwe all contribute to the night",
    "written by the moon on the water\nread more to me",
    "love lyrics\nare what I sing tonight",
    "\"come in\" she said\nread more of my letters…",
    "lyrics of love by the water\n...\nand a comment or two",
    "copyright of my heart belongs to you\nall the rest is noise",
    "embed yourself in my arms\nstay and embed"
  ])("is not seen where there is none: %j", (text) => {
    expect(withoutFurniture(text)).toEqual({ text, says: "words" })
  })

  it.each<[string, string]>([
    ["12 Contributors\nPaper Lamp Lyrics\n4Embed", "missing"],
    ["2 Contributors\nPaper Lamp Lyrics\nThis song is an instrumental\nEmbed", "instrumental"],
    ["Lyrics for this song have yet to be released. Please check back once the song has been released.", "missing"],
    ["Unfortunately, we are not licensed to display the lyrics", "missing"],
    ["Lyrics Licensed & Provided by LyricFind", "missing"]
  ])("is no lyrics by itself: %j", (page, state) => {
    expect(judgeLyrics(page, 5)).toMatchObject({ state, text: "" })
  })
})
