/** A made-up table of features: as many tracks as one likes, of twelve kinds that overlap. */
import { Random } from "../../src/math/random.ts"

const kinds = [
  "ambient",
  "ballad",
  "baul",
  "bossa",
  "cumbia",
  "drone",
  "folk",
  "hiphop",
  "house",
  "jazz",
  "march",
  "rock"
]
const cepstra = Array.from({ length: 12 }, (_, i) => `mfcc${i + 1}_mean`)
const columns = ["rms_mean", "rms_var", "spectral_centroid_mean", "tempo", "chroma_stft_mean", ...cepstra]
const titles = ["Morning", "Harbour", "Paper", "Lantern", "River", "Static", "Orchard", "Signal", "Winter", "Mirror"]
const artists = 700

/** CSV with a header: name, title, artist, genre and 17 features a row. Equal counts and seeds give equal bytes. */
export const manyTracks = (count: number, seed: number): string => {
  const random = new Random(seed)
  const means = kinds.map(() => columns.map(() => 1.6 * random.normal()))
  const rows = Array.from({ length: count }, (_, i) => {
    const kind = random.int(kinds.length)
    const at = means[kind]!.map((mean) => mean + random.normal())
    const [level, swing, bright, beat, chroma, ...cepstral] = at as [number, number, number, number, number]
    const heard = [
      0.1 * Math.exp(0.4 * level),
      0.002 * Math.exp(0.5 * swing),
      1800 * Math.exp(0.3 * bright),
      110 * Math.exp(0.18 * beat),
      0.35 + 0.04 * chroma
    ]
    const title = `${titles[random.int(titles.length)]} ${i + 1}`
    const numbers = [...heard, ...(cepstral as ReadonlyArray<number>).map((each) => 12 * each)]
    return [
      `t${i + 1}`,
      title,
      `Artist ${1 + random.int(artists)}`,
      kinds[kind],
      ...numbers.map((n) => n.toPrecision(6))
    ]
      .join(",")
  })
  return `${["id", "title", "artist", "genre", ...columns].join(",")}\n${rows.join("\n")}\n`
}
