/**
 * The embedded corpus: invented tracks with sound, words and labels, each a function of (seed, index) alone, so that
 * any number of workers may render any part of it. Genres take turns, so every count is balanced. Next: clip.ts.
 */
import { Random } from "../math/random.ts"
import { artists } from "./artists.ts"
import { planClip, renderClip } from "./clip.ts"
import { chance, pick, pickWeighted } from "./draw.ts"
import { type GenreName, genreNames, genres, type Language } from "./genres.ts"
import { chooseTopics, writeLyrics, writeTitle } from "./lyrics.ts"

/** One track without its sound. An instrumental has neither language nor lyrics. */
export interface CorpusTrack {
  /** Genre and number within it, such as "bossa-007". */
  readonly id: string
  readonly title: string
  readonly artist: string
  readonly genre: GenreName
  /** The genre some layers and the second topic are borrowed from. */
  readonly fusion: GenreName | null
  readonly language: Language | null
  readonly lyrics: string | null
  readonly tempoBpm: number
  /** Seed of the clip. */
  readonly seed: number
}

/** The track at `index` ≥ 0 of the corpus with this seed. */
export const corpusTrack = (seed: number, index: number): CorpusTrack => {
  const random = new Random(seed).fork(index)
  const clipSeed = random.word()
  const genre = genreNames[index % genreNames.length]!
  const { fusion, tempoBpm } = planClip(genre, clipSeed)
  const sungIn = pickWeighted(random, genres[genre].languages)
  const isInstrumental = chance(random, genres[genre].instrumental)
  const song = chooseTopics(genre, fusion, random)
  return {
    id: `${genre}-${String(Math.floor(index / genreNames.length) + 1).padStart(3, "0")}`,
    title: writeTitle(sungIn, song, random),
    artist: pick(random, artists[genre]),
    genre,
    fusion,
    language: isInstrumental ? null : sungIn,
    lyrics: isInstrumental ? null : writeLyrics(sungIn, song, random),
    tempoBpm,
    seed: clipSeed
  }
}

/** The first `count` tracks of the corpus with this seed, made as they are asked for. */
export function* corpusTracks(count: number, seed: number): Generator<CorpusTrack> {
  for (let index = 0; index < count; index++) yield corpusTrack(seed, index)
}

/** The sound of a track: mono at `corpusSampleRateHz`, every |sample| < 1. */
export const renderTrack = (track: Pick<CorpusTrack, "genre" | "seed">, durationSec: number): Float32Array =>
  renderClip(planClip(track.genre, track.seed), durationSec)
