/** The models and clusterers of a pipeline, as tables of a paper. */
import type { DescribedStep } from "./pipeline-facts.ts"
import type { ReportTable } from "./report-model.ts"

const paramsOf = ({ params }: DescribedStep): Readonly<Record<string, unknown>> =>
  typeof params === "object" && params !== null ? { ...params } : {}

const text = (value: unknown): string => {
  if (value === undefined || value === null) return "–"
  if (Array.isArray(value)) return value.map(text).join(", ")
  return typeof value === "string" ? value : JSON.stringify(value)
}

const layersOf = (params: Readonly<Record<string, unknown>>): string => {
  if (Array.isArray(params["channels"])) return `channels ${text(params["channels"])}, kernel ${text(params["kernel"])}`
  if (params["hidden"] !== undefined) return text(params["hidden"])
  const branches = Object.entries(params).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && "hidden" in value ? [`${name} ${text(value.hidden)}`] : []
  )
  return branches.length === 0 ? "–" : branches.join("; ")
}

/** Every training with the parameters that decide it. */
export const trainingTable = (steps: ReadonlyArray<DescribedStep>): ReportTable => ({
  id: "trainings",
  title: "Models",
  sentences: [],
  columns: ["Step", "Node", "Layers", "Latents", "β", "Loss", "Epochs", "Batch", "Rate"],
  rows: steps.filter(({ node }) => node.startsWith("train-")).map((step) => {
    const params = paramsOf(step)
    const plain = ["latents", "beta", "reduction", "epochs", "batchSize", "learningRate"].map((key) =>
      text(params[key])
    )
    return [step.name, step.node.slice("train-".length), layersOf(params), ...plain]
  }),
  digits: 0
})

const clusterers = ["k-means", "agglomerative", "dbscan", "hdbscan", "gaussian-mixture", "spectral", "random-labels"]

/** Every clusterer with its parameters, and how many spaces it was given. */
export const clustererTable = (steps: ReadonlyArray<DescribedStep>): ReportTable => {
  const placed = steps.filter(({ node }) => clusterers.includes(node)).map((step) => {
    const stated = Object.entries(paramsOf(step)).map(([name, value]) => `${name} ${text(value)}`)
    return { node: step.node, words: stated.join(", ") }
  })
  return {
    id: "clusterers",
    title: "Clusterers",
    sentences: [],
    columns: ["Clusterer", "Parameters", "Spaces"],
    rows: [...Map.groupBy(placed, ({ node, words }) => `${node}\u0000${words}`).values()].map((
      all
    ) => [all[0]!.node, all[0]!.words, all.length]),
    digits: 0
  }
}

/** What scores were tested with. */
export const scoringSentence = (steps: ReadonlyArray<DescribedStep>): string => {
  const asked = steps.filter(({ node }) => node === "score-method").map(paramsOf)
  const [first] = asked
  if (first === undefined) return "Nothing was scored."
  return `${asked.length} clusterings were scored, each beside ${
    text(first["permutations"])
  } permutations of its labels, ` +
    `with intervals from ${text(first["resamples"])} resamples of the tracks.`
}
