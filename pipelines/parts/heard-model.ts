/**
 * What a convolutional model makes of tracks, along a latent, between two tracks and for each class, made audible: groups
 * of steps that pipelines and studies share. Sound: nodes/section/hear.ts, from phases that are estimated.
 */
import { chooseExamples } from "../../nodes/embed/choose-examples.ts"
import { chooseLatent } from "../../nodes/embed/choose-latent.ts"
import { decode } from "../../nodes/embed/decode.ts"
import { drawPrior } from "../../nodes/embed/draw-prior.ts"
import { interpolate } from "../../nodes/embed/interpolate.ts"
import { meanPerLabel } from "../../nodes/embed/mean-per-label.ts"
import { traverse } from "../../nodes/embed/traverse.ts"
import { hear } from "../../nodes/section/hear.ts"
import { presentClasses } from "../../nodes/section/present-classes.ts"
import { presentReconstructions } from "../../nodes/section/present-reconstructions.ts"
import { presentTraversal } from "../../nodes/section/present-traversal.ts"
import { presentWay } from "../../nodes/section/present-way.ts"
import type { SharedSpaces } from "./shared-spaces.ts"
import type { ShownAs, ShownModel } from "./shown-by-model.ts"
import { spaceNames } from "./space-names.ts"
import { floorDb } from "./training.ts"

/** Eight rounds: thirty-two bring what is heard 0.2 dB nearer to its picture, at three times the cost. */
export const hearing = { iterations: 8, momentum: 0.99, kbps: 16 } as const
const scale = "share of the peak"
const chosen = { labels: "conditions" } as const // labels choose what is decoded: it is never taken for unsupervised

/** Places a section in which tracks can be heard beside what a model makes of them: `hear-<id>`, `present-<id>`. */
export function* heardReconstructions(
  { id, name, view }: Pick<ShownModel, "id" | "name" | "view">,
  { floorDb: floor, tracks }: Pick<ShownAs, "floorDb" | "tracks">,
  { decoded, points }: Pick<Parameters<typeof presentReconstructions>[0], "decoded" | "points">
) {
  const of = { scale: floor === null ? "log power" : scale } as const // no study shows mel bands in other units
  const heard = yield* hear.as(`hear-${id}`)({ decoded, shown: [view] }, { ...of, ...hearing })
  const told = yield* presentReconstructions.as(`present-${id}`)({ tracks, view, points, decoded, ...heard }, {
    ...of,
    id: `heard-${id}`,
    model: name
  })
  return told.section
}

/** Places a section of what a conditional model makes of one point of the prior under each class it was told. */
export function* heardClasses(
  { condition, id, model, name }: Pick<ShownModel, "id" | "model" | "name"> & {
    readonly condition: Parameters<typeof drawPrior>[0]["condition"]
  },
  { floorDb: floor, labelName }: Pick<ShownAs, "floorDb" | "labelName">
) {
  const of = { scale: floor === null ? "log power" : scale } as const
  const ideas = yield* drawPrior.as(`draw-prior-${id}`)({ model, condition }, { draws: 1 })
  const made = yield* decode.as(`decode-prior-${id}`, chosen)(
    { model, points: ideas.points, condition: [ideas.condition] },
    { floorDb: floor }
  )
  const heard = yield* hear.as(`hear-classes-${id}`)({ decoded: made.view, shown: [] }, { ...of, ...hearing })
  const told = yield* presentClasses.as(`present-classes-${id}`)({ decoded: made.view, ...heard }, {
    ...of,
    id: `heard-classes-${id}`,
    model: name,
    title: `The ${name}, told each ${labelName}, heard`,
    labelName,
    from: "one point told each",
    remarks: []
  })
  return told.section
}
const heardTracks = 3
const steps = 5
const reach = 2
const mostClasses = 8

/** The way between two tracks, as reports of pipelines show it. */
export const wayBetween = { from: null, to: null, steps: 6 } as const

/** Places the sections of the ConvVAE; `remarks` go with what it makes for each class. None where there is no sound. */
export function* heardModel({ conv, labelName, tracks }: SharedSpaces, remarks: ReadonlyArray<string>) {
  if (conv === null) {
    return { sections: [], notes: ["No model here decodes spectrograms, so nothing it makes can be heard."], way: null }
  }
  const { collapse, errors, latents, model, view } = conv
  const named = { model: spaceNames.convVae, scale } as const
  const heard = { scale, ...hearing } as const

  const examples = yield* chooseExamples.as("choose-heard")({ latents, errors }, { count: heardTracks })
  const remade = yield* decode.as("decode-heard")({ model, points: examples.points }, { floorDb })
  const both = yield* hear({ decoded: remade.view, shown: [view] }, heard)
  const reconstructions = yield* presentReconstructions({
    tracks,
    view,
    points: examples.points,
    decoded: remade.view,
    ...both
  }, { ...named, id: "heard-reconstructions" })

  const all = yield* traverse({ latents }, { steps, reach })
  const along = yield* chooseLatent({ points: all.points, collapse }, { steps })
  const walked = yield* decode.as("decode-walk")({ model, points: along.points }, { floorDb })
  const walk = yield* hear.as("hear-walk")({ decoded: walked.view, shown: [] }, heard)
  const traversal = yield* presentTraversal(
    { decoded: walked.view, ...walk, chosen: along.chosen },
    { ...named, id: "heard-traversal", reach }
  )

  const { points } = yield* interpolate({ latents }, wayBetween)
  const between = yield* decode.as("decode-way")({ model, points }, { floorDb })
  const passed = yield* hear.as("hear-way")({ decoded: between.view, shown: [] }, heard)
  const way = yield* presentWay(
    { tracks, latents, points, decoded: between.view, ...passed },
    { ...named, id: "heard-way" }
  )

  const means = yield* meanPerLabel({ latents, tracks }, { column: "label", most: mostClasses })
  const typical = yield* decode.as("decode-typical", chosen)({ model, points: means.points }, { floorDb })
  const spoken = yield* hear.as("hear-typical")({ decoded: typical.view, shown: [] }, heard)
  const classes = yield* presentClasses({ decoded: typical.view, ...spoken }, {
    ...named,
    id: "heard-classes",
    title: `Typical of a ${labelName}, heard`,
    labelName,
    from: "the mean of each",
    remarks: [...remarks]
  })
  return {
    sections: [reconstructions.section, traversal.section, way.section, classes.section],
    notes: [],
    /** What is decoded between the two tracks. */
    way: between.view
  }
}
