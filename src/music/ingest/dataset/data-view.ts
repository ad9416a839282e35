/** What a recogniser of datasets is shown, and what it answers. */
import type { Layout } from "./layout.ts"

/** A folder or file as the recogniser sees it: some of its paths, and the beginnings and ends of files. */
export interface DataView {
  /** Relative paths; a sample is enough as long as every folder and kind of file is in it. A file has the one path. */
  readonly paths: ReadonlyArray<string>
  /** The first 64 KiB as text. */
  readonly head: (path: string) => string
  /** The last 64 KiB as text. */
  readonly tail: (path: string) => string
}

/**
 * A layout, what speaks for it, and the tables it is read from where there are such, by role. `nearly` says in sentences
 * which datasets the data is nearly one of, and what it lacks.
 */
export interface Recognised {
  readonly layout: Layout
  readonly evidence: ReadonlyArray<string>
  readonly files: Readonly<Record<string, string>>
  readonly nearly: ReadonlyArray<string>
}
