/** A stretch of a sound file that is a track of its own, as a CUE sheet says. */

/** Seconds from the file's beginning; `endSec` null where it lasts to the file's end. */
export interface Cut {
  readonly startSec: number
  readonly endSec: number | null
}

/** The columns of a track that say so; absent or null where all of its file is the track. */
export interface Cuttable {
  readonly startSec?: number | null | undefined
  readonly endSec?: number | null | undefined
}

/** The stretch a track is, or null where it is its whole file. */
export const cutOf = ({ endSec, startSec }: Cuttable): Cut | null =>
  startSec === undefined || startSec === null ? null : { startSec, endSec: endSec ?? null }

/** What stands for a sound: the digest of its file alone where all of that is the track. */
export const soundKey = (
  track: Cuttable & { readonly digest: string }
): string | readonly [digest: string, startSec: number, endSec: number | null] => {
  const cut = cutOf(track)
  return cut === null ? track.digest : [track.digest, cut.startSec, cut.endSec]
}

/** The same as one text, empty where the track has no file. */
export const soundText = (track: Cuttable & { readonly digest: string }): string =>
  track.digest === "" ? "" : [soundKey(track)].flat().map((part) => part ?? "end").join(" ")

/** A time as a person reads it, such as 1:02:03. */
export const clock = (sec: number): string => {
  const whole = Math.floor(sec)
  const two = (value: number) => String(value).padStart(2, "0")
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours === 0 ? `${minutes}:${two(whole % 60)}` : `${hours}:${two(minutes)}:${two(whole % 60)}`
}

/** What a track is called by its file: the path, and from where on it is the track. */
export const soundName = (track: Cuttable & { readonly path: string }): string => {
  const cut = cutOf(track)
  return cut === null ? track.path : `${track.path} from ${clock(cut.startSec)}`
}
