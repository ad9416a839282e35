/**
 * What a model is shown of tracks: the one thing that models learn from and encode. A view names artifacts and copies
 * none, so that twenty thousand spectrograms cost it nothing. Made by the nodes view-*.ts in nodes/features and
 * nodes/fuse; nodes/features/tell.ts adds a condition.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { ArtifactError, type DraftOf, type HandleOf, type Kind } from "../../src/dataflow/kind/artifact.ts"
import { compound, readCompound } from "../../src/dataflow/kind/compound.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { type Tensor, tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import type { OutputRecord } from "../../src/dataflow/store/action.ts"
import type { Store } from "../../src/dataflow/store/store.ts"
import { TensorFile } from "../../src/format/npy-file.ts"
import { blockwise } from "../../src/learn/training/blockwise.ts"
import { rowsOf, type RowSource, type TrainingData } from "../../src/learn/training/data.ts"
import { peakScaled, sideBySide } from "../../src/learn/training/row-sources.ts"
import { LyricsPresence } from "./lyrics-presence.ts"

const Value = Schema.Struct({
  /** The tracks, in the order of the rows of all parts. */
  ids: Schema.Array(Schema.String),
  picture: Schema.NullOr(Schema.Struct({
    /** Level in dB below a track's own peak that is shown as 0, the peak as 1; null shows pictures as they are. */
    floorDb: Schema.NullOr(Schema.Finite),
    /** Tracks that lie together and are learnt from together; a few such blocks are all that is in memory. */
    blockRows: Schema.Int
  }))
})

const parts = {
  features: vectors("feature"),
  lyrics: vectors("lyrics feature"),
  pictures: tensor(["track", "mel", "frame"]),
  /** What a conditional model is told of each track. */
  condition: vectors("condition"),
  /** Which tracks have lyrics, for models that take from each what it has; without it all are taken to have some. */
  presence: table(LyricsPresence)
}

const kind = compound("view", Value, parts)
const decodeValue = Schema.decodeUnknownSync(Value)

/** What a stored view names, for those who follow where latents came from. Throws ObjectLost. */
export const readView = (store: Store, record: OutputRecord) => {
  const { parts: named, value } = readCompound(store, record)
  return { value: decodeValue(value), parts: named as { readonly [K in keyof typeof parts]?: OutputRecord } }
}

/** What there is to see. */
export type Shows = "features" | "pictures" | "audio and lyrics"

/** A view as a consumer sees it; what it shows keeps pictures from a model of features. */
export interface View<out S extends string> extends HandleOf<typeof kind> {
  readonly shows: S
}

/** What a view is made of. */
export type ViewDraft = DraftOf<typeof kind>

const viewOf = <const S extends string>(shows: S): Kind<"view", View<S>, ViewDraft> => ({
  ...kind,
  open: (store, record) => ({ ...kind.open(store, record), shows })
})

/** A view that shows just this. */
export const view: <const S extends Shows>(shows: S) => Kind<"view", View<S>, ViewDraft> = viewOf

/** Every view there is, for inputs of those who can do with each. */
export const anyView: Kind<"view", View<string>, ViewDraft> = viewOf("anything")

/** For an output that shows what it was given, or what a model makes: it may be wired wherever a view is asked for. */
export const sameView = viewOf("the same") as Kind<"view", View<never>, ViewDraft>

/** A view opened: names, and rows that need not be in memory. `height` and `width` are 0 where there are no pictures. */
export interface Shown {
  readonly ids: ReadonlyArray<string>
  readonly data: TrainingData
  /** Names of the columns of features, and of those of lyrics. */
  readonly features: ReadonlyArray<string>
  readonly lyrics: ReadonlyArray<string>
  readonly height: number
  readonly width: number
  readonly conditions: number
}

/** A view without the pictures that somebody wants to see. */
export class NoPictures extends Schema.TaggedError<NoPictures>()("NoPictures", {}) {
  get hint() {
    return "wire a view of pictures, or of what a convolutional model decodes"
  }
  override get message() {
    return "This view shows no pictures."
  }
}

/** The pictures of a view of few tracks, all in memory. */
export const picturesOf = Effect.fnUntraced(function*(of: View<string>) {
  const { parts: { pictures } } = yield* of.load
  return pictures === null ? yield* new NoPictures() : yield* pictures.load
})

/** The file of pictures, open in the scope. */
const pictureFile = Effect.fnUntraced(function*(pictures: Tensor<readonly ["track", "mel", "frame"]>) {
  const { path } = yield* pictures.file
  return yield* Effect.acquireRelease(
    Effect.try({
      try: () => TensorFile.open(path),
      catch: (cause) => new ArtifactError({ kind: "tensor", doing: "open", cause })
    }),
    (opened) => Effect.sync(() => opened.close())
  )
})

/**
 * Opens a view, each part in the order of its tracks; pictures are read block by block from their file, which stays open in
 * the scope.
 *
 * Failure: NotAligned for a part that is about other tracks.
 */
export const shownBy = Effect.fnUntraced(function*(of: View<string>) {
  const { parts, value: { ids, picture } } = yield* of.load
  const tracks = ids.map((id) => ({ id }))
  const features = parts.features === null ? null : (yield* aligned({ tracks, features: parts.features })).features
  const lyrics = parts.lyrics === null ? null : (yield* aligned({ tracks, lyrics: parts.lyrics })).lyrics
  const condition = parts.condition === null ? null : (yield* aligned({ tracks, condition: parts.condition })).condition
  const presence = parts.presence === null ? null : (yield* aligned({ tracks, presence: parts.presence })).presence
  const pictures = parts.pictures === null ? null : (yield* aligned({ tracks, pictures: parts.pictures })).pictures
  const file = pictures === null ? null : yield* pictureFile(pictures)
  const blockRows = picture?.blockRows ?? null
  const sources: Array<RowSource> = [features, lyrics].flatMap((each) => each === null ? [] : [rowsOf(each.matrix)])
  if (file !== null) {
    const rows = blockwise(file, blockRows ?? file.rows)
    const floorDb = picture?.floorDb ?? null
    sources.push(floorDb === null ? rows : peakScaled(rows, floorDb))
  }
  const flags = presence?.flatMap(({ state }) => [1, state === "present" ? 1 : 0]) ?? null
  const shown: Shown = {
    ids,
    data: {
      x: sources.length === 1 ? sources[0]! : sideBySide(sources),
      condition: condition === null ? null : rowsOf(condition.matrix),
      presence: flags === null ? null : rowsOf({ rows: ids.length, cols: 2, data: Float64Array.from(flags) }),
      groups: null,
      blockRows
    },
    features: features?.names ?? [],
    lyrics: lyrics?.names ?? [],
    height: file?.shape[1] ?? 0,
    width: file?.shape[2] ?? 0,
    conditions: condition?.names.length ?? 0
  }
  return shown
})
