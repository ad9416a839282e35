/** Every dataset that is a folder of files, by its layout. One more: its name in layout.ts, its looks in recognise-layout.ts. */
import { UnusableInput } from "../reader/unusable-input.ts"
import { banglaBeats } from "./banglabeats.ts"
import { labelled } from "./dataset-tracks.ts"
import type { Dataset, DatasetFolder, DatasetLoader, DatasetOptions } from "./dataset.ts"
import { fma } from "./fma.ts"
import { gtzan } from "./gtzan.ts"
import { type FolderLayout, layoutTitles } from "./layout.ts"
import { merge } from "./merge.ts"
import { mtgJamendo } from "./mtg-jamendo.ts"
import { music4all } from "./music4all.ts"

/** Loaders by layout. */
export const loaders: Readonly<Record<FolderLayout, DatasetLoader>> = {
  gtzan,
  banglabeats: banglaBeats,
  merge,
  fma,
  "mtg-jamendo": mtgJamendo,
  music4all
}

/**
 * Reads a folder as one layout and labels its tracks. Throws UnusableInput when it cannot be read as that.
 *
 * @example
 * ```ts
 * import { readDataset } from "partita/ingest"
 * const folder = {
 *   name: "gtzan",
 *   paths: ["genres_original/blues/blues.00000.wav", "genres_original/rock/rock.00001.wav"],
 *   readFile: () => new Uint8Array()
 * }
 * const { tracks } = readDataset("gtzan", folder, { labelFrom: null, excludeKnownFaults: false, split: null })
 * tracks.map(({ label }) => label) // → ["blues", "rock"]
 * ```
 */
export const readDataset = (layout: FolderLayout, folder: DatasetFolder, options: DatasetOptions): Dataset => {
  const { labelKind, read } = loaders[layout]
  const { annotations, problems, tracks } = read(folder, options)
  if (tracks.length === 0) {
    throw new UnusableInput({
      what: `its tables are those of ${layoutTitles[layout]}, but no file of a track they name is there`,
      where: folder.name,
      hint: problems[0] === undefined
        ? "unpack the audio beside the tables"
        : `${problems[0].where}: ${problems[0].problem}`
    })
  }
  const choice = { kind: options.labelFrom ?? labelKind, isAsked: options.labelFrom !== null }
  const given = labelled(tracks, annotations, choice, folder.name)
  return { tracks: given.tracks, annotations, problems: [...given.problems, ...problems] }
}
