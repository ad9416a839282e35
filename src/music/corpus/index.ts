/** A music collection made from a seed: sound, genres, languages and lyrics, so that a first run needs no download. */
export { type Clip, type ClipPlan, synthesizeClip } from "./clip.ts"
export { type CorpusTrack, corpusTrack, corpusTracks, renderTrack } from "./corpus.ts"
export { type GenreName, genreNames } from "./genres.ts"
export { corpusSampleRateHz } from "./oscillator.ts"
export { type Language, languages } from "./repertoire.ts"
