/** Where tracks come from, as a pipeline is asked: the corpus that comes along, a folder of audio, or a table. */

/** `path` is absolute. */
export type DataSource =
  | { readonly _tag: "Embedded" }
  | { readonly _tag: "Folder"; readonly path: string }
  | { readonly _tag: "Table"; readonly path: string }

/** What lies at a path; `undefined` where nothing does. */
export type PlaceKind = "folder" | "file" | undefined

/** The source a path names, or in words why it names none. */
export const sourceAt = (path: string, kind: PlaceKind): DataSource | { readonly _tag: "None"; problem: string } => {
  if (kind === undefined) return { _tag: "None", problem: "there is no such file or folder." }
  if (kind === "folder") return { _tag: "Folder", path }
  if (/\.(csv|tsv|parquet)$/i.test(path)) return { _tag: "Table", path }
  return {
    _tag: "None",
    problem: "expected a folder of audio or a .csv file of features (or .tsv), or the .parquet file of 4MuLA."
  }
}

const nameOf = (path: string): string => path.split(/[/\\]/).findLast((part) => part !== "") ?? ""

/** A source in words that name no machine: they enter the keys of nodes that report on their pipeline. */
export const describeSource = (source: DataSource): string => {
  switch (source._tag) {
    case "Embedded":
      return "the embedded corpus"
    case "Folder":
      return `the folder ${nameOf(source.path)}`
    case "Table":
      return `the table ${nameOf(source.path)}`
  }
}
