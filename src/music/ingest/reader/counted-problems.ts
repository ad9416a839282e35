/** Problems of many files or rows told in few lines. */
import { extensionOf } from "../../audio/audio-extensions.ts"
import type { IngestProblem } from "./ingest-problem.ts"

const shown = 5

/** A list of which only the first five are named. */
export const someOf = (names: ReadonlyArray<string>): string =>
  names.length <= shown + 1
    ? names.join(", ")
    : `${names.slice(0, shown).join(", ")} and ${(names.length - shown).toLocaleString("en")} more`

/** One problem for all of `names`, or none when there are none. `noun` is singular and takes an s. */
export const countedProblem = (
  noun: string,
  names: ReadonlyArray<string>,
  problem: string
): ReadonlyArray<IngestProblem> =>
  names.length === 0
    ? []
    : [{
      where: `${names.length.toLocaleString("en")} ${noun}${names.length === 1 ? "" : "s"}`,
      problem: `${problem}: ${someOf(names)}`
    }]

/** Whether a path is an AppleDouble file or within the folder that macOS archives carry along. */
export const isMacMetadata = (path: string): boolean => {
  const parts = path.split("/")
  return parts.some((part) => part.startsWith("._")) || parts.includes("__MACOSX")
}

/** A line per kind of file that a loader did not use: macOS metadata, then by extension. */
export const unusedFiles = (paths: ReadonlyArray<string>): ReadonlyArray<IngestProblem> => {
  const mac = paths.filter(isMacMetadata)
  const others = Map.groupBy(paths.filter((path) => !isMacMetadata(path)), extensionOf)
  return [
    ...countedProblem("file", mac, "macOS metadata (AppleDouble), not audio"),
    ...[...others].sort(([a], [b]) => a < b ? -1 : 1).flatMap(([extension, found]) =>
      countedProblem(
        extension === "" ? "extensionless file" : `.${extension} file`,
        found,
        "not part of the layout, not used"
      )
    )
  ]
}

/** What is said of a table of features that lies beside audio. */
export const publishedFeatures = "published features, not read; give it itself as --data to use them"
