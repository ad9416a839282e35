/** The models of a plan: one row each, and what all of them share in words. */
import type { ManuscriptTable } from "./manuscript.ts"
import type { DescribedStep } from "./pipeline-facts.ts"
import { alike, paramsOf, paramText } from "./step-params.ts"

const names: Readonly<Record<string, string>> = {
  "train-autoencoder": "autoencoder",
  "train-vae": "VAE",
  "train-conditional-vae": "conditional VAE",
  "train-conv-vae": "ConvVAE",
  "train-hybrid-vae": "HybridVAE",
  "train-product-of-experts-vae": "product of experts",
  "train-beta-tc-vae": "β-TCVAE",
  "train-factor-vae": "FactorVAE",
  "train-vade": "VaDE",
  "train-vq-vae": "VQ-VAE"
}

/**
 * What tables call the space of a trained model: that of the score nearest downstream, all of them where several are as
 * near; undefined where its space was not scored by itself.
 */
const spaceOf = (trained: DescribedStep, steps: ReadonlyArray<DescribedStep>): string | undefined => {
  let reached = new Set([trained.name])
  const seen = new Set(reached)
  while (reached.size > 0) {
    const next = steps.filter(({ inputs, name }) => !seen.has(name) && inputs.some(({ step }) => reached.has(step)))
    const scored = next.filter(({ node }) => node === "score-method" || node === "score-clusters")
    if (scored.length > 0) return [...new Set(scored.map((step) => paramText(paramsOf(step)["space"])))].join("; ")
    reached = new Set(next.map(({ name }) => name))
    for (const name of reached) seen.add(name)
  }
  return undefined
}

const layersOf = (params: Readonly<Record<string, unknown>>): string => {
  if (Array.isArray(params["channels"])) {
    return `channels ${paramText(params["channels"])}, kernel ${paramText(params["kernel"])}`
  }
  if (params["hidden"] !== undefined) return paramText(params["hidden"])
  const branches = Object.entries(params).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && "hidden" in value ? [`${name} ${paramText(value.hidden)}`] : []
  )
  return branches.length === 0 ? "–" : branches.join("; ")
}

const likelihoodOf = (params: Readonly<Record<string, unknown>>): string => {
  if (params["likelihood"] !== undefined) return paramText(params["likelihood"])
  const branches = Object.values(params).flatMap((value) =>
    typeof value === "object" && value !== null && "likelihood" in value ? [paramText(value.likelihood)] : []
  )
  return branches.length === 0 ? "–" : [...new Set(branches)].join(", ")
}

const trainingsOf = (steps: ReadonlyArray<DescribedStep>) => steps.filter(({ node }) => node.startsWith("train-"))

type Told = readonly [name: string, say: (value: unknown) => string]

/** Parameters that may be the same for all models, and how that is said; empty says nothing. */
const shareable: ReadonlyArray<Told> = [
  ["batchSize", (value) => `in batches of ${paramText(value)}`],
  ["weightDecay", (value) => value === 0 ? "by Adam" : `by AdamW with a weight decay of ${paramText(value)}`],
  ["learningRate", (value) => `at a learning rate of ${paramText(value)}`],
  ["learningRateSchedule", (value) => value === "constant" ? "" : `which falls on a ${paramText(value)} schedule`],
  ["gradientClipNorm", (value) => `with gradients clipped at a norm of ${paramText(value)}`],
  [
    "validationShare",
    (value) => typeof value === "number" ? `on ${Math.round(100 - 100 * value)} % of the tracks` : ""
  ],
  [
    "patience",
    (value) => value === null ? "without early stopping" : `until ${paramText(value)} epochs bring no better loss`
  ],
  ["freeBits", (value) => value === 0 ? "" : `with ${paramText(value)} free nats per latent`]
]

/** What all trainings have in common, as the rest of a sentence that begins "Models are trained". */
export const sharedTraining = (steps: ReadonlyArray<DescribedStep>): string => {
  const all = trainingsOf(steps).map(paramsOf)
  const said = shareable.flatMap(([name, say]) => {
    const values = new Set(all.map((params) => JSON.stringify(params[name])))
    if (values.size !== 1 || all[0]?.[name] === undefined) return []
    const words = say(all[0][name])
    return words === "" ? [] : [words]
  })
  return said.length === 0 ? "" : ` ${said.join(", ")}`
}

/** Every model with the parameters that decide it; equal trainings under other seeds are one row. */
export const trainingTable = (steps: ReadonlyArray<DescribedStep>): ManuscriptTable => ({
  kind: "table",
  id: "trainings",
  caption:
    "Models by the spaces they make: hidden layers, size of the latent space, weight β of the divergence beside the reconstruction error " +
    "(of a Gaussian the squared error, twice its negative log likelihood), epochs and those over which β rises, batch, " +
    "learning rate, and trainings under seeds of their own.",
  columns: ["Space", "Layers", "Latents", "Likelihood", "β", "Loss", "Epochs", "Rise", "Batch", "Rate", "Seeds"],
  numeric: [false, false, true, false, true, false, true, true, true, true, true],
  rows: alike(trainingsOf(steps)).map((group) => {
    const params = paramsOf(group[0])
    const cell = (name: string) => paramText(params[name])
    return [
      spaceOf(group[0], steps) ?? names[group[0].node] ?? group[0].node.slice("train-".length),
      layersOf(params),
      cell("latents"),
      likelihoodOf(params),
      cell("beta"),
      cell("reduction"),
      cell("epochs"),
      cell("klWarmupEpochs"),
      cell("batchSize"),
      cell("learningRate"),
      String(group.length)
    ]
  })
})
