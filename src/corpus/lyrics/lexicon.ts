/** The shape of a language's words: lines with slots, and the phrases that fill them topic by topic. */
import type { Topic } from "../genres.ts"

/** What a slot in a line may ask for. */
export type Slot = "thing" | "place" | "act"

/**
 * Lines hold slots such as `{thing}`. A `thing` can be subject or object, a `place` says where or when, an `act` is
 * an infinitive. Every phrase of a slot fits every line of its language, so lines and topics combine freely.
 */
export interface Lexicon {
  readonly verse: ReadonlyArray<string>
  readonly chorus: ReadonlyArray<string>
  readonly phrases: Readonly<Record<Topic, Readonly<Record<Slot, ReadonlyArray<string>>>>>
}

/** Splits phrases written in one string with bars between them. */
export const phrases = (thing: string, place: string, act: string): Readonly<Record<Slot, ReadonlyArray<string>>> => ({
  thing: thing.split("|"),
  place: place.split("|"),
  act: act.split("|")
})
