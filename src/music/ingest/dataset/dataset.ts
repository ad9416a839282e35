/** What a dataset's loader gives, whatever the dataset. Loaders: gtzan.ts, merge.ts, fma.ts, …; all of them: loaders.ts. */
import type { IngestProblem } from "../reader/ingest-problem.ts"
import type { FolderTrack } from "./audio-folder.ts"

/** A dataset's folder as a loader sees it. */
export interface DatasetFolder {
  /** What messages call the folder. */
  readonly name: string
  /** Every file in it, relative, with "/" between the parts, in any order. */
  readonly paths: ReadonlyArray<string>
  /** Reads a file that the loader said it needs. */
  readonly readFile: (path: string) => Uint8Array
}

/** A track of a dataset; `path` is "" where the dataset knows it but holds no audio of it. */
export interface DatasetTrack extends FolderTrack {
  /** What a split must not tear apart, such as an artist or a song cut into clips; null where nothing says. */
  readonly group: string | null
  /** The part a published split puts it into, such as "train"; null where none does. */
  readonly split: string | null
}

/** One thing said of a track, such as kind "mood", value "calm"; a track may have several of a kind, best first. */
export interface Annotation {
  readonly id: string
  readonly kind: string
  readonly value: string
}

/** Tracks in a fixed order, what is said of them, and a problem for all that is not used. */
export interface Dataset {
  readonly tracks: ReadonlyArray<DatasetTrack>
  readonly annotations: ReadonlyArray<Annotation>
  readonly problems: ReadonlyArray<IngestProblem>
}

/** Choices a study may have to make; each loader heeds those that mean something to it. */
export interface DatasetOptions {
  /** The kind of annotation that becomes the label; null takes the dataset's own. */
  readonly labelFrom: string | null
  /** Leaves out tracks that are published as faulty, such as GTZAN's duplicates. */
  readonly excludeKnownFaults: boolean
  /** Name of the published split to be used where there are several; null takes the first. */
  readonly split: string | null
}

/** How one layout is read. */
export interface DatasetLoader {
  /** The kind of annotation that becomes the label unless another is asked for. */
  readonly labelKind: string
  /** All kinds of annotation that it can give. */
  readonly kinds: ReadonlyArray<string>
  /** Whether `read` will ask for this file's bytes. */
  readonly needs: (path: string) => boolean
  /** Throws UnusableInput when the folder lacks what the layout promises. */
  readonly read: (folder: DatasetFolder, options: DatasetOptions) => Dataset
}
