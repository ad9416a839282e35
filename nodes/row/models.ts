/**
 * The models there are, for nodes that compute with any of them: each is code of its own (dsl/code-module.ts), which enters
 * the key of a step that is handed such a model. To add one: its line here and in src/learn/model/model-of.ts.
 */
import { codeModule } from "../../src/dataflow/dsl/code-module.ts"
import type { ModelModules } from "../../src/learn/model/model-of.ts"

export const autoencoder = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/autoencoder.ts"))
export const betaTcVae = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/beta-tc-vae.ts"))
export const conditionalVae = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/conditional-vae.ts"))
export const convVae = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/conv-vae.ts"))
export const factorVae = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/factor-vae.ts"))
export const hybridVae = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/hybrid-vae.ts"))
export const mlpVae = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/mlp-vae.ts"))
export const productOfExpertsVae = /*#__PURE__*/ codeModule(() =>
  import("../../src/learn/model/product-of-experts-vae.ts")
)
export const vade = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/vade.ts"))
export const vqVae = /*#__PURE__*/ codeModule(() => import("../../src/learn/model/vq-vae.ts"))

/** All of them by their kind. */
export const models = {
  "autoencoder": autoencoder,
  "beta-tc-vae": betaTcVae,
  "conditional-vae": conditionalVae,
  "conv-vae": convVae,
  "factor-vae": factorVae,
  "hybrid-vae": hybridVae,
  "mlp-vae": mlpVae,
  "product-of-experts-vae": productOfExpertsVae,
  "vade": vade,
  "vq-vae": vqVae
} satisfies ModelModules
