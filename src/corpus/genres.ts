/**
 * The eight genres as distributions: what a clip's layers are drawn from, and what its words are about.
 * They overlap on purpose, so that no clustering of the corpus is trivially right. Next: clip.ts, lyrics.ts.
 */
import type { BassVoice, LeadVoice } from "./arrangement.ts"
import type { PatternName } from "./percussion.ts"
import type { ChordName, ScaleName } from "./scale.ts"

/** Languages of the lyrics, ISO 639-1. */
export const languages = ["en", "es", "pt", "bn"] as const
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

/** The layers of a clip, each of which a fusion clip may borrow from another genre. */
export interface Layers {
  readonly drums: PatternName
  readonly lead: LeadVoice
  readonly bass: BassVoice
  readonly scales: ReadonlyArray<ScaleName>
  /** Chord roots in scale steps, one a bar. */
  readonly progressions: ReadonlyArray<ReadonlyArray<number>>
  readonly chord: ChordName
  /** Loudness of the held chords, 0 … 1. */
  readonly pad: number
}

/** One genre. Tempi are normal; weights need not add up to 1. */
export interface Genre {
  readonly tempoBpm: { readonly mean: number; readonly spread: number }
  readonly layers: Layers
  readonly languages: Readonly<Record<Language, number>>
  readonly instrumental: number
  readonly topics: Readonly<Partial<Record<Topic, number>>>
}

export const genreNames = ["rock", "ballad", "house", "hiphop", "bossa", "baul", "cumbia", "ambient"] as const
export type GenreName = typeof genreNames[number]

/** The distributions, by genre. */
export const genres: Readonly<Record<GenreName, Genre>> = {
  rock: {
    tempoBpm: { mean: 126, spread: 18 },
    layers: {
      drums: "backbeat",
      lead: "overdriven",
      bass: "saw",
      scales: ["major", "minor", "minorPentatonic"],
      progressions: [[0, 5, 3, 4], [0, 3, 4, 4], [5, 3, 0, 4]],
      chord: "fifth",
      pad: 0
    },
    languages: { en: 0.6, es: 0.2, pt: 0.15, bn: 0.05 },
    instrumental: 0.05,
    topics: { road: 4, youth: 4, night: 3, struggle: 3, heartbreak: 2, city: 2, dream: 1 }
  },
  ballad: {
    tempoBpm: { mean: 84, spread: 14 },
    layers: {
      drums: "brushes",
      lead: "strummed",
      bass: "soft",
      scales: ["major", "dorian"],
      progressions: [[0, 4, 5, 3], [0, 5, 3, 4]],
      chord: "triad",
      pad: 0.5
    },
    languages: { en: 0.4, es: 0.3, pt: 0.2, bn: 0.1 },
    instrumental: 0.05,
    topics: { love: 5, heartbreak: 5, rain: 3, home: 2, dream: 2, night: 1, sea: 1 }
  },
  house: {
    tempoBpm: { mean: 122, spread: 7 },
    layers: {
      drums: "fourOnTheFloor",
      lead: "square",
      bass: "saw",
      scales: ["minor", "dorian"],
      progressions: [[0, 0, 5, 6], [0, 3, 5, 4]],
      chord: "triad",
      pad: 0.7
    },
    languages: { en: 0.7, es: 0.15, pt: 0.1, bn: 0.05 },
    instrumental: 0.15,
    topics: { dance: 6, night: 4, love: 3, city: 2, dream: 2, youth: 1 }
  },
  hiphop: {
    tempoBpm: { mean: 90, spread: 9 },
    layers: {
      drums: "trap",
      lead: "bell",
      bass: "sine",
      scales: ["minor", "phrygian"],
      progressions: [[0, 0, 5, 5], [0, 3, 0, 6]],
      chord: "triad",
      pad: 0.3
    },
    languages: { en: 0.65, es: 0.15, pt: 0.15, bn: 0.05 },
    instrumental: 0.05,
    topics: { city: 5, struggle: 5, youth: 3, night: 2, home: 2, dream: 2, dance: 1 }
  },
  bossa: {
    tempoBpm: { mean: 112, spread: 16 },
    layers: {
      drums: "bossa",
      lead: "strummed",
      bass: "soft",
      scales: ["major", "dorian"],
      progressions: [[1, 4, 0, 0], [0, 5, 1, 4]],
      chord: "seventh",
      pad: 0.15
    },
    languages: { pt: 0.7, es: 0.15, en: 0.1, bn: 0.05 },
    instrumental: 0.08,
    topics: { sea: 6, love: 4, rain: 2, dream: 2, dance: 2, city: 1, heartbreak: 1 }
  },
  baul: {
    tempoBpm: { mean: 108, spread: 18 },
    layers: {
      drums: "kaharwa",
      lead: "dotara",
      bass: "drone",
      scales: ["pentatonic", "phrygianDominant", "dorian"],
      progressions: [[0, 0, 0, 0], [0, 3, 0, 0]],
      chord: "fifth",
      pad: 0.1
    },
    languages: { bn: 0.8, en: 0.1, es: 0.05, pt: 0.05 },
    instrumental: 0.07,
    topics: { soul: 6, field: 4, road: 3, home: 2, rain: 2, love: 1, sea: 1 }
  },
  cumbia: {
    tempoBpm: { mean: 96, spread: 10 },
    layers: {
      drums: "cumbia",
      lead: "accordion",
      bass: "soft",
      scales: ["minor", "major"],
      progressions: [[0, 4, 0, 4], [0, 3, 4, 0]],
      chord: "triad",
      pad: 0.1
    },
    languages: { es: 0.75, pt: 0.15, en: 0.08, bn: 0.02 },
    instrumental: 0.05,
    topics: { dance: 5, field: 3, home: 3, love: 3, sea: 2, heartbreak: 2, struggle: 1 }
  },
  ambient: {
    tempoBpm: { mean: 68, spread: 11 },
    layers: {
      drums: "none",
      lead: "bell",
      bass: "drone",
      scales: ["major", "dorian", "pentatonic"],
      progressions: [[0, 3], [0, 4], [5, 3]],
      chord: "seventh",
      pad: 1
    },
    languages: { en: 0.6, es: 0.15, pt: 0.1, bn: 0.15 },
    instrumental: 0.3,
    topics: { dream: 5, sea: 4, rain: 3, night: 3, soul: 2, field: 1 }
  }
}
