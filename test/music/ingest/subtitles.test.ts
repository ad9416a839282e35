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

  it.each([
    ["{\\an8}{\\i1}the lamp{\\i0}\\Nis paper", "the lamp\nis paper"],
    ["<font color=\"#fff\">the lamp</font>\n<b><i>is</i></b> paper", "the lamp\nis paper"],
    ["[Music]\n♪ the lamp ♪\n(applause)", "the lamp"],
    ["(is it paper)\n[sung twice] is paper", "(is it paper)\n[sung twice] is paper"],
    ["rock &#39;n&#x27; roll &quot;x&quot; &apos;y&apos; &#0; &#55296;", "rock 'n' roll \"x\" 'y' &#0; &#55296;"]
  ])("are words without what is around them: %j", (shown, words) => {
    expect(parseSubtitles(`1\n00:00:01,000 --> 00:00:02,000\n${shown}\n`)).toBe(words)
  })

  it.each([
    "00:00:01,000-->00:00:02,000",
    "0:00:01.5 --> 0:00:02.5",
    "00: 00: 01, 000 --> 00: 00: 02, 000",
    "00:01.000 --> 00:02.000 line:0"
  ])(
    "are timed in many ways: %s",
    (timing) => {
      expect(parseSubtitles(`1\n${timing}\none\n\n2\n${timing}\ntwo\n`)).toBe("one\ntwo")
    }
  )

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

  it.each([["(SINGER): "], ["ANA MARIA: "], ["- JOSÉ: "]])("does not take who sings for words: %s", (who) => {
    const cue = `00:00:01,000 --> 00:00:02,000\n${who}walking home: alone`

    expect(parseSubtitles(cue)).toBe("walking home: alone")
  })
})
