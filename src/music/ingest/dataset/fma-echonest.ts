/**
 * FMA's echonest.csv: what Echonest measured of 13,129 tracks, named by three header rows (echonest, group, name).
 * Source: Defferrard et al. 2017; mdeff/fma, README.
 */
import { matrix } from "../../../math/matrix.ts"
import { csvRows } from "../reader/csv-rows.ts"
import { decodeText } from "../reader/decode-text.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import { type FmaFeatures, fmaId } from "./fma-tables.ts"

/** Groups that were measured in the sound; metadata, ranks and social features were not. */
const measured = new Set(["audio_features", "temporal_features"])

const wrongHeader = (source: string, what: string): UnusableInput =>
  new UnusableInput({
    what,
    where: `${source}, lines 1 to 4`,
    hint: "take echonest.csv from fma_metadata.zip as it is: rows echonest, group and name, and one that reads track_id"
  })

/** Whether a text begins as echonest.csv does. */
export const isEchonest = (head: string): boolean => /^\uFEFF?,echonest,/.test(head)

/** Reads the rows of the tracks that are wanted. Throws UnusableInput on another header and on a row that is cut off. */
export const readEchonest = (
  bytes: Uint8Array,
  isWanted: (number: number) => boolean,
  source: string
): FmaFeatures => {
  const [, groups, names, index, ...body] = csvRows(decodeText(bytes), source)
  if (groups === undefined || names === undefined || index?.cells[0]?.trim() !== "track_id") {
    throw wrongHeader(source, `the fourth row does not begin with "track_id"`)
  }
  const columns = groups.cells.flatMap((group, at) =>
    measured.has(group) ? [{ at, name: `${group}_${names.cells[at] ?? ""}` }] : []
  )
  if (columns.length === 0) throw wrongHeader(source, `no column is of a group ${[...measured].join(" or ")}`)
  const left = [...new Set(groups.cells.filter((group) => group !== "" && !measured.has(group)))]
  const kept: Array<{ readonly number: number; readonly values: ReadonlyArray<number> }> = []
  const setAside: Array<FmaFeatures["setAside"][number]> = []
  const problems: Array<IngestProblem> = left.length === 0 ? [] : [{
    where: `columns of ${left.join(", ")}`,
    problem: "not measured in the sound; no features, set aside"
  }]
  const seen = new Set<number>()
  for (const { cells, line } of body) {
    const number = Number(cells[0])
    if (cells.length !== groups.cells.length) {
      throw new UnusableInput({
        what: `${cells.length} cells where the header has ${groups.cells.length}`,
        where: `${source}, line ${line}`,
        hint: "the file may be cut off here: unpack fma_metadata.zip again"
      })
    }
    if (!isWanted(number)) continue
    const values = columns.map(({ at }) => cells[at]!.trim() === "" ? Number.NaN : Number(cells[at]))
    const bad = values.findIndex((value) => !Number.isFinite(value))
    if (seen.has(number)) {
      const problem = `"${fmaId(number)}" has a row above; this one is not used`
      problems.push({ where: `${source}, line ${line}`, problem })
    } else if (bad < 0) kept.push({ number, values })
    else {
      const { at, name } = columns[bad]!
      setAside.push({ number, reason: `"${cells[at]}" in column ${name} is not a finite number` })
    }
    seen.add(number)
  }
  return {
    numbers: kept.map(({ number }) => number),
    names: columns.map(({ name }) => name),
    matrix: matrix(kept.map(({ values }) => values)),
    setAside,
    problems
  }
}
