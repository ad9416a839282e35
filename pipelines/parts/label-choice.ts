/** What labels the tracks of some data, and why: what was asked for, or else what the data is known for. */
import * as fs from "node:fs"
import * as path from "node:path"
import { UnknownWord } from "../../src/dataflow/dsl/request.ts"
import { type TagLabel, tagLabels } from "../../src/music/ingest/dataset/tag-labels.ts"
import { columnKey, findColumn, labelColumnNames, trackColumns } from "../../src/music/ingest/reader/column-names.ts"
import { columnsOfCsv } from "../../src/music/ingest/reader/csv.ts"
import { decodeText } from "../../src/music/ingest/reader/decode-text.ts"
import { parseJsonLines } from "../../src/music/ingest/reader/json-lines.ts"
import { hasFolderLabels, labelTablesIn } from "./word-files.ts"

/** What was chosen: `by` says what gives the labels, a column of tables where one is named; `why` is for people. */
export interface LabelChoice {
  readonly by: TagLabel
  readonly column: string | null
  readonly name: string
  readonly why: string
}

const headBytes = 65_536

/** The names of the columns of a table, by its first line. */
const columnsOfTable = (file: string): ReadonlyArray<string> => {
  const handle = fs.openSync(file, "r")
  try {
    const head = Buffer.alloc(headBytes)
    const text = decodeText(head.subarray(0, fs.readSync(handle, head, 0, headBytes, 0)))
    if (/\.jsonl?$/i.test(file)) return parseJsonLines(text.split("\n", 1)[0]!, path.basename(file)).columns
    return columnsOfCsv(text, path.basename(file))
  } finally {
    fs.closeSync(handle)
  }
}

/** Columns that may be labels: those that do not name the track. */
const labelColumnsOf = (file: string): ReadonlyArray<string> =>
  columnsOfTable(file).filter((column) => column !== "" && findColumn([column], trackColumns) < 0)

/** That nothing in the data is called so. */
const unknownLabel = (asked: string, known: ReadonlyArray<string>): UnknownWord =>
  new UnknownWord(`Nothing in the data is called "${asked}".`, {
    given: `--label ${asked}`,
    word: asked,
    known,
    hint: `labels can be: ${known.join(", ")}`
  })

const isAsked = (asked: string): boolean => asked !== "auto"

/** One of some words, whatever its case. Throws UnknownWord for another. */
const oneOf = (asked: string, known: ReadonlyArray<string>): string => {
  const found = known.find((each) => columnKey(each) === columnKey(asked))
  if (found === undefined) throw unknownLabel(asked, known)
  return found
}

/** Of a plain folder: a column of its tables, its subfolders, or what tags say. Throws UnknownWord. */
export const folderLabel = (folder: string, asked: string): LabelChoice => {
  const columns = [...new Set(labelTablesIn(folder).flatMap(labelColumnsOf))]
  const tagged = (name: string): TagLabel | undefined => tagLabels.find((each) => each === name)
  if (isAsked(asked)) {
    const name = oneOf(asked, [...new Set([...columns, ...tagLabels])])
    if (columns.includes(name)) return { by: "folder", column: name, name, why: "asked for; a column of its tables" }
    const by = tagged(name)!
    return { by, column: null, name, why: by === "folder" ? "asked for" : "asked for; what tags say" }
  }
  const at = findColumn(columns, labelColumnNames.filter((name) => name !== "language"))
  if (at >= 0) return { by: "folder", column: null, name: columns[at]!, why: "a column of its tables" }
  return hasFolderLabels(folder)
    ? { by: "folder", column: null, name: "folder", why: "it has several" }
    : { by: "genre", column: null, name: "genre", why: "tags say it, and there are no folders of labels" }
}

/** Of a data set that is a folder: a kind of its annotations, or what tags say. Throws UnknownWord. */
export const datasetLabel = (
  asked: string,
  { kinds, labelKind }: { readonly kinds: ReadonlyArray<string>; readonly labelKind: string }
): LabelChoice & { readonly labelFrom: string | null } => {
  if (!isAsked(asked)) {
    return { by: "folder", column: null, name: labelKind, labelFrom: null, why: "the data set is known for it" }
  }
  const name = oneOf(asked, [...new Set([...kinds, ...tagLabels.filter((each) => each !== "folder")])])
  return kinds.includes(name)
    ? { by: "folder", column: null, name, labelFrom: name, why: "asked for; the data set says it" }
    : { by: tagLabels.find((each) => each === name)!, column: null, name, labelFrom: null, why: "asked for" }
}

/** Of a table of features: one of its columns, null for the usual. Throws UnknownWord. */
export const tableLabel = (file: string, asked: string): string | null =>
  isAsked(asked) ? oneOf(asked, labelColumnsOf(file)) : null

/** Of data whose tracks have some columns and no tags, the first being what they are labelled by. Throws UnknownWord. */
export const knownLabel = <const Name extends string>(
  asked: string,
  names: readonly [Name, ...ReadonlyArray<Name>]
): Name => isAsked(asked) ? names.find((each) => each === oneOf(asked, names))! : names[0]
