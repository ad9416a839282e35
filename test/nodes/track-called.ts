/** A track of which only what a test says is known. */
import type { Track } from "../../nodes/row/track.ts"

/** The track `id` with what `about` tells of it. */
export const trackCalled = (id: string, about: Partial<Track>): Track => ({
  id,
  title: id,
  artist: null,
  path: "",
  digest: "",
  label: null,
  language: null,
  lyrics: null,
  group: null,
  split: null,
  ...about
})
