/**
 * Medium: spectrograms and lyrics. A convolutional VAE, a VAE and principal components, with and without lyrics, each
 * under three clusterers; lyrics of other tracks as the control; one ranking and one report. Its spaces: pipelines/parts/.
 */
import { Trainer } from "../nodes/row/trainer.ts"
import * as Pipeline from "../src/dataflow/dsl/pipeline.ts"
import { closerLook } from "./parts/closer-look.ts"
import { clusteringOf, clusterSpaces, objectives, otherClusterings, rankBothWays } from "./parts/compare-spaces.ts"
import { dataSource } from "./parts/data-source.ts"
import { heardModel } from "./parts/heard-model.ts"
import { layoutChoice } from "./parts/layout-choice.ts"
import { reportOn } from "./parts/report-on.ts"
import { shapeOfSpaces } from "./parts/shape-of-spaces.ts"
import { sharedSpaces } from "./parts/shared-spaces.ts"
import { spaceNames, withLyrics, withShuffledLyrics } from "./parts/space-names.ts"

const baselines = [spaceNames.pca]

const options = { seed: 7, request: dataSource, objectives, ...layoutChoice }

const medium = Pipeline.gen("medium", options, function*(data, { label, layout }) {
  const parts = yield* sharedSpaces(data, { label, layout })
  const clusterings = yield* clusterSpaces(
    parts.spaces,
    ({ run }) => run === 0 ? ["K-Means", "Ward", "DBSCAN"] : ["K-Means"],
    parts
  )
  const rankings = yield* rankBothWays(clusterings.map(({ scores }) => scores), baselines)

  // the last model of audio, with lyrics where there may be any, in detail: chosen beforehand and not for its score
  const { alone, fused } = parts.last
  const shown = clusteringOf(clusterings, fused ?? alone, "K-Means")
  const look = yield* closerLook(shown, parts)
  const choices = otherClusterings(clusterings, shown)
  const heard = yield* heardModel(parts, [])
  const shape = yield* shapeOfSpaces(clusterings, shown.space)
  const sections = [...look.inputs.sections, ...shape, ...heard.sections]

  const { report } = yield* reportOn(parts, {
    inputs: { ...rankings, ...look.inputs, ...choices.inputs, sections },
    models: parts.models,
    figures: look.figures
  }, {
    shown: look.shown,
    maps: look.maps,
    clusterings: choices.names,
    spaces: choices.spaces,
    baselines,
    agreeing: [],
    ablation: [
      { input: "audio", space: alone.name },
      { input: "audio and lyrics", space: withLyrics(alone.name) },
      { input: "audio and shuffled lyrics", space: withShuffledLyrics(alone.name) }
    ],
    notes: ["Every method ran once here; pipeline run hard compares seeds.", ...heard.notes]
  })
  return { report, ranking: rankings.ranking, assignments: shown.assignments }
})

export default Pipeline.provide(medium, Trainer.layer)
