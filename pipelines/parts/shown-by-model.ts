/** Pictures of what a model makes of tracks and of ways between their labels: groups of steps that studies share. */
import { chooseExamples } from "../../nodes/embed/choose-examples.ts"
import { choosePerLabel } from "../../nodes/embed/choose-per-label.ts"
import { decode } from "../../nodes/embed/decode.ts"
import type { encode } from "../../nodes/embed/encode.ts"
import { interpolateLabels } from "../../nodes/embed/interpolate-labels.ts"
import { drawReconstructions } from "../../nodes/report/draw-reconstructions.ts"
import { drawWalk } from "../../nodes/report/draw-walk.ts"
import type { LabelColumn } from "../../nodes/row/label-column.ts"
import type { TrackError } from "../../nodes/row/track-error.ts"
import type { Track } from "../../nodes/row/track.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Vectors } from "../../src/dataflow/kind/vectors.ts"
import { reconstructionCaptions, walkCaptions } from "./captions.ts"
import type { DrawnFigure } from "./report-study.ts"

/** A trained model with what it was shown of tracks, and where it puts them. */
export interface ShownModel {
  /** What it is called in captions. */
  readonly name: string
  /** What its steps and files are called: `choose-<id>`, `decode-<id>`, `reconstructions-<id>`. */
  readonly id: string
  readonly model: Parameters<typeof encode>[0]["model"]
  readonly view: Parameters<typeof encode>[0]["view"]
  readonly latents: Ref<Vectors<"latent">>
  readonly errors: Ref<Table<typeof TrackError.Type>>
  /** What a conditional model is told of each track. */
  readonly condition?: Ref<Vectors<"condition">>
}

/** How it is shown: pictures end `floorDb` below their peak, null where they are shown as they are, or are features. */
export interface ShownAs {
  readonly tracks: Ref<Table<Track>>
  readonly column: LabelColumn
  /** What a label is called, such as "genre". */
  readonly labelName: string
  readonly floorDb: number | null
  readonly valueTitle: string
}

const toldOf = ({ condition }: ShownModel) => condition === undefined ? {} : { condition: [condition] }
/** Labels choose what is shown, or are told to the model: what is made of it is never taken for unsupervised. */
const chosen = { labels: "conditions" } as const
const declared = ({ condition }: ShownModel): [] | [typeof chosen] => condition === undefined ? [] : [chosen]

/** Places reconstructions of one track of each of the `most` largest labels, each the median one of its label. */
export function* reconstructionsPerLabel(
  shown: ShownModel,
  { column, floorDb, labelName, tracks, valueTitle }: ShownAs,
  most: number
) {
  const { errors, id, latents, model, name, view } = shown
  const { points } = yield* choosePerLabel.as(`choose-${id}`)(
    { latents, errors, tracks },
    { column, most }
  )
  const { view: decoded } = yield* decode.as(`decode-${id}`, chosen)(
    { model, points, ...toldOf(shown) },
    { floorDb }
  )
  const drawn = yield* drawReconstructions.as(`draw-reconstructions-${id}`)(
    { tracks, view, points, decoded, errors },
    { column, valueTitle }
  )
  const caption =
    `The ${name}: of each of the largest ${labelName}s the track whose error is the median; nobody chose them.`
  const figure: DrawnFigure = {
    figure: drawn.figure,
    captions: { id: `reconstructions-${id}`, charts: { reconstructions: [`Reconstructions, ${name}`, caption] } },
    name: `reconstructions-${id}`
  }
  return { figure, points, decoded }
}

/** Places reconstructions from the best to the worst in even steps; of one track it is the median. */
export function* reconstructionsInOrder(
  shown: ShownModel,
  { column, floorDb, tracks, valueTitle }: ShownAs,
  count: number
) {
  const { errors, id, latents, model, name, view } = shown
  const step = `${id}-in-order`
  const { points } = yield* chooseExamples.as(`choose-${step}`, ...declared(shown))({ latents, errors }, { count })
  const { view: decoded } = yield* decode.as(`decode-${step}`, ...declared(shown))(
    { model, points, ...toldOf(shown) },
    { floorDb }
  )
  const drawn = yield* drawReconstructions.as(`draw-reconstructions-${step}`)(
    { tracks, view, points, decoded, errors },
    { column, valueTitle }
  )
  const which = count === 1 ? "The track of the median error." : reconstructionCaptions.charts["reconstructions"]![1]
  const figure: DrawnFigure = {
    figure: drawn.figure,
    captions: {
      id: `reconstructions-${step}`,
      charts: { reconstructions: [count === 1 ? `One reconstruction, ${name}` : `Reconstructions, ${name}`, which] }
    },
    name: count === 1 ? `reconstruction-${id}` : `reconstructions-${step}`
  }
  return figure
}

/** Places the way from a typical track of one label to one of another; null takes the two largest labels. */
export function* betweenLabels(
  shown: Omit<ShownModel, "condition" | "errors" | "view">,
  { column, floorDb, labelName, tracks, valueTitle }: ShownAs,
  { from, steps, to }: { readonly from: string | null; readonly to: string | null; readonly steps: number }
) {
  const { id, latents, model, name } = shown
  const { points } = yield* interpolateLabels.as(`interpolate-${id}`)(
    { latents, tracks },
    { column, from, to, steps }
  )
  const { view: decoded } = yield* decode.as(`decode-way-${id}`, chosen)({ model, points }, { floorDb })
  const title = `Between two ${labelName}s, ${name}`
  const walk = yield* drawWalk.as(`draw-way-${id}`, chosen)(
    { decoded },
    { title, perRow: 4, valueTitle }
  )
  const caption = `From a typical track of one ${labelName} to one of another, in ${steps} even steps of the latents.`
  const figure: DrawnFigure = {
    figure: walk.figure,
    captions: walkCaptions(`interpolation-${id}`, title, caption),
    name: `interpolation-${id}`
  }
  return figure
}
