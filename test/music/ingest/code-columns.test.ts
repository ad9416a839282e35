import { describe, expect, it } from "vitest"
import { Random } from "../../../src/math/random.ts"
import { codeColumns } from "../../../src/music/ingest/reader/code-columns.ts"

const rows = 45
const random = new Random(3)
const numbers = (name: string, value: (i: number) => number) => ({
  name,
  values: Float64Array.from({ length: rows }, (_, i) => value(i))
})
const genre = { name: "genre", values: Array.from({ length: rows }, (_, i) => ["rock", "jazz", "pop"][i % 3]!) }
const noise = numbers("f0", () => random.normal())
const reasonOf = (column: ReturnType<typeof numbers>, labels = [genre], texts: Array<typeof genre> = []) =>
  codeColumns([column, noise], labels, texts).get(column.name)

describe("columns that are no features", () => {
  it.each<[string, (i: number) => number]>([
    ["codes", (i) => 10 * (i % 3)],
    ["codes in reverse", (i) => 2 - i % 3],
    ["scaled codes", (i) => (i % 3) / 7],
    ["several codes for a label", (i) => i % 9]
  ])("determine a label: %s", (_, value) => {
    expect(reasonOf(numbers("v", value))).toBe("it determines \"genre\"")
  })

  it("are determined by a label: one of its values or none", () => {
    expect(reasonOf(numbers("v", (i) => i % 3 === 1 ? 1 : 0))).toBe("\"genre\" determines it")
  })

  it.each([
    "genre_id",
    "genreId",
    "artist_id",
    "ArtistID",
    "trackid",
    "year",
    "Year",
    "release_year",
    "album date",
    "label_code",
    "class_idx",
    "isrc",
    "fold",
    "mood",
    "Unnamed: 0.1",
    "track_number",
    "decade"
  ])("are named %s", (name) => {
    expect(reasonOf(numbers(name, () => random.int(90)))).toMatch(/^named like a/)
  })

  it.each<[string, (i: number) => number]>([
    ["counted", (i) => i],
    ["counted down", (i) => 900 - 20 * i],
    ["shuffled", (i) => (i * 7) % rows],
    ["of a catalogue", (i) => 84_001 + ((i * 7919) % 100_003)]
  ])("are whole numbers of their own in every row: %s", (_, value) => {
    expect(reasonOf(numbers("entry", value))).toBe("a whole number of its own in every row")
  })

  it.each<[string, (i: number) => number]>([
    ["of a catalogue", (i) => 1970 + (i * 7) % 23],
    ["of a decade", (i) => 2010 + i % 10],
    ["rounded", (i) => 1950 + 10 * (i % 7)]
  ])("are whole numbers where years lie, whatever they are called: %s", (_, value) => {
    expect(reasonOf(numbers("v", value), [])).toBe("whole numbers as those of years")
    expect(reasonOf(numbers("tempo", value), [])).toBeUndefined()
  })

  it("spell names of artists in numbers", () => {
    const artist = { name: "artist", values: Array.from({ length: rows }, (_, i) => `a${i % 11}`) }

    expect(reasonOf(numbers("v", (i) => 7 * (i % 11)), [], [artist])).toBe("another spelling of \"artist\"")
  })
})

describe("columns that stay features", () => {
  it.each([
    "tempo",
    "mfcc1_mean",
    "f0",
    "feature_12",
    "rms",
    "key",
    "mode",
    "valence",
    "danceability",
    "pitch_class_entropy",
    "spectral_flux",
    "17",
    "x",
    "video",
    "midi_pitch",
    "identity"
  ])("are named %s", (name) => {
    expect(reasonOf(numbers(name, () => random.normal()))).toBeUndefined()
  })

  it("are whole numbers of a measure that all differ", () => {
    expect(reasonOf(numbers("duration_ms", (i) => 180_000 + 977 * ((i * 31) % 89)))).toBeUndefined()
    expect(reasonOf(numbers("f3", (i) => (i * i * 7919) % 100_003))).toBeUndefined()
  })

  it("speak of a label without giving it away", () => {
    expect(reasonOf(numbers("v", (i) => i % 3 + (i === 7 ? 1 : 0)))).toBeUndefined()
    expect(reasonOf(numbers("v", (i) => i % 3 + random.normal() / 100))).toBeUndefined()
  })

  it("come twice because the same track does", () => {
    const twice = (f: (i: number) => number) => (i: number) => f(i % 22)
    const columns = [numbers("a", twice((i) => Math.sin(i))), numbers("b", twice((i) => Math.cos(3 * i)))]
    const labels = [{ name: "genre", values: Array.from({ length: rows }, (_, i) => i % 22 % 2 ? "rock" : "pop") }]

    expect([...codeColumns(columns, labels, [])]).toEqual([])
  })
})
