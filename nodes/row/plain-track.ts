/** Tracks that are made and not found: nothing is known of them but a class. */
import type { Track } from "./track.ts"

/** A track without file, words or artist. */
export const plainTrack = (id: string, label: string): Track => ({
  id,
  title: id,
  artist: null,
  path: "",
  digest: "",
  label,
  language: null,
  lyrics: null,
  group: null,
  split: null
})
