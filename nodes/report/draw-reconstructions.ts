/**
 * Chosen tracks beside what a model makes of them, with their label and error: pictures one above the other, features as
 * curves on top of each other. Chosen by: nodes/embed/choose-examples.ts, choose-per-label.ts. Chart: curve-panels.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { curvePanels } from "../../src/page/chart/curve-panels.ts"
import { errorLook } from "../../src/page/chart/picture-looks.ts"
import { chartFiles, spectrogramFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import type { SpectrogramPanel } from "../../src/page/report/spectrogram-svg.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { LabelColumn } from "../row/label-column.ts"
import { coloursOf, madeRows, rowOf, type SeenRows, shownRows } from "../row/seen-rows.ts"
import { TrackError } from "../row/track-error.ts"
import { Track } from "../row/track.ts"
import { anyView } from "../row/view.ts"

const longest = 22 // characters that fit above a picture
const short = (text: string): string => text.length > longest ? `${text.slice(0, longest - 1)}…` : text

/** One chosen track in words. */
interface Named {
  readonly title: string
  readonly label: string
  readonly error: string
  /** Mean of the squared differences of what is drawn. */
  readonly squared: number
}

const lookAt = (named: ReadonlyArray<Named>): string | undefined =>
  errorLook(named.map(({ squared, title }) => ({ title, error: squared })))

const meanSquare = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / Math.max(1, a.length)

/** Rows of pictures: each row of tracks above the row of what was made of them; a single track beside it. */
const pictureRows = (named: ReadonlyArray<Named>, shown: SeenRows, made: SeenRows) => {
  const { height, width } = shown
  const above = named.map(({ label, title }, i): SpectrogramPanel => ({
    title: short(title),
    note: short(label),
    height,
    width,
    levels: rowOf(shown, i)
  }))
  const below = named.map(({ error }, i): SpectrogramPanel => ({
    title: "reconstruction",
    note: error,
    height,
    width,
    levels: rowOf(made, i)
  }))
  if (named.length === 1) return [[...above, ...below]]
  const perRow = named.length > 6 ? Math.ceil(named.length / 2) : named.length
  const starts = Array.from({ length: Math.ceil(named.length / perRow) }, (_, row) => row * perRow)
  return starts.flatMap((at) => [above.slice(at, at + perRow), below.slice(at, at + perRow)])
}

/** Features as curves: the track in grey, what was made of it on top. */
const featureCurves = (named: ReadonlyArray<Named>, shown: SeenRows, made: SeenRows, valueTitle: string) =>
  curvePanels({
    title: "Reconstructions",
    subtitle: `${named.length} tracks as the model was shown them`,
    panels: named.map(({ error, label, title }, i) => ({
      title,
      note: label === "" ? error : `${label}: ${error}`,
      curves: [
        { name: "track", isGround: true, values: rowOf(shown, i) },
        { name: "reconstruction", isGround: false, values: rowOf(made, i) }
      ]
    })),
    perRow: 3,
    columns: shown.names,
    valueTitle,
    look: lookAt(named)
  })

/**
 * @example
 * ```ts
 * import { drawReconstructions } from "partita/nodes/report"
 * function* part({ tracks, view, points, decoded, errors }: Parameters<typeof drawReconstructions>[0]) {
 *   const { figure } = yield* drawReconstructions({ tracks, view, points, decoded, errors }, {
 *     column: "label", valueTitle: "standardised"
 *   })
 *   return { figure }
 * }
 * ```
 */
export const drawReconstructions = /*#__PURE__*/ Node.make("draw-reconstructions", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({
    /** What is written beside a track's title. */
    column: LabelColumn,
    /** What the features are measured in; pictures have no axis. */
    valueTitle: Schema.NonEmptyString
  }),
  /** `points` are the latents of the chosen tracks, `view` is what the model was shown of all, `decoded` made of `points`. */
  inputs: {
    tracks: table(Track),
    view: anyView,
    points: vectors("latent"),
    decoded: anyView,
    errors: table(TrackError)
  },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { column, valueTitle } }) {
    const { errors, tracks } = yield* aligned({
      points: inputs.points,
      tracks: inputs.tracks,
      errors: inputs.errors
    }, { wider: ["tracks", "errors"] })
    const shown = yield* shownRows(inputs.view, tracks.map(({ id }) => id))
    const made = yield* madeRows(inputs.decoded)
    const named = tracks.map((track, i): Named => {
      const squared = meanSquare(rowOf(shown, i), rowOf(made, i))
      const error = `error ${Math.round(errors[i]!.error).toLocaleString("en")}, MSE ${squared.toPrecision(2)}`
      return { title: track.title, label: track[column] ?? "", error, squared }
    })
    if (shown.height === 0) {
      const reconstructions = featureCurves(named, shown, made, valueTitle)
      return { figure: yield* saving("figure", () => chartFiles({ reconstructions }, bundledFonts())) }
    }
    const colours = yield* coloursOf(inputs.view, shown)
    const rows = pictureRows(named, shown, made)
    const said = { ...colours, look: lookAt(named) }
    return { figure: yield* saving("figure", () => spectrogramFiles("reconstructions", rows, said, bundledFonts())) }
  }, Effect.scoped)
})
