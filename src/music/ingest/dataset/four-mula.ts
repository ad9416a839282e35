/**
 * 4MuLA tiny: one Parquet row per song, with lyrics and a mel spectrogram instead of audio. Reading the file: parquet-rows.ts.
 * Source: Zenodo 4585498; mel: 128 bands × at most 1292 frames (30 s at 22 050 Hz, hop 512), power, not decibels.
 */
import type { Matrix } from "../../../math/matrix.ts"
import { powerToDecibels } from "../../audio/decibel.ts"
import { listOf } from "../reader/python-literal.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { Annotation, DatasetTrack } from "./dataset.ts"

/** Columns a song must have, and those that are read where they are there. */
export const fourMulaColumns = {
  required: [
    "music_id",
    "music_name",
    "music_lang",
    "music_lyrics",
    "art_id",
    "art_name",
    "main_genre",
    "melspectrogram"
  ],
  optional: ["related_genre", "musicnn_tags"]
} as const

/** A row as the file has it; lists are lists, or their text in Python's notation. */
export type FourMulaRow = Readonly<Record<string, unknown>>

/** A song, what is said of it, and its spectrogram in power or why it has none. */
export interface FourMulaSong {
  readonly track: DatasetTrack
  readonly annotations: ReadonlyArray<Annotation>
  readonly mel: Matrix | { readonly reason: string }
}

const bands = 128
/** Frames of 30 s. */
export const fourMulaFrames = 1292

const text = (cell: unknown): string | null =>
  typeof cell === "string" ? cell.trim() || null : typeof cell === "number" ? String(cell) : null

const isList = (item: unknown): item is ReadonlyArray<unknown> => Array.isArray(item)

/** Numbers of a spectrogram band by band, or why the lists are none. A list around all of them is passed over. */
const numbersOf = (cell: ReadonlyArray<unknown>): ReadonlyArray<unknown> | { readonly reason: string } => {
  if (!cell.some(isList)) return cell
  const [only] = cell
  if (cell.length === 1 && isList(only) && only.some(isList)) return numbersOf(only)
  const widths = cell.map((item) => isList(item) ? item.length : 1)
  const [width] = widths
  if (!cell.every(isList)) return { reason: "its melspectrogram mixes numbers with lists of them" }
  if (cell.some((item) => item.some(isList)) || widths.some((each) => each !== width)) {
    return {
      reason: `its melspectrogram is ragged: ${cell.length} lists of ${Math.min(...widths)} to ${
        Math.max(...widths)
      } numbers`
    }
  }
  if (cell.length === bands) return cell.flat()
  return {
    reason: width === bands
      ? `its melspectrogram has frames first: ${cell.length} lists of ${bands} numbers, not ${bands} lists of one band each`
      : `its melspectrogram has ${cell.length} lists of ${width} numbers, not ${bands} lists of one band each`
  }
}

/**
 * A spectrogram from nested lists or their text: 128 lists, one a band, or all numbers in one list, band by band.
 *
 * Shapes: [128, frame], frames beyond the 1292nd left out. Units: power.
 * Failure: the reason, when the lists are ragged or have frames first, or numbers are too few, not a multiple of 128,
 * negative or not finite.
 */
export const melOf = (cell: unknown): Matrix | { readonly reason: string } => {
  let found: ReturnType<typeof numbersOf>
  try {
    found = numbersOf(listOf(cell))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return { reason: `its melspectrogram cannot be read: ${cause.message}` }
  }
  if ("reason" in found) return found
  if (found.length === 0) return { reason: "it has no melspectrogram" }
  if (found.length % bands !== 0) {
    return { reason: `its melspectrogram has ${found.length} numbers, not a multiple of ${bands}` }
  }
  const numbers = found.map((value) => typeof value === "number" ? value : Number.NaN)
  const bad = numbers.find((value) => !(value >= 0 && value < Infinity))
  if (bad !== undefined) return { reason: `its melspectrogram holds ${bad}, which is no power` }
  const all = numbers.length / bands
  const frames = Math.min(all, fourMulaFrames)
  const data = new Float64Array(bands * frames)
  for (let band = 0; band < bands; band++) {
    for (let frame = 0; frame < frames; frame++) data[band * frames + frame] = numbers[band * all + frame]!
  }
  return { rows: bands, cols: frames, data }
}

/** The same spectrogram with zeros up to 1292 frames, as the dataset's own code has it. */
export const zeroPadded = (mel: Matrix): Matrix => {
  const data = new Float64Array(mel.rows * fourMulaFrames)
  for (let band = 0; band < mel.rows; band++) {
    data.set(mel.data.subarray(band * mel.cols, (band + 1) * mel.cols), band * fourMulaFrames)
  }
  return { rows: mel.rows, cols: fourMulaFrames, data }
}

/** The same spectrogram in decibels, at most 80 dB below its loudest point. */
export const inDecibels = (mel: Matrix): Matrix => {
  const data = Float64Array.from(mel.data)
  powerToDecibels(data)
  return { rows: mel.rows, cols: mel.cols, data }
}

const listed = (id: string, kind: string, cell: unknown, where: string): ReadonlyArray<Annotation> => {
  try {
    return listOf(cell).flatMap((value) => typeof value === "string" && value !== "" ? [{ id, kind, value }] : [])
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw new UnusableInput({
      what: `the list of kind ${kind} cannot be read: ${cause.message}`,
      where,
      hint: "lists are nested, or text such as ['a', 'b']"
    })
  }
}

/** A row as a song. Throws UnusableInput when a list of words cannot be read; a bad spectrogram is a reason. */
export const fourMulaSong = (row: FourMulaRow, where: string): FourMulaSong => {
  const id = text(row["music_id"]) ?? ""
  const artist = text(row["art_name"])
  const genre = text(row["main_genre"])
  const track = {
    id,
    title: text(row["music_name"]) ?? id,
    artist,
    path: "",
    label: genre,
    language: text(row["music_lang"]),
    lyrics: text(row["music_lyrics"]),
    group: text(row["art_id"]) ?? artist,
    split: null
  }
  return {
    track,
    annotations: [
      ...genre === null ? [] : [{ id, kind: "genre", value: genre }],
      ...listed(id, "related genre", row["related_genre"], where),
      ...listed(id, "tag", row["musicnn_tags"], where)
    ],
    mel: melOf(row["melspectrogram"])
  }
}
