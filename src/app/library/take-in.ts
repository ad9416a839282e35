/** New and changed files of a folder, put where they belong in a library that lives. */
import * as Effect from "effect/Effect"
import * as path from "node:path"
import type { Track } from "../../../nodes/row/track.ts"
import { hashFile } from "../../dataflow/store/hash-file.ts"
import { rangesOfFile } from "../../dataflow/store/ranges.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { bytesOfName } from "../../format/file-name.ts"
import { stemOf } from "../../music/audio/audio-extensions.ts"
import { type Cut, cutOf, soundName, soundText } from "../../music/audio/cut.ts"
import { soundDigest } from "../../music/audio/sound-of.ts"
import { underSheet, underTags } from "../../music/ingest/dataset/tag-labels.ts"
import { readTags } from "../../music/ingest/reader/tags.ts"
import type { CutTrack, SheetsOfFolders } from "./cut-files.ts"
import type { AudioEncoder } from "./encode-audio.ts"
import { encodeFiles } from "./encode-files.ts"
import type { Library } from "./library.ts"
import type { LivingLibrary, PlacedTrack } from "./living-library.ts"
import { placeTracks, type Rule } from "./place-tracks.ts"
import { reasonOf } from "./unusable-file.ts"

/** What became of one file. `isAgain` where the library had another under its name. */
export type TakenIn =
  | { readonly _tag: "Placed"; readonly file: string; readonly placed: PlacedTrack; readonly isAgain: boolean }
  | { readonly _tag: "Retagged"; readonly file: string; readonly track: Track }
  | { readonly _tag: "Moved"; readonly file: string; readonly from: string }
  | { readonly _tag: "SetAside"; readonly file: string; readonly reason: string; readonly wasThere: boolean }

/** What files are measured and placed by; `base` is the library as the run left it. */
export interface Placing {
  readonly root: string
  readonly store: Store
  readonly base: Library
  readonly rule: Rule
  readonly encoder: AudioEncoder
  readonly isThere: (file: string) => boolean
  /** Of one look at the folder: they may change until the next. */
  readonly sheets: SheetsOfFolders
  /** Digests of the bytes of files as the run read them. */
  readonly asRead: ReadonlyMap<string, string>
}

const bytesPath = (root: string, file: string): Buffer => Buffer.concat([Buffer.from(`${root}/`), bytesOfName(file)])

/** A digest, taken from what the store knows of unchanged files where their names are plain. */
const digestOf = ({ root, store }: Placing, file: string): string => {
  const bytes = bytesPath(root, file)
  const name = bytes.toString()
  return Buffer.from(name).equals(bytes) ? store.fileDigest(name).digest : hashFile(bytes).digest
}

/** A file as it is now: the tracks that the library has where it is unchanged, or others. */
const readTracks = async (
  placing: Placing,
  file: string,
  before: ReadonlyArray<Track>
): Promise<ReadonlyArray<Track>> => {
  const { asRead, root, sheets } = placing
  const place = bytesPath(root, file)
  if (before.length > 0 && digestOf(placing, file) === asRead.get(file)) {
    const maySay = sheets.isSpokenOf(place) || before.some((track) => cutOf(track) !== null)
    if (!maySay || isCutAs(before, sheets.cutsOf(place))) return before
  }
  return tracksOf(placing, file, { digest: soundDigest(rangesOfFile(place, "theirs")), cuts: sheets.cutsOf(place) })
}

/** Whether the tracks of a file are the stretches that sheets say now. */
const isCutAs = (tracks: ReadonlyArray<Track>, cuts: ReadonlyArray<CutTrack> = []): boolean => {
  const stretches = (of: ReadonlyArray<Cut | null>) =>
    of.map((cut) => `${cut?.startSec ?? ""}–${cut?.endSec ?? ""}`).sort().join(" ")
  return stretches(tracks.map(cutOf)) === stretches(cuts.length === 0 ? [null] : cuts.map(({ cut }) => cut))
}

/** A file as a track of the library, under its tags, or as the tracks that a sheet cuts it into. */
const tracksOf = async (
  { root }: Placing,
  file: string,
  { cuts, digest }: { readonly digest: string; readonly cuts: ReadonlyArray<CutTrack> | undefined }
): Promise<ReadonlyArray<Track>> => {
  const plain: Track = {
    id: file,
    title: stemOf(path.basename(file)).replaceAll("_", " "),
    artist: null,
    path: file,
    digest,
    label: null,
    language: null,
    lyrics: null,
    group: null,
    split: null
  }
  const tags = await readTags(rangesOfFile(bytesPath(root, file), "theirs"))
  if (cuts === undefined) return [underTags(plain, tags, { by: "folder" })]
  return cuts.map((each) => {
    const { cut, number, performer, title } = each
    const named = { title: title ?? `${plain.title}, track ${number}`, artist: performer }
    const track: Track = { ...plain, ...cut, ...named, id: `${file}/${String(number).padStart(2, "0")}` }
    return underTags(track, underSheet(tags, each, { isCut: true }), { by: "folder" })
  })
}

const startOf = ({ startSec = null }: Track): number | null => startSec

/**
 * Takes files in, in their order: one whose bytes are known is renamed or copied, another is measured and placed by the
 * rule of the clustering. What cannot be read or measured is set aside with its reason, whatever that is; files that the
 * library has as they are, are passed over. A file that a CUE sheet beside or in it cuts is its tracks. Fails with CannotAssign where nothing can be measured at all.
 */
export const takeIn = Effect.fnUntraced(
  function*(living: LivingLibrary, placing: Placing, files: ReadonlyArray<string>) {
    const done: Array<TakenIn> = []
    const unknown: Array<{ readonly file: string; readonly track: Track; readonly isAgain: boolean }> = []
    for (const file of files) {
      const before = living.tracksAt(file)
      const known = yield* Effect.promise(async (): Promise<ReadonlyArray<Track> | string> => {
        try {
          return await readTracks(placing, file, before)
        } catch (cause) {
          const reason = reasonOf(cause)
          if (reason === undefined) throw cause
          return reason
        }
      })
      if (typeof known === "string") {
        done.push({ _tag: "SetAside", file, reason: known, wasThere: false })
        continue
      }
      if (living.lose(file, known)) {
        done.push({ _tag: "SetAside", file, reason: "it is cut into other tracks now", wasThere: true })
      }
      for (const track of known) {
        const own = before.find((each) => startOf(each) === startOf(track))
        const name = soundName(track)
        if (own !== undefined && soundText(own) === soundText(track)) {
          if (track.title === own.title) continue
          living.retag(track)
          done.push({ _tag: "Retagged", file: name, track })
          continue
        }
        const twin = living.twinOf(track, placing.isThere)
        if (twin === undefined) unknown.push({ file: name, track, isAgain: own !== undefined })
        else if (twin.goneRow === undefined || own !== undefined) {
          const placed = { ...twin, track }
          living.put(placed)
          done.push({ _tag: "Placed", file: name, placed, isAgain: own !== undefined })
        } else {
          living.rename(twin.goneRow, file)
          done.push({ _tag: "Moved", file: name, from: soundName(twin.track) })
        }
      }
    }
    const audio = unknown.map(({ file, track }) => ({
      shown: file,
      open: () => rangesOfFile(bytesPath(placing.root, track.path), "theirs"),
      cut: cutOf(track)
    }))
    const { files: measured, points, unusable } = yield* encodeFiles(placing.encoder, audio, () => undefined)
    for (const { file, reason } of unusable) {
      const { track } = unknown.find((each) => each.file === file)!
      done.push({ _tag: "SetAside", file, reason, wasThere: living.loseOne(track) }) // what was there is there no longer
    }
    placeTracks(points, placing.base, { rule: placing.rule, count: 1 }).forEach(({ cluster }, i) => {
      const { file, isAgain, track } = unknown.find((each) => each.file === measured[i])!
      const placed = { track, cluster, point: points.data.slice(i * points.cols, (i + 1) * points.cols) }
      living.put(placed)
      done.push({ _tag: "Placed", file, placed, isAgain })
    })
    return done
  }
)
