/** What pictures made audible show, in sentences: how far they are from each other and from what is heard. */
import { countText, numberText } from "./number-text.ts"

/** "5.2", or "5.2 to 9.8" where they differ as they are written. Units: dB. */
const rangeText = (values: ReadonlyArray<number>): string => {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => numberText(value, 1))
  return low === high ? low! : `${low} to ${high}`
}

/** That phases are not known, and what their estimate costs: `differences` of what is heard to its picture, in dB. */
export const phaseSentence = (differences: ReadonlyArray<number>): string =>
  `Phases are estimated: in the mean of bands and frames what is heard is ${rangeText(differences)} dB away from its ` +
  "picture. All sounds are made equally loud."

/** How far reconstructions are from what the model was shown. `distances` in dB, the best track first. */
export const reconstructionSentence = (model: string, distances: ReadonlyArray<number>): string => {
  const [first] = distances
  if (first === undefined) return `There are no tracks to hear the ${model} reconstruct.`
  const far = `${numberText(first, 1)} dB away from what it was shown`
  return distances.length === 1
    ? `What the ${model} makes of the track is ${far}.`
    : `What the ${model} makes of ${countText(distances.length, "track")} is ${
      rangeText(distances)
    } dB away from what it was shown, in the mean of bands and frames.`
}

/** What a picture is like at one end of a walk. Units: dB below the peak, and dB from frame to frame. */
export interface Traits {
  readonly low: number
  readonly high: number
  readonly movement: number
}

/** Traits in words. */
const traits = [
  ["low", "the level below 250 Hz"],
  ["high", "the level above 2 kHz"],
  ["movement", "the change from frame to frame"]
] as const

const wayOf = (name: string, from: string, to: string): string =>
  from === to ? `${name} stays at ${to} dB` : `${name} goes from ${from} to ${to} dB`

/** What changes along the latent that tells most. Units: `kl` and `all` in nats, `reach` in standard deviations. */
export const walkSentence = (
  latent: { readonly latent: string; readonly kl: number; readonly all: number },
  reach: number,
  { first, last }: { readonly first: Traits; readonly last: Traits }
): string => {
  const [low, high] = [numberText(-reach, 0), numberText(reach, 0)]
  const changes = traits.map(([key, name]) => wayOf(name, numberText(first[key], 1), numberText(last[key], 1)))
  return `Along ${latent.latent}, which tells most (${numberText(latent.kl, 1)} of ${
    numberText(latent.all, 1)
  } nats), from ${low} to +${high} standard deviations, ${changes.slice(0, -1).join(", ")} and ${changes.at(-1)!}.`
}

const longest = 60 // characters of a title that a sentence bears

const quoted = (title: string): string => `“${title.length > longest ? `${title.slice(0, longest - 1)}…` : title}”`

/** How even a way between two tracks is, by their titles: `steps` and the distance of the `ends` in dB. */
export const waySentence = (from: string, to: string, steps: ReadonlyArray<number>, ends: number): string =>
  `From ${quoted(from)} to ${quoted(to)} the picture changes by ${rangeText(steps)} dB a step; the ends are ${
    numberText(ends, 1)
  } dB apart.`

/** From which points the pictures of classes were made. */
export const classPoints = ["the mean of each", "one point told each"] as const

/** Which of the pictures made for classes are most alike and which least. `distance` of two of them in dB. */
export const classesSentence = (
  from: typeof classPoints[number],
  labelName: string,
  classes: ReadonlyArray<string>,
  distance: (a: number, b: number) => number
): string => {
  const count = countText(classes.length, labelName)
  const what = from === "the mean of each"
    ? `The mean latents of ${classes.length === 1 ? classes[0]! : count}, decoded`
    : `One point of the prior, decoded as told each of ${count}`
  const pairs = classes.flatMap((a, i) =>
    classes.slice(i + 1).map((b, j) => ({ names: `${a} and ${b}`, apart: distance(i, i + 1 + j) }))
  ).sort((one, other) => one.apart - other.apart)
  const [nearest] = pairs
  const farthest = pairs.at(-1)
  if (nearest === undefined || farthest === undefined) return `${what}; there is nothing to set it beside.`
  const apart = ({ apart: value }: typeof nearest) => `${numberText(value, 1)} dB apart`
  return pairs.length === 1
    ? `${what}: ${nearest.names} are ${apart(nearest)}.`
    : `${what}: most alike are ${nearest.names}, ${apart(nearest)}, least alike ${farthest.names}, ${apart(farthest)}.`
}
