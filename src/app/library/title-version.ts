/** What a title says beside the song: that it is live, remastered, an edit. */
import { foldedName } from "./track-name.ts"

/** Words for versions, as they stand in brackets or after a dash. The first that fits counts. */
const versions = [
  ["remaster", /\bre ?master(?:ed|ing)?\b/],
  ["live", /\blive\b|\bunplugged\b|\ben vivo\b|\bao vivo\b|\ben directo\b|\bin concert\b/],
  ["remix", /\b(?:remix|re ?mixed|rework|dub|mix)\b/],
  ["edit", /\b(?:edit|extended|short version|long version|single version|album version|full version)\b/],
  ["acoustic", /\b(?:acoustic|acustico|piano version|stripped)\b/],
  ["instrumental", /\b(?:instrumental|karaoke|a cappella|acapella)\b/],
  ["demo", /\b(?:demo|rehearsal|outtake|alternate take|take \d+|early version)\b/],
  ["re-recording", /\b(?:re ?recorded|re ?recording|s version)\b/],
  ["mono", /\b(?:mono|stereo)\b/]
] as const

/** A kind of version that a title names. */
export type Version = typeof versions[number][0]

/** A title taken apart: `song` as names are compared, without its versions and guests. */
export interface TitleVersion {
  readonly song: string
  readonly versions: ReadonlyArray<Version>
}

const guests = /^(?:feat|ft|featuring|with)\b/
const parts = /\(([^()]*)\)|\[([^[\]]*)\]|\s[-–—]\s([^()[\]]*)$/gu

/**
 * What the title says. Only brackets and what follows a last dash are looked at, so that "Live and Let Die" is a song; brackets that
 * name no version are part of it.
 */
export const titleVersion = (title: string): TitleVersion => {
  const found: Array<Version> = []
  const rest = title.replace(parts, (whole, round?: string, square?: string, dash?: string) => {
    const words = foldedName(round ?? square ?? dash ?? "")
    if (guests.test(words)) return " "
    const version = versions.find(([, pattern]) => pattern.test(words))
    if (version === undefined) return whole
    found.push(version[0])
    return " "
  })
  const song = foldedName(rest)
  return song === "" ? { song: foldedName(title), versions: [] } : { song, versions: found }
}
