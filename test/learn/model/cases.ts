/** Every model there is, small, beside its loss in plain loops. */
import { autoencoder } from "../../../src/learn/model/autoencoder.ts"
import { betaTcVae } from "../../../src/learn/model/beta-tc-vae.ts"
import { conditionalVae } from "../../../src/learn/model/conditional-vae.ts"
import { convVae } from "../../../src/learn/model/conv-vae.ts"
import { factorVae } from "../../../src/learn/model/factor-vae.ts"
import { hybridVae } from "../../../src/learn/model/hybrid-vae.ts"
import type { Likelihood } from "../../../src/learn/model/likelihood.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import { productOfExpertsVae } from "../../../src/learn/model/product-of-experts-vae.ts"
import { vade } from "../../../src/learn/model/vade.ts"
import { vqVae } from "../../../src/learn/model/vq-vae.ts"
import type { ModelCase } from "./plain/case.ts"
import {
  plainAutoencoder,
  plainConvVae,
  plainHybridVae,
  plainPosterior,
  plainProductOfExperts,
  plainVae,
  plainVqVae
} from "./plain/losses.ts"
import { plainMixtureDivergence } from "./plain/mixture.ts"
import { plainFactorPenalty, plainTotalCorrelation } from "./plain/penalties.ts"

const likelihoods: ReadonlyArray<Likelihood> = ["gaussian", "bernoulli", "multinomial"]

const layers = { features: 5, hidden: [7, 6], latents: 2 }
const dense = { ...layers, logVarLimit: 10 }

/** Two parts, of which the first is made of real numbers. */
export const branchesOf = (likelihood: Likelihood) => [
  { name: "audio", features: 4, hidden: [5], likelihood: "gaussian" as const, weight: 1 },
  { name: "lyrics", features: 3, hidden: [6, 4], likelihood, weight: 0.5 }
]

const spectrogram = { latents: 2, logVarLimit: 10, conditions: 0 }

/** One case for each model and, where they matter, for each likelihood, filter and odd size. */
export const cases: ReadonlyArray<ModelCase> = [
  ...likelihoods.flatMap((likelihood): ReadonlyArray<ModelCase> => [
    {
      name: `autoencoder, ${likelihood}`,
      model: autoencoder({ ...layers, likelihood }),
      plain: plainAutoencoder(2, likelihood)
    },
    { name: `MLP-VAE, ${likelihood}`, model: mlpVae({ ...dense, likelihood }), plain: plainVae(2, likelihood) },
    {
      name: `conditional VAE, ${likelihood}`,
      model: conditionalVae({ ...dense, conditions: 3, likelihood }),
      plain: plainVae(2, likelihood)
    },
    {
      name: `hybrid VAE, gaussian and ${likelihood}`,
      model: hybridVae({ branches: branchesOf(likelihood), latents: 2, logVarLimit: 10 }),
      plain: plainHybridVae(branchesOf(likelihood))
    },
    {
      name: `product-of-experts VAE, gaussian and ${likelihood}`,
      model: productOfExpertsVae({ branches: branchesOf(likelihood), latents: 2, logVarLimit: 10 }),
      plain: plainProductOfExperts(branchesOf(likelihood), [[1, 1], [1, 0], [0, 1]]),
      hasPresence: true
    }
  ]),
  {
    name: "product-of-experts VAE, everything present",
    model: productOfExpertsVae({ branches: branchesOf("gaussian"), latents: 2, logVarLimit: 10 }),
    plain: plainProductOfExperts(branchesOf("gaussian"), [[1, 1], [1, 0], [0, 1]])
  },
  {
    name: "β-TCVAE",
    model: betaTcVae(mlpVae({ ...dense, likelihood: "gaussian" }), 5),
    plain: (weights, batch) => ({
      ...plainVae(2, "gaussian")(weights, batch),
      penalty: 5 * plainTotalCorrelation(plainPosterior(weights, 2, batch), batch.share)
    })
  },
  {
    name: "FactorVAE",
    model: factorVae(mlpVae({ ...dense, likelihood: "gaussian" }), { weight: 3, hidden: [6, 5] }),
    plain: (weights, batch, frozen) => ({
      ...plainVae(2, "gaussian")(weights, batch),
      penalty: plainFactorPenalty(
        { gamma: 3, layers: 2 },
        { weights, frozen },
        { z: plainPosterior(weights, 2, batch).z, fixedZ: plainPosterior(frozen, 2, batch).z },
        batch.share
      )
    })
  },
  {
    name: "VaDE",
    model: vade(mlpVae({ ...dense, likelihood: "gaussian" }), 3),
    plain: (weights, batch) => {
      const { logVar, mean, z } = plainPosterior(weights, 2, batch)
      return { ...plainVae(2, "gaussian")(weights, batch), kl: plainMixtureDivergence(weights, mean, logVar, z) }
    }
  },
  {
    name: "VQ-VAE",
    model: vqVae(autoencoder({ ...layers, latents: 4, likelihood: "gaussian" }), {
      slots: 2,
      codes: 4,
      commitment: 0.25
    }),
    plain: plainVqVae(2, 2, 0.25),
    chasesItsLatents: true
  },
  ...([3, 4] as const).flatMap((kernel): ReadonlyArray<ModelCase> => [
    {
      name: `ConvVAE 8×8, kernel ${kernel}, bernoulli`,
      model: convVae({ ...spectrogram, height: 8, width: 8, channels: [3, 5], kernel, likelihood: "bernoulli" }),
      plain: plainConvVae(2, [8, 8], "bernoulli")
    },
    {
      name: `ConvVAE 13×9, three layers, kernel ${kernel}, conditional`,
      model: convVae({
        ...spectrogram,
        height: 13,
        width: 9,
        channels: [2, 3, 2],
        kernel,
        conditions: 3,
        likelihood: "gaussian"
      }),
      plain: plainConvVae(3, [13, 9], "gaussian")
    }
  ])
]
