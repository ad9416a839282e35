/** What a file is that is called a table and is none. */

const signatures: ReadonlyArray<readonly [what: string, start: string, hint: string]> = [
  ["a workbook of Excel or another zip archive", "PK\x03\x04", "open it there and save the sheet as CSV"],
  ["an old workbook of Excel", "\xd0\xcf\x11\xe0", "open it there and save the sheet as CSV"],
  ["compressed by gzip", "\x1f\x8b", "unpack it first: gunzip FILE"],
  ["compressed by bzip2", "BZh", "unpack it first: bunzip2 FILE"],
  ["compressed by xz", "\xfd7zXZ", "unpack it first: unxz FILE"],
  ["compressed by zstd", "\x28\xb5\x2f\xfd", "unpack it first: unzstd FILE"],
  ["an HDF5 file", "\x89HDF", "write it as CSV, in Python by pandas.read_hdf(FILE).to_csv(…)"],
  ["a Parquet file", "PAR1", "write it as CSV, in Python by pandas.read_parquet(FILE).to_csv(…)"],
  [
    "an array of NumPy",
    "\x93NUMPY",
    "write it as CSV with a line of names, in Python by pandas.DataFrame(…).to_csv(…)"
  ],
  ["a database of SQLite", "SQLite format 3", "write the table as CSV: sqlite3 -header -csv FILE 'select * from …'"],
  ["a pointer of Git LFS in place of the file", "version https://git-lfs", "fetch the file itself: git lfs pull"],
  ["a PDF", "%PDF", "give the table as CSV"],
  [
    "a table of ARFF",
    "@relation",
    "leave out the lines that begin with @, and put one in front that names the columns"
  ],
  ["a web page", "<!doctype html", "download the file itself, not the page about it"],
  ["a web page", "<html", "download the file itself, not the page about it"],
  ["XML", "<?xml", "give the table as CSV"],
  ["JSON", "[{", "write it as CSV, in Python by pandas.read_json(FILE).to_csv(…)"],
  ["JSON", "{\"", "write it as CSV, in Python by pandas.read_json(FILE).to_csv(…)"]
]

const looked = 4096

/** Bytes below a space that no text has: a file with many of them is none. */
const isBinary = (bytes: Uint8Array): boolean => {
  const odd = bytes.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 0).length
  return odd > bytes.length / 50
}

/** What the bytes of a file are instead of a table, and what to do; undefined where they may be one. */
export const otherFile = (file: Uint8Array): { readonly what: string; readonly hint: string } | undefined => {
  const bytes = file.subarray(0, looked)
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1").trimStart().toLowerCase()
  const known = signatures.find(([, sign]) => start.startsWith(sign.toLowerCase()))
  if (known !== undefined) return { what: `it is ${known[0]}, no table of text`, hint: known[2] }
  return isBinary(bytes) ? { what: "it is no text", hint: "give a table as CSV" } : undefined
}
