/** Made-up documents with the word statistics of song texts: Zipf's law over a large vocabulary, themes per document. */
import { Random } from "../src/math/random.ts"

const vocabulary = 30_000
const themes = 40
const themeWords = 300

const wordOf = (rank: number): string => `w${rank.toString(36)}`

/** `count` documents of 60 to 260 words; two in five words come from the document's theme. */
export const lyricsLike = (count: number, seed: number): ReadonlyArray<string> => {
  const random = new Random(seed)
  const zipf = () => Math.floor(vocabulary ** random.uniform()) // density ∝ 1 / rank
  return Array.from({ length: count }, () => {
    const theme = random.int(themes)
    const words = Array.from({ length: 60 + random.int(200) }, () => {
      if (random.uniform() < 0.6) return wordOf(zipf())
      return wordOf((theme * themeWords + Math.floor(themeWords ** random.uniform()) * 7) % vocabulary)
    })
    return words.join(" ")
  })
}
