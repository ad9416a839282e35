/**
 * The shape of a language's words: lines with slots, and the phrases that fill them topic by topic.
 *
 * Room: the words of the corpus's songs, a language a file.
 */
import type { Topic } from "../repertoire.ts"

/** What a slot in a line may ask for. */
export type Slot = "thing" | "place" | "act"

/**
 * Lines hold slots such as `{thing}`. A `thing` can be subject or object, a `place` says where or when, an `act` is
 * an infinitive. Every phrase of a slot fits every line of its language, so lines and topics combine freely.
 * Phrases stand in one string with bars between them: plain data, which bundlers leave out where only sound is made.
 */
export interface Lexicon {
  readonly verse: ReadonlyArray<string>
  readonly chorus: ReadonlyArray<string>
  readonly phrases: Readonly<Record<Topic, Readonly<Record<Slot, string>>>>
}

/** The phrases that fill a slot when the topic is spoken of. */
export const phrasesOf = (lexicon: Lexicon, topic: Topic, slot: Slot): ReadonlyArray<string> =>
  lexicon.phrases[topic][slot].split("|")
