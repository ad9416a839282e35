/**
 * Hard: everything Medium does, and more models of audio, of lyrics and of both, over three seeds, beside baselines that
 * learnt nothing. Models that are told the genre are label-conditioned: they are shown apart and never ranked.
 * Its models and their parameters, β included: parts/seeded-spaces.ts; those that Medium has too: parts/shared-spaces.ts;
 * what all trainings share: parts/training.ts. Its scores: parts/compare-spaces.ts.
 */
import { Trainer } from "../nodes/row/trainer.ts"
import * as Pipeline from "../src/dataflow/dsl/pipeline.ts"
import { baselines, baselineSpaces, randomClustering } from "./parts/baseline-spaces.ts"
import { closerLook } from "./parts/closer-look.ts"
import { type Clusterer, scoreSpace, type Space } from "./parts/cluster-and-score.ts"
import {
  clusteringOf,
  clusterSpaces,
  objectives,
  otherClusterings,
  rankBothWays,
  scoringOf
} from "./parts/compare-spaces.ts"
import { convFigures } from "./parts/conv-figures.ts"
import { dataSource } from "./parts/data-source.ts"
import { audit, readLatents, readSpaces } from "./parts/evidence.ts"
import { heardModel } from "./parts/heard-model.ts"
import { layoutChoice } from "./parts/layout-choice.ts"
import { reportOn } from "./parts/report-on.ts"
import { conditionedSpaces, seededSpaces } from "./parts/seeded-spaces.ts"
import { shapeOfSpaces } from "./parts/shape-of-spaces.ts"
import { sharedSpaces } from "./parts/shared-spaces.ts"
import { spaceNames, withLyrics, withShuffledLyrics } from "./parts/space-names.ts"

const runs = [0, 1, 2]
const everyClusterer: ReadonlyArray<Clusterer> = [
  "K-Means",
  "Ward",
  "DBSCAN",
  "HDBSCAN",
  "Gaussian mixture",
  "spectral"
]
const { convVae, experts, features, hybridVae, lyrics, pca, vae } = spaceNames
const underEveryClusterer: ReadonlyArray<string> = [features, pca, vae, experts]
const readClosely: ReadonlyArray<string> = [features, pca, vae, convVae, lyrics, experts]

const options = { seed: 7, request: dataSource, objectives, ...layoutChoice }

const hard = Pipeline.gen("hard", options, function*(data, { label, layout }) {
  const parts = yield* sharedSpaces(data, { label, layout })
  const spaces: Array<Space> = [...parts.spaces, ...yield* baselineSpaces(parts)]
  const seeds = []
  const scores = [(yield* randomClustering(parts)).scores]
  for (const run of runs) {
    const seed = yield* seededSpaces(run, parts)
    seeds.push(seed)
    spaces.push(...seed.spaces, ...yield* conditionedSpaces(run, parts))
    scores.push((yield* scoreSpace(seed.mixture.space, seed.mixture.clustering, scoringOf(parts))).scores)
  }
  const clusterings = yield* clusterSpaces(
    spaces,
    ({ name, run }) => run === 0 && underEveryClusterer.includes(name) ? everyClusterer : ["K-Means"],
    parts
  )
  scores.push(...clusterings.map((each) => each.scores))
  const rankings = yield* rankBothWays(scores, baselines)

  // one model in detail, chosen beforehand and not for its score
  const once = clusterings.filter(({ clusterer, space }) => clusterer === "K-Means" && space.run === 0)
  const shown = clusteringOf(once, seeds[0]?.experts ?? parts.vae.space, "K-Means")
  const look = yield* closerLook(shown, parts)
  const choices = otherClusterings(clusterings, shown)
  const heard = yield* heardModel(parts, [
    "The CVAE, which is told the genre, decodes features and no spectrogram, so what it makes for one cannot be heard."
  ])
  yield* convFigures(parts, heard)
  const shape = yield* shapeOfSpaces(clusterings, shown.space)
  const sections = [...look.inputs.sections, ...shape, ...heard.sections]
  const latents = yield* readLatents(seeds.map(({ agreeing }) => agreeing), parts)

  const { report } = yield* reportOn(parts, {
    inputs: {
      ...rankings,
      ...look.inputs,
      sections,
      ...choices.inputs,
      ...latents.inputs,
      ...yield* readSpaces(once.filter(({ space }) => readClosely.includes(space.name)), parts),
      ...yield* audit(parts)
    },
    models: [...parts.models, ...seeds[0]!.models],
    figures: look.figures
  }, {
    shown: look.shown,
    maps: look.maps,
    clusterings: choices.names,
    spaces: choices.spaces,
    baselines,
    agreeing: latents.agreeing,
    ablation: [
      { input: "audio", space: vae },
      { input: "lyrics", space: lyrics },
      { input: "audio and lyrics", space: withLyrics(vae) },
      { input: "audio and shuffled lyrics", space: withShuffledLyrics(vae) },
      { input: "audio and lyrics, one model", space: hybridVae },
      { input: "audio and lyrics where there are any", space: experts }
    ],
    notes: [`Models were trained from ${runs.length} seeds; spaces that learn nothing ran once.`, ...heard.notes]
  })
  return { report, ranking: rankings.ranking, assignments: shown.assignments, latents: shown.space.vectors }
})

export default Pipeline.provide(hard, Trainer.layer)
