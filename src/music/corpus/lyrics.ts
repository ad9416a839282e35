/** Songs in words: topics weighted by genre, lines and phrases from a language's lexicon. */
import type { Random } from "../../math/random.ts"
import { chance, pick, pickWeighted } from "./draw.ts"
import type { GenreName } from "./genres.ts"
import { bangla } from "./lyrics/bangla.ts"
import { english } from "./lyrics/english.ts"
import { type Lexicon, phrasesOf, type Slot } from "./lyrics/lexicon.ts"
import { portuguese } from "./lyrics/portuguese.ts"
import { spanish } from "./lyrics/spanish.ts"
import { type Language, repertoires, type Topic, topics } from "./repertoire.ts"

const lexicons: Readonly<Record<Language, Lexicon>> = { en: english, es: spanish, pt: portuguese, bn: bangla }

const mainTopicShare = 0.65
const anyTopicShare = 0.12 // of songs whose main topic has nothing to do with their genre

/** What a song is about: most lines keep to the main topic, the others to the second. */
export interface SongTopics {
  readonly main: Topic
  readonly second: Topic
}

const topicOf = (genre: GenreName, random: Random): Topic =>
  pickWeighted(random, repertoires[genre].topics as Readonly<Record<Topic, number>>)

/** Draws a song's topics; a fusion song takes its second one from the other genre. */
export const chooseTopics = (genre: GenreName, fusion: GenreName | null, random: Random): SongTopics => ({
  main: chance(random, anyTopicShare) ? pick(random, topics) : topicOf(genre, random),
  second: topicOf(fusion ?? genre, random)
})

const capitalize = (line: string): string => {
  const [first = ""] = line
  return first.toUpperCase() + line.slice(first.length)
}

/** A line with its slots filled from one topic; no phrase comes twice in a line. */
const fill = (
  line: string,
  lexicon: Lexicon,
  { random, song }: { readonly song: SongTopics; readonly random: Random }
): string => {
  const topic = chance(random, mainTopicShare) ? song.main : song.second
  const used = new Set<string>()
  const filled = line.replace(/\{(\w+)\}/g, (_, slot: Slot) => {
    const phrase = pick(random, phrasesOf(lexicon, topic, slot).filter((each) => !used.has(each)))
    used.add(phrase)
    return phrase
  })
  return capitalize(filled)
}

const someOf = (lines: ReadonlyArray<string>, count: number, random: Random): ReadonlyArray<string> =>
  Array.from(random.permutation(lines.length).subarray(0, count), (i) => lines[i]!)

/** A song of two verses of four lines, each followed by the same chorus of three; blank lines between them. */
export const writeLyrics = (language: Language, song: SongTopics, random: Random): string => {
  const lexicon = lexicons[language]
  const sing = (lines: ReadonlyArray<string>): string =>
    lines.map((line) => fill(line, lexicon, { song, random })).join("\n")
  const verses = someOf(lexicon.verse, 8, random)
  const first = sing(verses.slice(0, 4))
  const chorus = sing(someOf(lexicon.chorus, 3, random))
  const second = sing(verses.slice(4))
  return [first, chorus, second, chorus].join("\n\n")
}

/** A title in the song's language: one of the things its main topic speaks of. */
export const writeTitle = (language: Language, song: SongTopics, random: Random): string =>
  capitalize(pick(random, phrasesOf(lexicons[language], song.main, "thing")))
