/** CUE sheets: which stretches of which files are the tracks of an album. Source: CDRWIN user's guide, "Cuesheet commands". */

/** One track of sound. Units: seconds from the beginning of its file; `endSec` null where it lasts to the file's end. */
export interface CueTrack {
  /** As the sheet calls the file. */
  readonly file: string
  readonly number: number
  readonly title: string | null
  readonly performer: string | null
  readonly startSec: number
  readonly endSec: number | null
}

/** A sheet; its tracks in the order it names them, without those of data. */
export interface CueSheet {
  readonly album: string | null
  readonly performer: string | null
  readonly genre: string | null
  readonly year: number | null
  readonly tracks: ReadonlyArray<CueTrack>
}

/** What is wrong with a sheet; `line` counts from 1, null where it is none line's fault. */
export interface CueFault {
  readonly line: number | null
  readonly fault: string
}

/** The frames of a CD in a second. */
const framesPerSec = 75
const mostLetters = 300 // as of a tag: a longer name is a damaged one
const mostBytes = 1 << 20

/** A name as one line: what would move a terminal's cursor stands for a space; null where it says nothing. */
const said = (text: string): string | null => {
  const plain = text.replace(/[\p{Cc}\s]+/gu, " ").trim().normalize("NFC").slice(0, mostLetters)
  return plain === "" ? null : plain
}

/** What stands between the first quote and the last, else the words as they are. */
const unquoted = (words: string): string => {
  const [first, last] = [words.indexOf("\""), words.lastIndexOf("\"")]
  return first === 0 ? words.slice(1, last > 0 ? last : undefined) : words
}

const fileTypes = new Set("WAVE MP3 AIFF FLAC APE OGG WV AAC M4A OPUS BINARY MOTOROLA".split(" "))

/** The name that FILE gives; a type stands behind it, without quotes the last word where it is one. */
const fileOf = (words: string): string => {
  if (words.startsWith("\"")) return unquoted(words)
  const space = Math.max(words.lastIndexOf(" "), words.lastIndexOf("\t"))
  return space > 0 && fileTypes.has(words.slice(space + 1).toUpperCase()) ? words.slice(0, space) : words
}

const timeOf = (words: string): number | undefined => {
  const time = /^(\d{1,4}):([0-5]?\d):(\d{1,2})$/.exec(words)
  if (time === null || Number(time[3]) >= framesPerSec) return undefined
  return Number(time[1]) * 60 + Number(time[2]) + Number(time[3]) / framesPerSec
}

interface OpenTrack {
  readonly line: number
  readonly number: number
  readonly isAudio: boolean
  title: string | null
  performer: string | null
  start: { readonly file: string; readonly sec: number } | undefined
}

class Fault extends Error {
  readonly line: number | null
  constructor(line: number | null, fault: string) {
    super(fault)
    this.line = line
  }
}

const sheetOf = (text: string): CueSheet => {
  const sheet = { album: null, performer: null, genre: null, year: null } as {
    album: string | null
    performer: string | null
    genre: string | null
    year: number | null
  }
  const tracks: Array<OpenTrack> = []
  let file: string | undefined
  const lines = text.split(/\r\n|\r|\n/)
  for (const [i, raw] of lines.entries()) {
    const line = i + 1
    const [, command = "", words = ""] = /^(\S+)\s*(.*)$/s.exec(raw.trim()) ?? []
    const track = tracks.at(-1)
    switch (command.toUpperCase()) {
      case "FILE":
        file = fileOf(words).trim()
        if (file === "") throw new Fault(line, "FILE names none")
        break
      case "TRACK": {
        const [, number, kind] = /^(\d{1,3})\s+(\S+)$/.exec(words) ?? []
        if (number === undefined) throw new Fault(line, `TRACK has no number and kind: "${words.slice(0, 40)}"`)
        if (file === undefined) throw new Fault(line, `track ${number} stands before any FILE`)
        if (track !== undefined && track.start === undefined) throw new Fault(track.line, noStart(track))
        const isAudio = kind!.toUpperCase() === "AUDIO"
        tracks.push({ line, number: Number(number), isAudio, title: null, performer: null, start: undefined })
        break
      }
      case "INDEX": {
        const [, index, time = ""] = /^(\d{1,2})\s+(\S+)$/.exec(words) ?? []
        const sec = timeOf(time)
        if (index === undefined || sec === undefined) {
          throw new Fault(line, `INDEX is no minutes:seconds:frames: "${words.slice(0, 40)}"`)
        }
        if (track === undefined) throw new Fault(line, "INDEX stands before any TRACK")
        if (Number(index) !== 1) break // 00 is the gap before a track, which belongs to the one before
        const before = tracks.at(-2)?.start
        if (before !== undefined && before.file === file && before.sec >= sec) {
          throw new Fault(line, `track ${track.number} begins before the track in front of it`)
        }
        track.start = { file: file!, sec }
        break
      }
      case "TITLE":
        if (track === undefined) sheet.album = said(unquoted(words))
        else track.title = said(unquoted(words))
        break
      case "PERFORMER":
        if (track === undefined) sheet.performer = said(unquoted(words))
        else track.performer = said(unquoted(words))
        break
      case "REM": {
        const [, field = "", value = ""] = /^(\S+)\s+(.*)$/s.exec(words) ?? []
        if (field.toUpperCase() === "GENRE") sheet.genre = said(unquoted(value))
        if (field.toUpperCase() === "DATE") sheet.year = Number(/\b[1-9]\d{3}\b/.exec(value)?.[0] ?? NaN) || null
      }
    }
  }
  const last = tracks.at(-1)
  if (last === undefined) throw new Fault(null, "it has no TRACK")
  if (last.start === undefined) throw new Fault(last.line, noStart(last))
  return {
    ...sheet,
    tracks: tracks.flatMap(({ isAudio, number, performer, start, title }, i): ReadonlyArray<CueTrack> => {
      if (!isAudio || start === undefined) return []
      const next = tracks[i + 1]?.start
      const endSec = next?.file === start.file ? next.sec : null
      return [{ file: start.file, number, title, performer: performer ?? sheet.performer, startSec: start.sec, endSec }]
    })
  }
}

const noStart = ({ number }: OpenTrack): string => `track ${number} has no INDEX 01`

/**
 * Reads a sheet; what it does not know is passed over. A track lasts from its INDEX 01 to that of the next in the same file.
 * Failure: a CueFault for a sheet that is none, which names the line. Units: 75 frames of the sheet are a second.
 *
 * @example
 * ```ts
 * import { parseCue } from "partita/ingest"
 * const sheet = parseCue('FILE "a b.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 03:00:15')
 * "fault" in sheet ? sheet.fault : sheet.tracks.map(({ startSec, endSec }) => [startSec, endSec])
 * // → [[0, 180.2], [180.2, null]]
 * ```
 */
export const parseCue = (text: string): CueSheet | CueFault => {
  if (text.length > mostBytes) return { line: null, fault: "it is too long for a sheet" }
  try {
    return sheetOf(text)
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    return { line: cause.line, fault: cause.message }
  }
}
