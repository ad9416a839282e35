/** How tracks became features and features became spaces, in sentences from the parameters of a plan. */
import type { MethodSentence } from "./method-sentence.ts"
import { countText } from "./number-text.ts"
import type { DescribedStep } from "./pipeline-facts.ts"
import { alike, paramsOf, paramText } from "./step-params.ts"

type Params = Readonly<Record<string, unknown>>
type Say = (params: Params, steps: ReadonlyArray<DescribedStep>) => string

const count = (value: unknown, noun: string): string =>
  typeof value === "number" ? countText(value, noun) : `${paramText(value)} ${noun}s`

const share = (value: unknown): string => typeof value === "number" ? `${Math.round(1000 * value) / 10} %` : "–"

const scalings: Readonly<Record<string, string>> = {
  none: "Features are left on their own scales.",
  z: "Features are brought to zero mean and unit variance.",
  robust: "Features are centred on their medians and divided by the width of their middle halves.",
  "yeo-johnson": "Features are transformed by powers towards normal distributions and brought to unit variance.",
  "quantile-normal": "Features are replaced by the normal quantiles of their ranks."
}

const terms = (
  { longest, maxDocumentShare, maxTerms, minDocuments, shortest, stopWords, terms: unit }: Params
): string => {
  const what = unit === "characters" ? "runs of characters" : "words"
  const span = shortest === longest ? "" : ` from ${paramText(shortest)} to ${paramText(longest)}`
  const most = maxTerms === null
    ? ""
    : `at most ${typeof maxTerms === "number" ? maxTerms.toLocaleString("en-US") : "–"} `
  const left = stopWords === "none" || unit === "characters" ? "" : " without function words"
  return `TF-IDF weights of ${most}${what}${span}${left} that stand in at least ${
    count(minDocuments, "text")
  } and in at ` +
    `most ${share(maxDocumentShare)} of them`
}

const features: Readonly<Record<string, Say>> = {
  "extract": ({ excerptSec, profile }) =>
    `Each track is measured over the ${
      paramText(excerptSec)
    } s in its middle, or over all of it where it is shorter, ` +
    `with the ${profile === "meyda" ? "features of Meyda" : "features and defaults of librosa"}.`,
  "standardize": ({ method }) => scalings[String(method)] ?? `Features are scaled by ${paramText(method)}.`,
  "view-spectrograms": ({ floorDb }) =>
    `Convolutional models see log-mel spectrograms down to ${paramText(floorDb).replace("-", "−")} dB.`,
  "tf-idf": (params) => `Lyrics are described by ${terms(params)}.`,
  "embed-lyrics": (params) =>
    `Lyrics become ${terms(params)}, which a truncated singular value decomposition takes to ${
      count(params["components"], "dimension")
    }${params["unitLength"] === true ? " of unit length" : ""}.`,
  "encode-sentences": () => "Lyrics become sentence vectors.",
  "extract-frames": () => "Tracks are measured frame by frame.",
  "shuffle-lyrics": (_, { length }) =>
    `As a control, lyrics are dealt out to other tracks${length > 1 ? `, ${length} times` : ""}.`
}

const spaces: Readonly<Record<string, Say>> = {
  "pca": ({ components }) => `A linear baseline keeps ${count(components, "principal component")}.`,
  "reduce-frames": ({ components }) => `Frames are reduced to ${count(components, "principal component")}.`,
  "random-projection": ({ dims }) =>
    `A baseline that knows nothing is a random projection to ${count(dims, "dimension")}.`,
  "untrained": ({ latents }) => `Another is an encoder with random weights and ${count(latents, "latent")}.`,
  "concatenate": ({ audioWeight, lyricsWeight, scaling }) =>
    `Spaces of audio and of lyrics are put side by side${scaling === "blocks" ? ", each brought to one size" : ""}${
      audioWeight === lyricsWeight ? "" : `, weighted ${paramText(audioWeight)} to ${paramText(lyricsWeight)}`
    }.`
}

const sentencesOf = (
  steps: ReadonlyArray<DescribedStep>,
  known: Readonly<Record<string, Say>>
): ReadonlyArray<MethodSentence> => {
  const own = steps.filter(({ node }) => known[node] !== undefined)
  const said = alike(own).map((group) => ({
    words: known[group[0].node]!(paramsOf(group[0]), group),
    steps: [group[0]]
  }))
  return [...Map.groupBy(said, ({ words }) => words).values()].map(([first]) => first!)
}

/** What tracks were measured by; where lyrics are embedded, weights that only describe clusters are left out. */
export const featureSentences = (steps: ReadonlyArray<DescribedStep>): ReadonlyArray<MethodSentence> => {
  const isEmbedded = steps.some(({ node }) => node === "embed-lyrics")
  return sentencesOf(steps.filter(({ node }) => !isEmbedded || node !== "tf-idf"), features)
}

/** Spaces that were not learnt by a model, and those put together from others. */
export const spaceSentences = (steps: ReadonlyArray<DescribedStep>): ReadonlyArray<MethodSentence> =>
  sentencesOf(steps, spaces)
