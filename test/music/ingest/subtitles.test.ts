import { describe, expect, it } from "vitest"
import { readAudioFolder } from "../../../src/music/ingest/dataset/audio-folder.ts"
import { parseSubtitles } from "../../../src/music/ingest/reader/subtitles.ts"

const srt =
  "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>walking</i> home\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n- at night\r\nalone\r\n"
const vtt =
  "\uFEFFWEBVTT - lyrics\nKind: captions\n\nNOTE\nby hand\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.500 align:start\n" +
  "<v Ana>walking <00:01.500><c>home</c>\n\n01:00:03.000 --> 01:00:04.000\nat&nbsp;night &amp; alone\n"

describe("subtitles", () => {
  it("give the words that are shown", () => {
    expect(parseSubtitles(srt)).toBe("walking home\nat night\nalone")
    expect(parseSubtitles(vtt)).toBe("walking home\nat night & alone")
  })

  it("repeat no line that rolls up, but a line that is sung again", () => {
    const rolling =
      "WEBVTT\n\n00:01.000 --> 00:02.000\na b\n\n00:02.000 --> 00:03.000\na b\nc d\n\n00:03.000 --> 00:04.000\nc d\ne f\n\n" +
      "00:09.000 --> 00:10.000\na b\n"

    expect(parseSubtitles(rolling)).toBe("a b\nc d\ne f\na b")
  })

  it("may lack blank lines between cues, and keep words that are numbers", () => {
    expect(parseSubtitles("1\n00:00:01,000 --> 00:00:02,000\none\n2\n00:00:03,000 --> 00:00:04,000\n99\n")).toBe(
      "one\n99"
    )
  })

  it("hold no words where nothing is shown", () => {
    expect(parseSubtitles("")).toBe("")
    expect(parseSubtitles("WEBVTT\n\n00:01.000 --> 00:02.000\n♪♪\n")).toBe("")
  })

  it.each([["song.srt", srt], ["song.en.vtt", vtt], ["Song.pt-BR.SRT", srt]])(
    "lie beside their track as %s",
    (name, text) => {
      const { problems, tracks } = readAudioFolder({
        name: "music",
        paths: ["song.mp3", name],
        readFile: () => new TextEncoder().encode(text)
      })

      expect(tracks[0]!.lyrics).toContain("walking home\nat night")
      expect(problems).toEqual([])
    }
  )
})
