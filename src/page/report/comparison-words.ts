/** How clusterings were scored and compared, in sentences from the parameters of a plan. */
import type { MethodSentence } from "./method-sentence.ts"
import { countText } from "./number-text.ts"
import type { DescribedStep } from "./pipeline-facts.ts"
import { alike, paramsOf, paramText } from "./step-params.ts"

const percent = (level: unknown): string => typeof level === "number" ? `${Math.round(1000 * level) / 10} %` : "–"

const number = (value: unknown): string => typeof value === "number" ? value.toLocaleString("en-US") : paramText(value)

const whole = (groups: unknown): string => groups === "none" ? "" : ", artists (or the groups given) kept whole"

const scores = ["score-method", "score-clusters"]

/** Nulls and intervals of scores. */
export const scoringSentences = (steps: ReadonlyArray<DescribedStep>): ReadonlyArray<MethodSentence> => {
  const asked = steps.filter(({ node }) => scores.includes(node))
  const settings = alike(asked, ["method", "space", "run"])
  if (settings.length === 0) return [{ words: "Nothing was scored.", steps: [] }]
  return settings.map((group) => {
    const { groups, level, permutations, resamples } = paramsOf(group[0])
    return {
      words:
        `${countText(group.length, "clustering")} ${group.length === 1 ? "is" : "are"} scored by separation and by ` +
        `agreement with labels, each beside ${number(permutations)} permutations of its clusters; ${percent(level)} ` +
        `intervals come from ${number(resamples)} halves of the tracks${whole(groups)}.`,
      steps: [group[0]]
    }
  })
}

type Say = (params: Readonly<Record<string, unknown>>, steps: ReadonlyArray<DescribedStep>) => string

const said: Readonly<Record<string, Say>> = {
  "rank-methods": () =>
    "Two methods are compared by their difference on the same halves of the tracks and the same seeds alone: who may be " +
    "the best is the model confidence set of all, and a model is ahead of the baselines where it is ahead of each, after " +
    "Holm's correction for all models.",
  "report": ({ level }) =>
    `The model is compared with the baseline by the difference of their scores on the same halves of the tracks, with ` +
    `${percent(level)} intervals and p-values after Holm's correction.`,
  "probe": ({ folds, groups, neighbours }, { length }) =>
    `Logistic regression and ${paramText(neighbours)} nearest neighbours probe ${countText(length, "space")} for ` +
    `labels over ${paramText(folds)} folds${whole(groups)}.`,
  "out-of-sample": ({ folds, groups }, { length }) =>
    `${countText(length, "space")} ${length === 1 ? "is" : "are"} clustered without each of ${
      paramText(folds)
    } parts of ` +
    `the tracks in turn${whole(groups)}, which are then put to the nearest centre.`,
  "cluster-stability": ({ repeats, share }) =>
    `Clusters are stable where they come back in ${paramText(repeats)} random subsets of ${
      percent(share)
    } of the tracks.`,
  "choose-k": ({ kMax, references }) =>
    `The number of clusters is looked at up to ${paramText(kMax)} by the gap to ${
      paramText(references)
    } references, by ` +
    "the elbow of the inertia and by agreement between subsets.",
  "disentanglement": ({ bins, folds }) =>
    `Whether single latents speak of single labels is measured with ${paramText(bins)} bins per latent and ${
      paramText(folds)
    } folds.`,
  "seed-agreement": () => "Models of different seeds are compared latent by latent.",
  "audit-tracks": () =>
    "The collection is searched for duplicates, silence, clipping and labels that one group explains."
}

/** Tests of differences, and what else was asked of spaces and clusters. */
export const comparisonSentences = (steps: ReadonlyArray<DescribedStep>): ReadonlyArray<MethodSentence> => {
  const own = steps.filter(({ node }) => said[node] !== undefined)
  const groups = Map.groupBy(alike(own, ["space", "column"]), ([first]) => first.node)
  return Object.keys(said).flatMap((node) => {
    const [first] = groups.get(node) ?? []
    return first === undefined ? [] : [{ words: said[node]!(paramsOf(first[0]), first), steps: [first[0]] }]
  })
}
