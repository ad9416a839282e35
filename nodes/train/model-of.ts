/** The model of an architecture. Training nodes name their one model themselves, so that others do not make them stale. */
import { autoencoder } from "../../src/learn/model/autoencoder.ts"
import { betaTcVae } from "../../src/learn/model/beta-tc-vae.ts"
import { conditionalVae } from "../../src/learn/model/conditional-vae.ts"
import { convVae } from "../../src/learn/model/conv-vae.ts"
import { factorVae } from "../../src/learn/model/factor-vae.ts"
import { hybridVae } from "../../src/learn/model/hybrid-vae.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import type { Model } from "../../src/learn/model/model.ts"
import { productOfExpertsVae } from "../../src/learn/model/product-of-experts-vae.ts"
import { vade } from "../../src/learn/model/vade.ts"
import { vqVae } from "../../src/learn/model/vq-vae.ts"
import type { Architecture, Extension } from "../row/architecture.ts"

/** The model without its extension; the identity is that of the architecture without its kind. */
const plainModelOf = (described: Architecture): Model => {
  switch (described.kind) {
    case "autoencoder": {
      const { kind: _, ...architecture } = described
      return autoencoder(architecture)
    }
    case "mlp-vae": {
      const { kind: _, ...architecture } = described
      return mlpVae(architecture)
    }
    case "conditional-vae": {
      const { kind: _, ...architecture } = described
      return conditionalVae(architecture)
    }
    case "conv-vae": {
      const { kind: _, ...architecture } = described
      return convVae(architecture)
    }
    case "hybrid-vae": {
      const { kind: _, ...architecture } = described
      return hybridVae(architecture)
    }
    case "product-of-experts-vae": {
      const { kind: _, ...architecture } = described
      return productOfExpertsVae(architecture)
    }
  }
}

const extended = (model: Model, extension: Extension): Model => {
  switch (extension.kind) {
    case "beta-tc-vae":
      return betaTcVae(model, extension.weight)
    case "factor-vae": {
      const { kind: _, ...architecture } = extension
      return factorVae(model, architecture)
    }
    case "vade":
      return vade(model, extension.components)
    case "vq-vae": {
      const { kind: _, ...architecture } = extension
      return vqVae(model, architecture)
    }
  }
}

/** Builds it, extended where the architecture says so. */
export const modelOf = ({ extension, ...plain }: Architecture): Model =>
  extension === undefined ? plainModelOf(plain) : extended(plainModelOf(plain), extension)
