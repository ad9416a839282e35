import { describe, expect, it } from "vitest"
import { labelPhrase } from "../../../src/app/library/cluster-captions.ts"
import { playlistsOf } from "../../../src/app/library/playlists.ts"

const counts = (labels: Readonly<Record<string, number>>) =>
  Object.entries(labels).map(([label, count]) => ({ label, count }))

describe("labelPhrase", () => {
  it("says no more than the counts do", () => {
    const phrases = [
      { jazz: 19, rock: 1 },
      { jazz: 11, rock: 5, folk: 4 },
      { jazz: 9, rock: 9, folk: 1 },
      { jazz: 5, rock: 5 },
      { jazz: 4, rock: 3, folk: 3, pop: 3, metal: 3 },
      { jazz: 4, rock: 4, folk: 4 },
      {}
    ].map((labels) => labelPhrase(counts(labels)))

    expect(phrases).toEqual([
      "jazz",
      "mostly jazz",
      "mostly jazz and rock",
      "jazz and rock",
      "jazz, rock, folk and others",
      "mostly jazz and rock",
      ""
    ])
  })
})

const caption = (cluster: number, about: string, rows: ReadonlyArray<number> = []) => ({
  cluster,
  name: cluster < 0 ? "noise" : `C${cluster + 1}`,
  about,
  rows
})
const song = (path: string, title: string, artist: string | null = null, durationSec: number | null = null) => () => ({
  path,
  title,
  artist,
  durationSec
})
const asIs = (path: string) => path

describe("playlistsOf", () => {
  it("writes title, artist and rounded duration, -1 where it is not known", () => {
    const rows = [song("/m/a.wav", "A\nsong", "B", 61.6)(), song("#1.mp3", "C")()]

    const [playlist] = playlistsOf([caption(0, "jazz", [0, 1])], (row) => rows[row]!, asIs)

    expect(playlist?.text).toBe(
      "#EXTM3U\n# made by pipeline assign\n#PLAYLIST:jazz\n" +
        "#EXTINF:62,B - A\\nsong\n/m/a.wav\n#EXTINF:-1,C\n./#1.mp3\n"
    )
  })

  it("gives file names that every file system takes, all different, in the order of the clusters", () => {
    const captions = [
      caption(-1, ""),
      caption(0, "AC/DC: live?"),
      caption(1, "same"),
      caption(2, "same"),
      caption(3, "…".repeat(90)),
      caption(4, "etc. ")
    ]

    const files = playlistsOf(captions, song("", ""), asIs).map(({ file }) => file)

    expect(files.slice(0, 4)).toEqual(["00 noise.m3u8", "01 AC DC live.m3u8", "02 same.m3u8", "03 same.m3u8"])
    expect(Buffer.byteLength(files[4]!)).toBeLessThan(130)
    expect(files[5]).toBe("05 etc.m3u8")
  })
})
