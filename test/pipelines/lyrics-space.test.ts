import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, expect, it } from "vitest"
import fourMula from "../../pipelines/studies/four-mula.ts"

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "songs-"))
afterAll(() => fs.rmSync(folder, { recursive: true }))

/** The steps that make numbers of lyrics, with where they read them from. */
const waysOf = (names: ReadonlyArray<string>) => {
  const data = path.join(folder, names.join("-") || "plain")
  fs.mkdirSync(data)
  for (const name of names) fs.mkdirSync(path.join(data, name))
  const ways = ["embed-lyrics", "encode-sentences", "read-embeddings"]
  return fourMula.build({ _tag: "Folder", path: data }).steps.filter(({ definition }) => ways.includes(definition.node))
    .map(({ definition, params }) => {
      const given = params as { readonly folder?: string; readonly file?: string }
      const from = given.folder ?? given.file
      return { node: definition.node, from: from === undefined ? null : path.relative(data, from) }
    })
}

it("lyrics come from embeddings beside the data, else from a sentence encoder beside it, else from their words", () => {
  expect(waysOf([])).toEqual([{ node: "embed-lyrics", from: null }])
  expect(waysOf(["sentence-encoder"])).toEqual([{ node: "encode-sentences", from: "sentence-encoder" }])
  expect(waysOf(["sentence-encoder", "lyrics-embeddings.parquet"])).toEqual([
    { node: "read-embeddings", from: "lyrics-embeddings.parquet" }
  ])
})
