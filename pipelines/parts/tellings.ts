/** A conditional model told each track's own label, the shares of all, and another one: a group of steps. */
import { decode } from "../../nodes/embed/decode.ts"
import { encode } from "../../nodes/embed/encode.ts"
import { oneHot } from "../../nodes/features/one-hot.ts"
import { tell } from "../../nodes/features/tell.ts"
import type { FigureCaptions } from "../../nodes/row/figure-captions.ts"
import type { LabelColumn } from "../../nodes/row/label-column.ts"
import type { Track } from "../../nodes/row/track.ts"
import { compareTold } from "../../nodes/study/compare-told.ts"
import { drawTold } from "../../nodes/study/draw-told.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"

const conditions = { labels: "conditions" } as const
const ways = ["own", "marginal", "another"] as const

/** One of the things that a track is told. */
export type Telling = typeof ways[number]

/** Places the view under each telling: `tell-<column>`, `tell-<column>-marginal`, `tell-<column>-another`. */
export function* tellings(
  view: Parameters<typeof tell>[0]["view"],
  { column, tracks }: { readonly column: LabelColumn; readonly tracks: Ref<Table<Track>> }
) {
  const own = yield* toldAs(view, { column, tracks, told: "own" })
  const marginal = yield* toldAs(view, { column, tracks, told: "marginal" })
  const another = yield* toldAs(view, { column, tracks, told: "another" })
  return { own, marginal, another }
}

function* toldAs(
  view: Parameters<typeof tell>[0]["view"],
  { column, told, tracks }: {
    readonly column: LabelColumn
    readonly tracks: Ref<Table<Track>>
    readonly told: Telling
  }
) {
  const suffix = told === "own" ? "" : `-${told}`
  const { condition } = yield* oneHot.as(`one-hot${suffix}`)({ tracks }, { column, told })
  const { view: seen } = yield* tell.as(`tell${suffix}`)({ view, condition }, {})
  return { condition, view: seen }
}

/** Places latents and errors of a model under each telling: `encode-told`, `encode-told-marginal`, `encode-told-another`. */
export function* encodeTold(
  model: Parameters<typeof encode>[0]["model"],
  told: PartsOf<typeof tellings>
) {
  const under = (way: Telling) =>
    encode.as(way === "own" ? "encode-told" : `encode-told-${way}`, conditions)(
      { model, view: told[way].view },
      { take: "mean" }
    )
  return { own: yield* under("own"), marginal: yield* under("marginal"), another: yield* under("another") }
}

type Assigned = Parameters<typeof compareTold>[0]["assignments"] extends ReadonlyArray<infer Each> | undefined ? Each
  : never

/** Places what the tellings change: numbers with their chart. `clusters` are those of each telling's latents. */
export function* whatWasTold(
  told: PartsOf<typeof tellings>,
  encoded: PartsOf<typeof encodeTold>,
  { clusters, column, labelName, tracks }: {
    readonly column: LabelColumn
    readonly labelName: string
    readonly tracks: Ref<Table<Track>>
    readonly clusters: Readonly<Record<Telling, Assigned>>
  }
) {
  const compared = yield* compareTold({
    tracks,
    errors: ways.map((way) => encoded[way].errors),
    assignments: ways.map((way) => clusters[way]),
    conditions: ways.map((way) => told[way].condition)
  }, { column, labelName, tellings: ["told its own", "told the shares of all", "told another"] })
  const captions: FigureCaptions = {
    id: "told",
    charts: {
      told: [
        `What the ${labelName} tells the model`,
        `Errors and clusters when each track is told its own ${labelName}, the shares of all, and one that is not its own.`
      ]
    }
  }
  return { told: compared.told, figure: { figure: compared.figure, captions, name: "told-otherwise" } }
}

/** Places pictures of chosen tracks under their own label and under another, decoded from the same latents. */
export function* drawnAsTold(
  { decoded, model, points }: {
    readonly model: Parameters<typeof decode>[0]["model"]
    readonly points: Parameters<typeof decode>[0]["points"]
    /** What the model makes of the points under their own label. */
    readonly decoded: Parameters<typeof drawTold>[0]["own"]
  },
  told: PartsOf<typeof tellings>,
  { floorDb, labelName, tracks, view }: {
    readonly labelName: string
    readonly tracks: Ref<Table<Track>>
    readonly view: Parameters<typeof drawTold>[0]["view"]
    readonly floorDb: number | null
  }
) {
  const other = yield* decode.as("decode-told-another", conditions)(
    { model, points, condition: [told.another.condition] },
    { floorDb }
  )
  const { figure } = yield* drawTold({
    tracks,
    view,
    points,
    own: decoded,
    other: other.view,
    ownCondition: told.own.condition,
    otherCondition: told.another.condition
  }, {})
  const captions: FigureCaptions = {
    id: "told-pictures",
    charts: {
      told: [
        `The same latents, told two ${labelName}s`,
        `What the decoder makes of one track per ${labelName} under its own and under another, and where they differ.`
      ]
    }
  }
  return { figure, captions, name: "told-otherwise-pictures" }
}
