/** FMA's features.csv: 518 columns named by three header rows (feature, statistics, number). Source: mdeff/fma, features.py. */
import { byteLines } from "../reader/byte-lines.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import { isEchonest, readEchonest } from "./fma-echonest.ts"
import { type FmaFeatures, fmaId, isFmaTracksHeader } from "./fma-tables.ts"

const headerRows = ["feature", "statistics", "number", "track_id"]

const namesOf = (header: ReadonlyArray<ReadonlyArray<string>>, source: string): ReadonlyArray<string> => {
  headerRows.forEach((name, i) => {
    if (header[i]?.[0]?.trim() === name) return
    throw new UnusableInput({
      what: `row ${i + 1} begins with "${header[i]?.[0] ?? ""}", not "${name}"`,
      where: source,
      hint: "take features.csv from fma_metadata.zip as it is: header rows feature, statistics, number and track_id"
    })
  })
  const [features, statistics, numbers] = header as [
    ReadonlyArray<string>,
    ReadonlyArray<string>,
    ReadonlyArray<string>
  ]
  return features.slice(1).map((feature, i) => `${feature}_${statistics[i + 1]}_${numbers[i + 1]}`)
}

const noFeatures = (source: string): UnusableInput =>
  new UnusableInput({
    what: "it says what FMA's tracks are, and holds no features",
    where: source,
    hint: "give features.csv or echonest.csv of fma_metadata.zip, which takes labels from tracks.csv beside it, " +
      "or the folder that holds fma_small"
  })

/**
 * Reads the rows of the tracks that are wanted, of features.csv or echonest.csv.
 *
 * Failure: UnusableInput on another header, such as that of tracks.csv, and on a row that is cut off.
 */
export const readFmaFeatures = (
  bytes: Uint8Array,
  isWanted: (number: number) => boolean,
  source: string
): FmaFeatures => {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096))
  if (isEchonest(head)) return readEchonest(bytes, isWanted, source)
  if (isFmaTracksHeader(head)) throw noFeatures(source)
  const header: Array<ReadonlyArray<string>> = []
  const rows: Array<Float64Array> = []
  const numbers: Array<number> = []
  const seen = new Set<number>()
  const setAside: Array<{ readonly number: number; readonly reason: string }> = []
  const problems: Array<IngestProblem> = []
  let names: ReadonlyArray<string> = []
  let line = 0
  for (const text of byteLines(bytes)) {
    line++
    if (header.length < headerRows.length) {
      header.push(text.split(","))
      if (header.length === headerRows.length) names = namesOf(header, source)
      continue
    }
    const number = Number(text.slice(0, text.indexOf(",")))
    if (text === "" || !isWanted(number)) continue
    const cells = text.split(",")
    if (cells.length !== names.length + 1) throw cutOff(source, line, cells.length, names.length + 1)
    const values = Float64Array.from(cells.slice(1), (cell) => cell.trim() === "" ? Number.NaN : Number(cell))
    const bad = values.findIndex((value) => !Number.isFinite(value))
    if (seen.has(number)) {
      problems.push({
        where: `${source}, line ${line}`,
        problem: `"${fmaId(number)}" has a row above; this one is not used`
      })
    } else if (bad >= 0) {
      setAside.push({ number, reason: `"${cells[bad + 1]}" in column ${names[bad]} is not a finite number` })
    } else {
      numbers.push(number)
      rows.push(values)
    }
    seen.add(number)
  }
  if (header.length < headerRows.length) namesOf(header, source)
  const data = new Float64Array(rows.length * names.length)
  rows.forEach((values, i) => data.set(values, i * names.length))
  return { numbers, names, matrix: { rows: rows.length, cols: names.length, data }, setAside, problems }
}

const cutOff = (source: string, line: number, found: number, wanted: number): UnusableInput =>
  new UnusableInput({
    what: `${found} cells where the header has ${wanted}`,
    where: `${source}, line ${line}`,
    hint: "the file may be cut off here: unpack fma_metadata.zip again"
  })
