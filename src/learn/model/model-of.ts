/**
 * The model of a described architecture, of which only the modules that it takes are loaded. Those who train name their
 * one model themselves.
 */
import type { AutoencoderArchitecture } from "./autoencoder.ts"
import type { ConditionalVaeArchitecture } from "./conditional-vae.ts"
import type { ConvVaeArchitecture } from "./conv-vae.ts"
import type { FactorVaeArchitecture } from "./factor-vae.ts"
import type { HybridVaeArchitecture } from "./hybrid-vae.ts"
import type { MlpVaeArchitecture } from "./mlp-vae.ts"
import type { Model } from "./model.ts"
import type { ProductOfExpertsVaeArchitecture } from "./product-of-experts-vae.ts"
import type { VqVaeArchitecture } from "./vq-vae.ts"

type Plain =
  | { readonly kind: "autoencoder" } & AutoencoderArchitecture
  | { readonly kind: "mlp-vae" } & MlpVaeArchitecture
  | { readonly kind: "conditional-vae" } & ConditionalVaeArchitecture
  | { readonly kind: "conv-vae" } & ConvVaeArchitecture
  | { readonly kind: "hybrid-vae" } & HybridVaeArchitecture
  | { readonly kind: "product-of-experts-vae" } & ProductOfExpertsVaeArchitecture

/** A loss, a prior or a codebook put onto a model. */
export type Extension =
  | { readonly kind: "beta-tc-vae"; readonly weight: number }
  | { readonly kind: "factor-vae" } & FactorVaeArchitecture
  | { readonly kind: "vade"; readonly components: number }
  | { readonly kind: "vq-vae" } & VqVaeArchitecture

/** One architecture, told apart by `kind`, extended or not. */
export type Architecture = Plain & { readonly extension?: Extension }

/** How the file of each kind of model and extension is imported. */
export interface ModelModules {
  readonly "autoencoder": () => Promise<typeof import("./autoencoder.ts")>
  readonly "mlp-vae": () => Promise<typeof import("./mlp-vae.ts")>
  readonly "conditional-vae": () => Promise<typeof import("./conditional-vae.ts")>
  readonly "conv-vae": () => Promise<typeof import("./conv-vae.ts")>
  readonly "hybrid-vae": () => Promise<typeof import("./hybrid-vae.ts")>
  readonly "product-of-experts-vae": () => Promise<typeof import("./product-of-experts-vae.ts")>
  readonly "beta-tc-vae": () => Promise<typeof import("./beta-tc-vae.ts")>
  readonly "factor-vae": () => Promise<typeof import("./factor-vae.ts")>
  readonly "vade": () => Promise<typeof import("./vade.ts")>
  readonly "vq-vae": () => Promise<typeof import("./vq-vae.ts")>
}

/** Names of the modules that `modelOf` imports for an architecture. */
export const modulesOf = ({ extension, kind }: Architecture): ReadonlyArray<keyof ModelModules> =>
  extension === undefined ? [kind] : [kind, extension.kind]

/** The model without its extension; the identity is that of the architecture without its kind. */
const plainModelOf = async (described: Plain, modules: ModelModules): Promise<Model> => {
  switch (described.kind) {
    case "autoencoder": {
      const { kind, ...architecture } = described
      return (await modules[kind]()).autoencoder(architecture)
    }
    case "mlp-vae": {
      const { kind, ...architecture } = described
      return (await modules[kind]()).mlpVae(architecture)
    }
    case "conditional-vae": {
      const { kind, ...architecture } = described
      return (await modules[kind]()).conditionalVae(architecture)
    }
    case "conv-vae": {
      const { kind, ...architecture } = described
      return (await modules[kind]()).convVae(architecture)
    }
    case "hybrid-vae": {
      const { kind, ...architecture } = described
      return (await modules[kind]()).hybridVae(architecture)
    }
    case "product-of-experts-vae": {
      const { kind, ...architecture } = described
      return (await modules[kind]()).productOfExpertsVae(architecture)
    }
  }
}

const extended = async (model: Model, extension: Extension, modules: ModelModules): Promise<Model> => {
  switch (extension.kind) {
    case "beta-tc-vae":
      return (await modules[extension.kind]()).betaTcVae(model, extension.weight)
    case "factor-vae": {
      const { kind, ...architecture } = extension
      return (await modules[kind]()).factorVae(model, architecture)
    }
    case "vade":
      return (await modules[extension.kind]()).vade(model, extension.components)
    case "vq-vae": {
      const { kind, ...architecture } = extension
      return (await modules[kind]()).vqVae(model, architecture)
    }
  }
}

/** Builds it, extended where the architecture says so. */
export const modelOf = async ({ extension, ...plain }: Architecture, modules: ModelModules): Promise<Model> => {
  const model = await plainModelOf(plain, modules)
  return extension === undefined ? model : extended(model, extension, modules)
}
