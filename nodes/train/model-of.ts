/** The model of an architecture. Training nodes name their one model themselves, so that others do not make them stale. */
import { autoencoder } from "../../src/model/autoencoder.ts"
import { conditionalVae } from "../../src/model/conditional-vae.ts"
import { convVae } from "../../src/model/conv-vae.ts"
import { hybridVae } from "../../src/model/hybrid-vae.ts"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import type { Model } from "../../src/model/model.ts"
import { productOfExpertsVae } from "../../src/model/product-of-experts-vae.ts"
import type { Architecture } from "./architecture.ts"

/** Builds it; the identity is that of the architecture without its kind. */
export const modelOf = (described: Architecture): Model => {
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
