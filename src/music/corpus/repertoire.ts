/**
 * What the eight genres sing about, and in which languages. Apart from how they sound (genres.ts), so that a change
 * of words leaves every rendered clip valid. Next: lyrics.ts.
 */
import type { GenreName } from "./genres.ts"

/**
 * Languages of the lyrics, ISO 639-1.
 *
 * @example
 * ```ts
 * import { languages } from "partita/corpus"
 * languages // → ["en", "es", "pt", "bn"]
 * ```
 */
export const languages = ["en", "es", "pt", "bn"] as const
/** One of `languages`. */
export type Language = typeof languages[number]

/** What songs are about. */
export const topics = [
  "love",
  "heartbreak",
  "night",
  "road",
  "sea",
  "rain",
  "city",
  "dance",
  "home",
  "soul",
  "field",
  "youth",
  "struggle",
  "dream"
] as const
export type Topic = typeof topics[number]

/** The songs of one genre. Weights need not add up to 1; `instrumental` is the share of tracks without words. */
export interface Repertoire {
  readonly languages: Readonly<Record<Language, number>>
  readonly instrumental: number
  readonly topics: Readonly<Partial<Record<Topic, number>>>
}

/** The distributions, by genre. */
export const repertoires: Readonly<Record<GenreName, Repertoire>> = {
  rock: {
    languages: { en: 0.6, es: 0.2, pt: 0.15, bn: 0.05 },
    instrumental: 0.05,
    topics: { road: 4, youth: 4, night: 3, struggle: 3, heartbreak: 2, city: 2, dream: 1 }
  },
  ballad: {
    languages: { en: 0.4, es: 0.3, pt: 0.2, bn: 0.1 },
    instrumental: 0.05,
    topics: { love: 5, heartbreak: 5, rain: 3, home: 2, dream: 2, night: 1, sea: 1 }
  },
  house: {
    languages: { en: 0.7, es: 0.15, pt: 0.1, bn: 0.05 },
    instrumental: 0.15,
    topics: { dance: 6, night: 4, love: 3, city: 2, dream: 2, youth: 1 }
  },
  hiphop: {
    languages: { en: 0.65, es: 0.15, pt: 0.15, bn: 0.05 },
    instrumental: 0.05,
    topics: { city: 5, struggle: 5, youth: 3, night: 2, home: 2, dream: 2, dance: 1 }
  },
  bossa: {
    languages: { pt: 0.7, es: 0.15, en: 0.1, bn: 0.05 },
    instrumental: 0.08,
    topics: { sea: 6, love: 4, rain: 2, dream: 2, dance: 2, city: 1, heartbreak: 1 }
  },
  baul: {
    languages: { bn: 0.8, en: 0.1, es: 0.05, pt: 0.05 },
    instrumental: 0.07,
    topics: { soul: 6, field: 4, road: 3, home: 2, rain: 2, love: 1, sea: 1 }
  },
  cumbia: {
    languages: { es: 0.75, pt: 0.15, en: 0.08, bn: 0.02 },
    instrumental: 0.05,
    topics: { dance: 5, field: 3, home: 3, love: 3, sea: 2, heartbreak: 2, struggle: 1 }
  },
  ambient: {
    languages: { en: 0.6, es: 0.15, pt: 0.1, bn: 0.15 },
    instrumental: 0.3,
    topics: { dream: 5, sea: 4, rain: 3, night: 3, soul: 2, field: 1 }
  }
}
