import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { datasetLabel, folderLabel, knownLabel, tableLabel } from "../../../pipelines/parts/label-choice.ts"
import { isUnknownWord } from "../../../src/dataflow/dsl/request.ts"
import { loaders } from "../../../src/music/ingest/dataset/loaders.ts"

let root: string
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "label-"))
  write("bare/one.mp3", "")
  write("folders/rock/one.mp3", "")
  write("folders/jazz/two.mp3", "")
  write("table/labels.csv", "file;Genre;mood\none.mp3;rock;calm\n")
  write("table/one.mp3", "")
  write("deep/a/metadata.jsonl", `{"file_name": "one.mp3", "style": "bop"}\n`)
  write("features.tsv", "filename\ttempo\tdecade\none.mp3\t120\t1980s\n")
})
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

const write = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), text)
}
const ofFolder = (folder: string, asked = "auto") => folderLabel(path.join(root, folder), asked)
const unknown = (choose: () => unknown): ReadonlyArray<string> | undefined => {
  try {
    choose()
    return undefined
  } catch (cause) {
    return isUnknownWord(cause) ? cause.known : undefined
  }
}

it("without a word the tables of a folder say the label, else its subfolders, else tags", () => {
  expect(["table", "folders", "bare"].map((folder) => ofFolder(folder)).map(({ by, name }) => [by, name])).toEqual([
    ["folder", "Genre"],
    ["folder", "folder"],
    ["genre", "genre"]
  ])
})

it("a word is a column of the tables whatever its case, and before what tags call so", () => {
  expect([ofFolder("table", "GENRE"), ofFolder("table", "artist"), ofFolder("deep", "style")]).toMatchObject([
    { by: "folder", column: "Genre" },
    { by: "artist", column: null },
    { by: "folder", column: "style" }
  ])
})

it("a word that nothing is called is answered with what there is", () => {
  const tags = ["folder", "genre", "artist", "album", "language", "year", "decade"]

  expect(unknown(() => ofFolder("table", "mod"))).toEqual(["Genre", "mood", ...tags])
  expect(unknown(() => ofFolder("bare", "file"))).toEqual(tags)
  expect(unknown(() => tableLabel(path.join(root, "features.tsv"), "filename"))).toEqual(["tempo", "decade"])
  expect(unknown(() => knownLabel("mood", ["genre", "language"]))).toEqual(["genre", "language"])
  expect(unknown(() => datasetLabel("folder", loaders.gtzan))).toEqual([
    "genre",
    "artist",
    "album",
    "language",
    "year",
    "decade"
  ])
})

it("of a data set a word is a kind of its annotations, else what tags say", () => {
  expect(["auto", "mood", "artist"].map((asked) => datasetLabel(asked, loaders.merge))).toMatchObject([
    { labelFrom: null, name: "quadrant" },
    { labelFrom: "mood", by: "folder" },
    { labelFrom: null, by: "artist" }
  ])
  expect(tableLabel(path.join(root, "features.tsv"), "Decade")).toBe("decade")
})
