/** What was done, in words and tables written from the parameters of a plan: for the papers of studies and of runs. */
import { clustererTable } from "./clusterer-words.ts"
import { comparisonSentences, scoringSentences } from "./comparison-words.ts"
import { featureSentences, spaceSentences } from "./feature-words.ts"
import { type Inline, type ManuscriptPart, paragraph } from "./manuscript.ts"
import { cited, type MethodSentence } from "./method-sentence.ts"
import { sharedTraining, trainingTable } from "./model-words.ts"
import type { DescribedStep } from "./pipeline-facts.ts"

const said = (sentences: ReadonlyArray<MethodSentence>) =>
  sentences.length === 0 ? [] : [paragraph(...sentences.flatMap(cited))]

/** Features, spaces, clusterings and scores, each where a pipeline has some. */
export const methodParts = (steps: ReadonlyArray<DescribedStep>): ReadonlyArray<ManuscriptPart> => {
  const models = trainingTable(steps)
  const clusterers = clustererTable(steps)
  const trained = steps.filter(({ node }) => node.startsWith("train-"))
  const clustering = steps.filter(({ node }) => clusterers.nodes.has(node))
  const parts: ReadonlyArray<ManuscriptPart> = [
    { title: "Features", blocks: said(featureSentences(steps)) },
    {
      title: "Spaces",
      blocks: [
        ...said(spaceSentences(steps)),
        ...(models.rows.length === 0 ? [paragraph("No model is trained.")] : [
          paragraph(
            ...cited({ words: `Models are trained${sharedTraining(steps)}.`, steps: trained }),
            { see: models.id },
            " lists them with what decides their results."
          ),
          models
        ])
      ]
    },
    {
      title: "Clusterings",
      blocks: clusterers.table.rows.length === 0 ? [] : [
        paragraph(
          ...cited({ words: "Each space is clustered without labels.", steps: clustering }),
          { see: clusterers.table.id },
          " lists how, and how many spaces each clusterer was given."
        ),
        clusterers.table
      ]
    },
    { title: "Scores and comparisons", blocks: said([...scoringSentences(steps), ...comparisonSentences(steps)]) }
  ]
  return parts.filter(({ blocks }) => blocks.length > 0)
}

/** Citations of whatever no other sentence cites, as "Further methods used: …"; nothing where all are cited. */
export const furtherSources = (
  sources: ReadonlyArray<{ readonly method: string; readonly reference: { readonly key: string } }>,
  alreadyCited: ReadonlySet<string>
): ReadonlyArray<Inline> => {
  const left = sources.filter(({ reference }) => !alreadyCited.has(reference.key))
  if (left.length === 0) return []
  return [
    "Further methods used: ",
    ...left.flatMap(({ method, reference }, i): ReadonlyArray<Inline> => [
      `${i === 0 ? "" : "; "}${method}`,
      { cite: [reference.key] }
    ]),
    "."
  ]
}
