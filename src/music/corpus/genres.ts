/**
 * How the eight genres sound, as distributions that a clip's layers are drawn from. They overlap on purpose, so that
 * no clustering of the corpus is trivially right. Next: clip.ts; what they sing about: repertoire.ts.
 */
import type { BassVoice, LeadVoice } from "./arrangement.ts"
import type { PatternName } from "./percussion.ts"
import type { ChordName, ScaleName } from "./scale.ts"

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

/** How a genre sounds. Tempi are normal. */
export interface Genre {
  readonly tempoBpm: { readonly mean: number; readonly spread: number }
  readonly layers: Layers
}

/**
 * Genres of the corpus, in the order in which its tracks take turns.
 *
 * @example
 * ```ts
 * import { genreNames } from "partita/corpus"
 * genreNames.length // → 8
 * ```
 */
export const genreNames = ["rock", "ballad", "house", "hiphop", "bossa", "baul", "cumbia", "ambient"] as const
/** One of `genreNames`. */
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
    }
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
    }
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
    }
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
    }
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
    }
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
    }
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
    }
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
    }
  }
}
