/** Tables of labels that lie among audio: labels.csv at the top, or metadata.csv and metadata.jsonl beside the files. */
import { decodeText } from "../reader/decode-text.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { type LabelTable, type ReadLabels, readTrackLabels, type TrackLabels } from "./track-labels.ts"

const labels = /^(?:.*\/)?labels\.(?:csv|tsv|jsonl)$/i
// Source: Hugging Face datasets, "AudioFolder": a table in any folder speaks of the files below it
const metadata = /^(?:.*\/)?metadata\.(?:csv|tsv|jsonl)$/i

/** Whether a path may be a table of labels. */
export const isLabelTable = (path: string): boolean => labels.test(path) || metadata.test(path)

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1)

const depthOf = (path: string): number => path.split("/").length

/** The tables to be used: the labels.csv nearest to the top alone where there is one, else one metadata table in each folder that has any. */
export const labelTables = (paths: ReadonlyArray<string>): ReadonlyArray<string> => {
  const sorted = [...paths].sort().sort((a, b) => depthOf(a) - depthOf(b))
  const given = sorted.find((path) => labels.test(path))
  if (given !== undefined) return [given]
  return [...Map.groupBy(sorted.filter((path) => metadata.test(path)), folderOf).values()].map(([first]) => first!)
}

interface Folder {
  readonly readFile: (path: string) => Uint8Array
}

/**
 * What the tables say of the tracks below their folders; of two tables the one in the deeper folder speaks.
 *
 * Failure: UnusableInput as readTrackLabels.
 */
export const readLabelTables = (
  folder: Folder,
  tables: ReadonlyArray<string>,
  { asked, tracks }: {
    readonly tracks: ReadonlyArray<string>
    readonly asked: Pick<LabelTable, "labelColumn" | "needsLabel">
  }
): ReadLabels => {
  const byPath = new Map<string, TrackLabels>()
  const problems: Array<IngestProblem> = []
  let hasLabels = false
  let left = tracks
  for (const table of tables.toSorted((a, b) => folderOf(b).length - folderOf(a).length)) {
    const holdsTracks = tracks.some((path) => path.startsWith(folderOf(table)))
    const below = holdsTracks ? folderOf(table) : "" // a folder of tables alone speaks of all
    const own = left.filter((path) => path.startsWith(below))
    const relative = own.map((path) => path.slice(below.length))
    const text = decodeText(folder.readFile(table))
    const read = readTrackLabels({ text, source: table, needsLabel: labels.test(table), ...asked }, relative)
    if (holdsTracks) left = left.filter((path) => !path.startsWith(below))
    for (const [path, said] of read.byPath) byPath.set(below + path, said)
    const isTrack = new Set(relative)
    for (const { problem, where } of read.problems) {
      problems.push({ where: isTrack.has(where) ? below + where : where, problem })
    }
    hasLabels ||= read.hasLabels && (read.byPath.size > 0 || labels.test(table))
  }
  return { byPath, hasLabels, problems }
}
