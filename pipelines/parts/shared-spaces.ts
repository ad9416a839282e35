/** Tracks, their lyrics, and the spaces that both Medium and Hard cluster: one group of steps, trained once for both. */
import { encode } from "../../nodes/embed/encode.ts"
import { pca } from "../../nodes/embed/pca.ts"
import { standardize } from "../../nodes/features/standardize.ts"
import { viewFeatures } from "../../nodes/features/view-features.ts"
import { viewSpectrograms } from "../../nodes/features/view-spectrograms.ts"
import { concatenate } from "../../nodes/fuse/concatenate.ts"
import { keepMeasured } from "../../nodes/ingest/keep-measured.ts"
import { shuffleLyrics } from "../../nodes/text/shuffle-lyrics.ts"
import { trainConvVae } from "../../nodes/train/conv-vae.ts"
import { trainVae } from "../../nodes/train/vae.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import type { Space } from "./cluster-and-score.ts"
import { lyricsOf } from "./lyrics-of.ts"
import { measuredTracks, type Taken } from "./measured-tracks.ts"
import { spaceNames, withLyrics, withShuffledLyrics } from "./space-names.ts"
import { beta, dense, epochs, floorDb, mean, training } from "./training.ts"

const fewest = 12
const byBlocks = { scaling: "blocks", audioWeight: 1, lyricsWeight: 1, components: null } as const

/** Places ingest, features, lyrics, PCA, VAE and, where there is sound, ConvVAE; each with and without lyrics. */
export function* sharedSpaces(data: DataSource, asked: Pick<Taken, "label" | "layout">) {
  const measured = yield* measuredTracks(data, { ...asked, fewest })
  const { features } = yield* standardize({ features: measured.features }, { method: "z" })
  const { tracks } = yield* keepMeasured({ tracks: measured.tracks, features }, { fewest })
  const { embedding, lyrics } = yield* lyricsOf(tracks)

  const { components } = yield* pca({ features }, { components: 8 })
  const { view } = yield* viewFeatures({ features }, {})
  const vae = yield* trainVae({ view, groups: [tracks] }, { ...dense, ...training, epochs, beta })
  const { collapse, latents } = yield* encode({ model: vae.model, view }, mean)
  const linear: Space = { name: spaceNames.pca, vectors: components, run: 0 }
  const plain: Space = { name: spaceNames.vae, vectors: latents, run: 0 }
  const learnt = [plain]
  const models = [{ name: plain.name, history: vae.history, collapse }]

  const { logMel } = measured
  const conv = logMel === null ? null : yield* convVae({ logMel, features }, [tracks])
  if (conv !== null) {
    models.push({ name: spaceNames.convVae, history: conv.history, collapse: conv.collapse })
    learnt.push({ name: spaceNames.convVae, vectors: conv.latents, run: 0 })
  }

  const fusions = measured.mayHaveLyrics ? yield* fused(learnt, { embedding, lyrics }) : []
  return {
    ...measured,
    rawFeatures: measured.features,
    found: measured.tracks,
    tracks,
    features,
    view,
    lyrics,
    embedding,
    spaces: [linear, ...learnt, ...fusions.flatMap(({ own, shuffled }) => [own, ...shuffled])],
    /** The space of the last model of audio, and the same with lyrics where there may be any. */
    last: { alone: learnt.at(-1) ?? plain, fused: fusions.at(-1)?.own ?? null },
    models,
    vae: { ...vae, collapse, latents, space: plain },
    conv
  }
}

/** What `sharedSpaces` hands on. */
export type SharedSpaces = PartsOf<typeof sharedSpaces>

/** How often lyrics are shuffled: one control would be one draw of chance. */
const shuffles = [0, 1, 2]

/** Each space of audio with each track's own lyrics beside it, and with other tracks' as controls. */
function* fused(
  audio: ReadonlyArray<Space>,
  { embedding, lyrics }: Pick<PartsOf<typeof lyricsOf>, "embedding" | "lyrics">
) {
  const others = []
  for (const run of shuffles) {
    const shuffle = run === 0 ? shuffleLyrics : shuffleLyrics.as(`shuffle-lyrics-${run}`)
    others.push((yield* shuffle({ embedding, lyrics }, { within: "all" })).embedding)
  }
  const fusions: Array<{ readonly own: Space; readonly shuffled: ReadonlyArray<Space> }> = []
  for (const { name, vectors } of audio) {
    const step = `fuse-${name.toLowerCase()}`
    const own = yield* concatenate.as(step)({ audio: vectors, embedding, lyrics }, byBlocks)
    const shuffled: Array<Space> = []
    for (const [run, other] of others.entries()) {
      const place = concatenate.as(`${step}-shuffled${run === 0 ? "" : `-${run}`}`)
      const control = yield* place({ audio: vectors, embedding: other, lyrics }, byBlocks)
      shuffled.push({ name: withShuffledLyrics(name), vectors: control.fused, run, lyrics: embedding })
    }
    fusions.push({ own: { name: withLyrics(name), vectors: own.fused, run: 0, lyrics: embedding }, shuffled })
  }
  return fusions
}

/** A convolutional VAE of log-mel spectrograms and what it makes of them. */
function* convVae(
  sounds: Parameters<typeof viewSpectrograms>[0],
  groups: Parameters<typeof trainConvVae>[0]["groups"] & {}
) {
  const { view } = yield* viewSpectrograms(sounds, { floorDb, blockRows: 256 })
  const { history, model } = yield* trainConvVae({ view, groups }, {
    channels: [16, 32, 64],
    kernel: 3,
    latents: 16,
    likelihood: "bernoulli",
    logVarLimit: 10,
    ...training,
    epochs: 20,
    beta: 1
  })
  const encoded = yield* encode.as("encode-spectrograms")({ model, view }, mean)
  return { view, history, model, ...encoded }
}
