/** New and changed files of a folder, put where they belong in a library that lives. */
import * as Effect from "effect/Effect"
import * as path from "node:path"
import type { Track } from "../../../nodes/row/track.ts"
import { hashFile } from "../../dataflow/store/hash-file.ts"
import { rangesOfFile } from "../../dataflow/store/ranges.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { bytesOfName } from "../../format/file-name.ts"
import { stemOf } from "../../music/audio/audio-extensions.ts"
import { soundDigest } from "../../music/audio/sound-of.ts"
import { underTags } from "../../music/ingest/dataset/tag-labels.ts"
import { readTags } from "../../music/ingest/reader/tags.ts"
import type { AudioEncoder } from "./encode-audio.ts"
import { encodeFiles, reasonOf } from "./encode-files.ts"
import type { Library } from "./library.ts"
import type { LivingLibrary, PlacedTrack } from "./living-library.ts"
import { placeTracks, type Rule } from "./place-tracks.ts"

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

/** A file as it is now: the track that the library has where it is unchanged, or another. */
const readTrack = async (placing: Placing, file: string, before: Track | undefined): Promise<Track> => {
  if (before !== undefined && digestOf(placing, file) === placing.asRead.get(file)) return before
  return trackOf(placing, file, soundDigest(rangesOfFile(bytesPath(placing.root, file), "theirs")))
}

/** A file as a track of the library, under its tags. */
const trackOf = async ({ root }: Placing, file: string, digest: string): Promise<Track> => {
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
  return underTags(plain, await readTags(rangesOfFile(bytesPath(root, file), "theirs")), { by: "folder" })
}

/**
 * Takes files in, in their order: one whose bytes are known is renamed or copied, another is measured and placed by the
 * rule of the clustering. What cannot be read or measured is set aside with its reason, whatever that is; files that the
 * library has as they are, are passed over. Fails with CannotAssign where nothing can be measured at all.
 */
export const takeIn = Effect.fnUntraced(
  function*(living: LivingLibrary, placing: Placing, files: ReadonlyArray<string>) {
    const done: Array<TakenIn> = []
    const unknown: Array<{ readonly file: string; readonly track: Track; readonly isAgain: boolean }> = []
    for (const file of files) {
      const before = living.trackAt(file)
      const known = yield* Effect.promise(async (): Promise<Track | string> => {
        try {
          return await readTrack(placing, file, before)
        } catch (cause) {
          const reason = reasonOf(cause)
          if (reason === undefined) throw cause
          return reason
        }
      })
      if (typeof known === "string") done.push({ _tag: "SetAside", file, reason: known, wasThere: false })
      else if (known.digest === before?.digest) {
        if (known.title === before.title) continue
        living.retag(file, known)
        done.push({ _tag: "Retagged", file, track: known })
      } else {
        const twin = living.twinOf(known.digest, placing.isThere)
        if (twin === undefined) unknown.push({ file, track: known, isAgain: before !== undefined })
        else if (twin.goneRow === undefined || before !== undefined) {
          const placed = { ...twin, track: known }
          living.put(placed)
          done.push({ _tag: "Placed", file, placed, isAgain: before !== undefined })
        } else {
          living.rename(twin.goneRow, file)
          done.push({ _tag: "Moved", file, from: twin.track.path })
        }
      }
    }
    const audio = unknown.map(({ file }) => ({
      shown: file,
      open: () => rangesOfFile(bytesPath(placing.root, file), "theirs")
    }))
    const { files: measured, points, unusable } = yield* encodeFiles(placing.encoder, audio, () => undefined)
    for (const { file, reason } of unusable) {
      done.push({ _tag: "SetAside", file, reason, wasThere: living.lose(file) }) // what was there is there no longer
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
