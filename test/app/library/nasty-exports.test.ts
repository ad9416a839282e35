import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { expect, it } from "vitest"
import { playlistFile, playlistText } from "../../../src/app/library/playlists.ts"
import { csvText } from "../../../src/format/csv-text.ts"
import { nameOf } from "../../../src/format/file-name.ts"
import { readTable, writeTable } from "../../../src/format/parquet.ts"
import { embeddingOfCsv } from "../../../src/music/ingest/reader/embedding-rows.ts"
import { readFeatureTable } from "../../../src/music/ingest/reader/feature-table.ts"
import { controlIn, illegible, nastyTexts } from "../../nasty.ts"

/** Cells are trimmed by readers of tables, and a half pair is nothing that UTF-8 can hold. */
const texts = nastyTexts.filter((text) => text.trim() === text && text !== "" && !/\p{Surrogate}/u.test(text))

const table = {
  name: "latents",
  columns: [{ name: "id", type: "string" }, { name: "label", type: "string" }, { name: "=z", type: "number" }],
  rows: texts.map((text, i) => ({ id: `${text}${i}`, label: text, "=z": i % 2 === 0 ? -1.5 : i }))
} as const

it("CSV holds no control character and no formula, and negative numbers are numbers", () => {
  const csv = csvText(table)

  expect(controlIn(csv)).toBeUndefined()
  expect(csv.split("\n").filter((line) => /(?:^|,)"?[=+@]/.test(line))).toEqual([])
  expect(csv).toContain(",-1.5\n")
  expect(csv).toContain("'=z")
})

it("our own readers get back the very ids, labels and names of columns", () => {
  const csv = csvText(table)

  const features = readFeatureTable(csv, { source: "t.csv" })
  const vectors = embeddingOfCsv(
    csvText({ ...table, columns: table.columns.filter(({ name }) => name !== "label") }),
    "id",
    "t.csv"
  )

  expect(features.ids).toEqual(texts.map((text, i) => `${text}${i}`))
  expect(features.labels["label"]).toEqual(texts)
  expect([features.features.names, vectors.names]).toEqual([["=z"], ["=z"]])
  expect([...vectors.matrix.data]).toEqual(table.rows.map((row) => row["=z"]))
})

it("a Parquet table keeps columns that are called __proto__ and constructor", async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "nasty-")), "t.parquet")
  const names = ["__proto__", "constructor", "a.b[c]\\d"]
  const row = Object.fromEntries(names.map((name, i) => [name, i]))

  await writeTable(names.map((name) => ({ name, type: "number" })), [row], file)
  const [read] = await readTable(file)

  expect(Object.entries(read!)).toEqual(names.map((name, i) => [name, i]))
})

it("playlists hold no control character, and every line that is no comment leads to its file", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "nasty-songs-"))
  const names = [...nastyTexts.filter((text) => !/[/\u0000\ud83d]/u.test(text)), "100%", "50%25", "#1", "a b", "ভাল"] // oxlint-disable-line no-control-regex
  for (const name of names) fs.writeFileSync(path.join(folder, `${name}.wav`), name)
  const song = (row: number) => ({
    path: path.join(nameOf(Buffer.from(folder)), nameOf(Buffer.from(`${names[row]}.wav`))),
    title: nastyTexts[row % nastyTexts.length]!,
    artist: nastyTexts[(row + 1) % nastyTexts.length]!,
    durationSec: null
  })

  const name = nastyTexts.join(" ")
  const text = playlistText(
    { mark: "# mark", name, tracks: names.map((_, i) => song(i)) },
    (file) => path.relative(folder, file)
  )
  const places = text.trimEnd().split("\n").filter((line) => !line.startsWith("#"))
  const opened = places.map((place) =>
    fs.readFileSync(place.startsWith("file://") ? new URL(place) : path.join(folder, place), "utf8")
  )

  fs.rmSync(folder, { recursive: true })
  expect(controlIn(text + playlistFile(name))).toBeUndefined()
  expect(playlistFile(name)).not.toMatch(/[<>:"/\\|?*]/)
  expect(illegible(text)).toEqual([])
  expect(opened).toEqual(names)
})
