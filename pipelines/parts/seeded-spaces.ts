/** Hard's models of one seed: of audio, of audio and lyrics, and those that are told the genre. */
import { priorComponents } from "../../nodes/cluster/prior-components.ts"
import { encode } from "../../nodes/embed/encode.ts"
import { oneHot } from "../../nodes/features/one-hot.ts"
import { tell } from "../../nodes/features/tell.ts"
import { viewPair } from "../../nodes/fuse/view-pair.ts"
import { viewPresent } from "../../nodes/fuse/view-present.ts"
import { trainAutoencoder } from "../../nodes/train/autoencoder.ts"
import { trainBetaTcVae } from "../../nodes/train/beta-tc-vae.ts"
import { trainConditionalVae } from "../../nodes/train/conditional-vae.ts"
import { trainHybridVae } from "../../nodes/train/hybrid-vae.ts"
import { trainProductOfExpertsVae } from "../../nodes/train/product-of-experts-vae.ts"
import { trainVade } from "../../nodes/train/vade.ts"
import { trainVae } from "../../nodes/train/vae.ts"
import type { Space } from "./cluster-and-score.ts"
import type { SharedSpaces } from "./shared-spaces.ts"
import { spaceNames } from "./space-names.ts"
import { beta, dense, epochs, mean, namedFor, training } from "./training.ts"

const vectors = { ...dense, ...training, epochs }
const { logVarLimit: _, ...plain } = vectors
const audioBranch = { hidden: [32], likelihood: "gaussian", weight: 1 } as const
const lyricsBranch = { hidden: [32], likelihood: "gaussian", weight: 50 } as const // unit length against 57 unit variances
const both = { audio: audioBranch, lyrics: lyricsBranch, latents: 8, logVarLimit: 10, ...training, epochs, beta }

/** Places VAE (the shared one in run 0), β-VAE and β-TCVAE, each with the encoding of all tracks. */
function* variational(run: number, { tracks, vae, view }: SharedSpaces) {
  const inputs = { view, groups: [tracks] }
  const named = namedFor(run)
  const own = run === 0 ? vae : yield* trainVae.as(named("train-vae"))(inputs, { ...vectors, beta })
  const strong = yield* trainVae.as(named("train-beta-vae"))(inputs, { ...vectors, beta: 2 })
  const untied = yield* trainBetaTcVae.as(named("train-beta-tc-vae"))(
    inputs,
    { ...vectors, beta, totalCorrelationWeight: 2 }
  )
  const encoded = []
  for (
    const [name, { model }] of [
      [spaceNames.vae, own],
      [spaceNames.betaVae, strong],
      [spaceNames.betaTcVae, untied]
    ] as const
  ) {
    const isShared = run === 0 && name === spaceNames.vae
    const { collapse, latents } = isShared
      ? vae
      : yield* encode.as(named(`encode-${name.toLowerCase()}`))({ model, view }, mean)
    encoded.push({ name, model, vectors: latents, collapse, run })
  }
  return encoded
}

/** Places all unsupervised models of one seed; `agreeing` are those whose latents seeds may agree on. */
export function* seededSpaces(run: number, parts: SharedSpaces) {
  const { mayHaveLyrics, tracks, view } = parts
  const groups = [tracks]
  const named = namedFor(run)
  const agreeing = yield* variational(run, parts)
  const spaces: Array<Space> = agreeing.slice(run === 0 ? 1 : 0) // the shared VAE is among the shared spaces

  const ae = yield* trainAutoencoder.as(named("train-ae"))({ view, groups }, { ...plain, beta: 0 })
  spaces.push({
    name: spaceNames.autoencoder,
    vectors: (yield* encode.as(named("encode-ae"))({ model: ae.model, view }, mean)).latents,
    run
  })

  const deep = yield* trainVade.as(named("train-vade"))(
    { view, groups, pretrained: agreeing[0]!.model },
    { ...training, klWarmupEpochs: 0, epochs: 50, beta, components: 10, restarts: 3 }
  )
  const { latents } = yield* encode.as(named("encode-vade"))({ model: deep.model, view }, mean)
  const mixture = { name: spaceNames.vade, vectors: latents, run }
  const step = named("components-vade")
  const { assignments } = yield* priorComponents.as(step)({ model: deep.model, latents }, {})
  spaces.push(mixture)

  const joint = mayHaveLyrics ? yield* jointSpaces(run, parts) : { spaces: [], experts: null, models: [] }
  spaces.push(...joint.spaces)
  return {
    spaces,
    agreeing,
    models: joint.models,
    /** The space of audio and lyrics in one model, where there may be lyrics. */
    experts: joint.experts,
    mixture: { space: mixture, clustering: { step, clusterer: "its own components", assignments } }
  }
}

/** Places the two models of audio and lyrics; `models` is the one that copes with tracks without lyrics. */
function* jointSpaces(run: number, { embedding, features, lyrics, tracks }: SharedSpaces) {
  const named = namedFor(run)
  const groups = [tracks]
  const pair = yield* viewPair.as(named("view-pair"))({ audio: features, lyrics: embedding }, {})
  const hybrid = yield* trainHybridVae.as(named("train-hybrid-vae"))({ ...pair, groups }, both)
  const coded = yield* encode.as(named("encode-hybrid-vae"))({ model: hybrid.model, ...pair }, mean)

  const inputs = yield* viewPresent.as(named("view-present"))({ audio: features, embedding, lyrics }, {})
  const { history, model } = yield* trainProductOfExpertsVae.as(named("train-experts"))({ ...inputs, groups }, both)
  const { collapse, latents } = yield* encode.as(named("encode-experts"))({ model, ...inputs }, mean)
  const experts: Space = { name: spaceNames.experts, vectors: latents, run, lyrics: embedding }
  const spaces: ReadonlyArray<Space> = [
    { name: spaceNames.hybridVae, vectors: coded.latents, run, lyrics: embedding },
    experts
  ]
  return { spaces, experts, models: [{ name: spaceNames.experts, history, collapse }] }
}

/** Places a CVAE told the genre, encoded with each track's own and with all genres' shares. */
export function* conditionedSpaces(run: number, { tracks, view }: SharedSpaces) {
  const named = namedFor(run)
  const { condition } = yield* oneHot.as(named("genre"))({ tracks }, { column: "label", told: "own" })
  const { condition: shares } = yield* oneHot.as(named("genre-shares"))({ tracks }, {
    column: "label",
    told: "marginal"
  })
  const told = yield* tell.as(named("tell-genre"))({ view, condition }, {})
  const toldShares = yield* tell.as(named("tell-genre-shares"))({ view, condition: shares }, {})
  const { model } = yield* trainConditionalVae.as(named("train-cvae"))(
    { ...told, groups: [tracks] },
    { ...vectors, beta }
  )
  const own = yield* encode.as(named("encode-cvae"), { labels: "conditions" })({ model, ...told }, mean)
  const marginal = yield* encode.as(named("encode-cvae-shares"), { labels: "conditions" })(
    { model, ...toldShares },
    mean
  )
  return [
    { name: "CVAE, own genre", vectors: own.latents, run, isLabelConditioned: true },
    { name: "CVAE, all genres", vectors: marginal.latents, run, isLabelConditioned: true }
  ] as const
}
