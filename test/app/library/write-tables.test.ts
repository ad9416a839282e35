import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { wavDurationSec } from "../../../src/app/library/wav-duration.ts"
import { csvText } from "../../../src/app/library/write-tables.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { parseCsv } from "../../../src/music/ingest/reader/csv.ts"

describe("csvText", () => {
  it("is read back cell by cell, with commas, quotes, line breaks and every digit", () => {
    const rows = [{ title: "a \"b\", c", x: 0.1 + 0.2 }, { title: "two\nlines", x: null }, { title: "", x: 1e-300 }]
    const columns = [{ name: "title", type: "string" }, { name: "x", type: "number" }] as const

    const read = parseCsv(csvText({ name: "t", columns, rows }), "t.csv")

    expect(read.columns).toEqual(["title", "x"])
    expect(read.rows).toEqual([["a \"b\", c", "0.30000000000000004"], ["two\nlines", ""], ["", "1e-300"]])
  })
})

describe("wavDurationSec", () => {
  it("tells a WAV file's length by its header, and nothing of what is no WAV file", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "durations-"))
    const write = (name: string, bytes: Uint8Array) => {
      fs.writeFileSync(path.join(folder, name), bytes)
      return wavDurationSec(path.join(folder, name))
    }
    const wav = encodeWav16(new Float32Array(11_025), 22_050)

    const told = [
      write("half.wav", wav),
      write("cut.wav", wav.subarray(0, 44 + 11_025)),
      write("half.mp3", wav),
      write("text.wav", Buffer.from("no music")),
      write("empty.wav", new Uint8Array())
    ]

    fs.rmSync(folder, { recursive: true })
    expect(told).toEqual([0.5, 0.25, null, null, null])
  })
})
