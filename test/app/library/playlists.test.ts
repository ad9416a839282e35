import { describe, expect, it } from "vitest"
import { labelPhrase } from "../../../src/app/library/cluster-captions.ts"
import { playlistFile, playlistText } from "../../../src/app/library/playlists.ts"

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

const asIs = (path: string) => path

it("a playlist has title, artist and rounded duration, -1 where it is not known", () => {
  const tracks = [
    { path: "/m/a.wav", title: "A\nsong", artist: "B", durationSec: 61.6 },
    { path: "#1.mp3", title: "C", artist: null, durationSec: null },
    { path: " 2.mp3", title: "D", artist: null, durationSec: null }
  ]

  const text = playlistText({ mark: "# made", name: "jazz\nand more", tracks }, asIs)

  expect(text).toBe(
    "#EXTM3U\n# made\n#PLAYLIST:jazz\\nand more\n" +
      "#EXTINF:62,B - A\\nsong\n/m/a.wav\n#EXTINF:-1,C\n./#1.mp3\n#EXTINF:-1,D\n./ 2.mp3\n"
  )
})

it("names of playlists become files that every file system takes", () => {
  expect(["01 AC/DC: live?", "05 etc. "].map(playlistFile)).toEqual(["01 AC DC live.m3u8", "05 etc.m3u8"])
  expect(Buffer.byteLength(playlistFile("…".repeat(90)))).toBeLessThan(130)
})
