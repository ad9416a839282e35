/** Pitch material: scales in semitones above the root, and chords in scale steps above their own root. */

/** Scales the genres draw from. */
export const scales = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  phrygianDominant: [0, 1, 4, 5, 7, 8, 10],
  pentatonic: [0, 2, 4, 7, 9],
  minorPentatonic: [0, 3, 5, 7, 10]
} as const
export type ScaleName = keyof typeof scales

/** Chords as scale steps above their root. */
export const chords = { fifth: [0, 4], triad: [0, 2, 4], seventh: [0, 2, 4, 6] } as const
export type ChordName = keyof typeof chords

/** MIDI note of a scale step, which may lie any number of octaves away. */
export const noteOfStep = (scale: ReadonlyArray<number>, rootNote: number, step: number): number => {
  const octave = Math.floor(step / scale.length)
  return rootNote + scale[step - octave * scale.length]! + 12 * octave
}

/** Equal temperament, A4 (note 69) = 440 Hz. */
export const frequencyOfNote = (note: number): number => 440 * 2 ** ((note - 69) / 12)
