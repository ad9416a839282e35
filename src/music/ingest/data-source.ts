/** Where tracks come from, as a pipeline is asked: the corpus that comes along, a folder of audio, or a table. */

/** `path` is absolute. */
export type DataSource =
  | { readonly _tag: "Embedded" }
  | { readonly _tag: "Folder"; readonly path: string }
  | { readonly _tag: "Table"; readonly path: string }

/** What lies at a path; `undefined` where nothing does. */
export type PlaceKind = "folder" | "file" | undefined

const hints: ReadonlyArray<readonly [RegExp, string]> = [
  [/\.(?:xlsx?|xlsm|ods|numbers)$/i, "Save the sheet as CSV."],
  [/\.(?:gz|bz2|xz|zst|zip|7z|rar|tar|tgz)$/i, "Unpack it first."],
  [/\.(?:jsonl?|ndjson)$/i, "In Python: pandas.read_json(FILE, lines=…).to_csv(…)."],
  [/\.(?:npy|npz)$/i, "In Python: pandas.DataFrame(numpy.load(FILE)).to_csv(…)."],
  [/\.(?:pkl|pickle|h5|hdf5?|feather|arrow|joblib|mat|rds|rdata)$/i, "Write it as CSV with the program that made it."],
  [/\.arff$/i, "Leave out the lines that begin with @, and put one in front that names the columns."],
  [/\.(?:db|sqlite3?)$/i, "Write the table as CSV: sqlite3 -header -csv FILE 'select * from …'."],
  [/\.(?:txt|dat|data)$/i, "Where it is such a table, call it .csv."],
  [/\.(?:mp3|flac|wav|ogg|opus|m4a|aac|aiff?|wma)$/i, "Give the folder that the file lies in."]
]

/** The source a path names, or in words why it names none. */
export const sourceAt = (path: string, kind: PlaceKind): DataSource | { readonly _tag: "None"; problem: string } => {
  if (kind === undefined) return { _tag: "None", problem: "there is no such file or folder." }
  if (kind === "folder") return { _tag: "Folder", path }
  if (/\.(csv|tsv|parquet)$/i.test(path)) return { _tag: "Table", path }
  const expected = "expected a folder of audio or a .csv file of features (or .tsv), or the .parquet file of 4MuLA."
  const hint = hints.find(([pattern]) => pattern.test(path))?.[1]
  return { _tag: "None", problem: hint === undefined ? expected : `${expected} ${hint}` }
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
