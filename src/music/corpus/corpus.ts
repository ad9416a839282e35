/**
 * The embedded corpus: invented tracks with sound, words and labels, each a function of (seed, index) alone, so that
 * any number of workers may render any part of it. Genres take turns, so every count is balanced. Next: clip.ts.
 */
import { Random } from "../../math/random.ts"
import { artists } from "./artists.ts"
import { planClip, renderClip } from "./clip.ts"
import { chance, pick, pickWeighted } from "./draw.ts"
import { type GenreName, genreNames } from "./genres.ts"
import { chooseTopics, writeLyrics, writeTitle } from "./lyrics.ts"
import { type Language, repertoires } from "./repertoire.ts"

/** One track without its sound. */
export interface CorpusTrack {
  /** Genre and number within it, such as "bossa-007". */
  readonly id: string
  readonly title: string
  readonly artist: string
  readonly genre: GenreName
  /** The genre some layers and the second topic are borrowed from. */
  readonly fusion: GenreName | null
  /** Of title and lyrics. */
  readonly language: Language
  /** Null for an instrumental. */
  readonly lyrics: string | null
  readonly tempoBpm: number
  /** Seed of the clip. */
  readonly seed: number
}

/**
 * The track at `index` ≥ 0 of the corpus with this seed.
 *
 * @example
 * ```ts
 * import { corpusTrack } from "partita/corpus"
 * corpusTrack(7, 0).id // → "rock-001"
 * ```
 */
export const corpusTrack = (seed: number, index: number): CorpusTrack => {
  const random = new Random(seed).fork(index)
  const clipSeed = random.int(0x8000_0000) // fits a signed 32-bit column
  const genre = genreNames[index % genreNames.length]!
  const { fusion, tempoBpm } = planClip(genre, clipSeed)
  const language = pickWeighted(random, repertoires[genre].languages)
  const isInstrumental = chance(random, repertoires[genre].instrumental)
  const song = chooseTopics(genre, fusion, random)
  return {
    id: `${genre}-${String(Math.floor(index / genreNames.length) + 1).padStart(3, "0")}`,
    title: writeTitle(language, song, random),
    artist: pick(random, artists[genre]),
    genre,
    fusion,
    language,
    lyrics: isInstrumental ? null : writeLyrics(language, song, random),
    tempoBpm,
    seed: clipSeed
  }
}

/**
 * The first `count` tracks of the corpus with this seed, made as they are asked for.
 *
 * @example
 * ```ts
 * import { corpusTracks } from "partita/corpus"
 * Array.from(corpusTracks(3, 7), ({ genre }) => genre) // → ["rock", "ballad", "house"]
 * ```
 */
export function* corpusTracks(count: number, seed: number): Generator<CorpusTrack> {
  for (let index = 0; index < count; index++) yield corpusTrack(seed, index)
}

/**
 * The sound of a track: mono at `corpusSampleRateHz`, every |sample| < 1.
 * Takes a row read back from a table too; throws a RangeError for a genre the corpus does not have.
 *
 * @example
 * ```ts
 * import { corpusTrack, renderTrack } from "partita/corpus"
 * renderTrack(corpusTrack(7, 0), 1).length // → 22050
 * ```
 */
export const renderTrack = (
  track: { readonly genre: string; readonly seed: number },
  durationSec: number
): Float32Array => {
  const genre = genreNames.find((name) => name === track.genre)
  if (genre === undefined) {
    throw new RangeError(`the corpus has no genre "${track.genre}"; it has ${genreNames.join(", ")}`)
  }
  return renderClip(planClip(genre, track.seed), durationSec)
}
