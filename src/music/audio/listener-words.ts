/**
 * What a listener calls the features that are measured: the one place where a number becomes a word. Features without
 * a plain word, such as cepstral coefficients, have none here, and none is made up for them.
 */

/** Words for little and much of something that is heard. `value` grows with it; NaN where a row does not tell. */
export interface Trait {
  readonly little: string
  readonly much: string
  readonly value: (row: ArrayLike<number>) => number
}

interface Rule extends Pick<Trait, "little" | "much"> {
  /** Names of the features that it is read from: the first set of which all are measured. */
  readonly from: ReadonlyArray<ReadonlyArray<string>>
  readonly heard: (values: ReadonlyArray<number>) => number
}

// loudness, pitch of a band and tempo are heard by their ratios: Fechner 1860, Stevens 1957 (doi:10.1037/h0046162)
const ratio = ([value = NaN]: ReadonlyArray<number>): number => value > 0 ? Math.log(value) : NaN
const plain = ([value = NaN]: ReadonlyArray<number>): number => value
const single = (...names: ReadonlyArray<string>): Rule["from"] => names.map((name) => [name])

const rules: ReadonlyArray<Rule> = [
  // root mean square as level: Tzanetakis & Cook 2002, doi:10.1109/TSA.2002.800560
  { little: "quiet", much: "loud", from: single("rms_mean", "rmse_mean_01"), heard: ratio },
  // in dB already: Spotify's and FMA's tables of Echo Nest features
  { little: "quiet", much: "loud", from: single("loudness"), heard: plain },
  // the centroid as brightness: Schubert & Wolfe 2006, Acta Acustica 92:820
  {
    little: "dark",
    much: "bright",
    from: single("spectral_centroid_mean", "spectralCentroid_mean", "spectral_centroid_mean_01", "rolloff_mean"),
    heard: ratio
  },
  // beats a minute: Ellis 2007, doi:10.1080/09298210701653344; trackers take half or double tempo for the whole at times
  { little: "slow", much: "fast", from: single("tempo"), heard: ratio },
  // each frame's chroma is scaled to its strongest pitch class, so its mean says how many others sound with it:
  // Müller 2015, Fundamentals of Music Processing, §3.1
  { little: "sparse", much: "dense", from: single("chroma_stft_mean", "chroma_stft_mean_01"), heard: plain },
  // the share of what median filtering takes for strokes: Fitzgerald 2010, DAFx-10
  {
    little: "sustained",
    much: "percussive",
    from: [["harmony_var", "perceptr_var"]],
    heard: ([harmonic = NaN, percussive = NaN]) => percussive / (harmonic + percussive)
  },
  // level that comes and goes, in parts of the level: its coefficient of variation
  {
    little: "even",
    much: "dynamic",
    from: [["rms_mean", "rms_var"]],
    heard: ([mean = NaN, variance = NaN]) => mean > 0 ? Math.sqrt(variance) / mean : NaN
  },
  // flatness as noise against tone: Johnston 1988, doi:10.1109/49.608
  { little: "tonal", much: "noisy", from: single("spectralFlatness_mean"), heard: ratio },
  // what Spotify's and FMA's tables of Echo Nest features state by these very words, from 0 to 1
  { little: "calm", much: "energetic", from: single("energy"), heard: plain },
  { little: "electric", much: "acoustic", from: single("acousticness"), heard: plain },
  { little: "sombre", much: "cheerful", from: single("valence"), heard: plain },
  { little: "hardly danceable", much: "danceable", from: single("danceability"), heard: plain },
  { little: "sung", much: "instrumental", from: single("instrumentalness"), heard: plain }
]

/** The traits that features of these names tell, each by one rule. */
export const listenerTraits = (names: ReadonlyArray<string>): ReadonlyArray<Trait> => {
  const columns = new Map(names.map((name, i) => [name, i]))
  const traits = rules.flatMap(({ from, heard, little, much }): ReadonlyArray<Trait> => {
    const found = from.find((each) => each.every((name) => columns.has(name)))
    if (found === undefined) return []
    const at = found.map((name) => columns.get(name)!)
    return [{ little, much, value: (row) => heard(at.map((column) => row[column]!)) }]
  })
  return traits.filter(({ much }, i) => traits.findIndex((other) => other.much === much) === i)
}
