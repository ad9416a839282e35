/** What to look for in a chart, in one line written from its data: the `description` of its specification. */

/** Of a cell of composition.ts. */
interface Cell {
  readonly cluster: string
  readonly label: string
  readonly count: number
}

/** Of a point of loss-curves.ts. */
interface Point {
  readonly model: string
  readonly split: string
  readonly epoch: number
  readonly total?: number
  readonly reconstruction: number
  readonly kl: number
}

/** Of a bar of metric-bars.ts. */
interface Bar {
  readonly value: number
  readonly nullHigh?: number
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

const most = <A>(all: ReadonlyArray<A>, of: (one: A) => number): A | undefined =>
  all.reduce<A | undefined>((best, one) => best === undefined || of(one) > of(best) ? one : best, undefined)

const total = (numbers: ReadonlyArray<number>): number => numbers.reduce((sum, number) => sum + number, 0)

/** How many tracks sit with another cluster; nothing where there are not two. */
export const silhouetteLook = (
  clusters: ReadonlyArray<{ readonly name: string; readonly values: ReadonlyArray<number> }>
): string | undefined => {
  const lost = clusters.map(({ name, values }) => ({ name, count: values.filter((value) => value < 0).length }))
  const all = total(clusters.map(({ values }) => values.length))
  const count = total(lost.map((each) => each.count))
  if (clusters.length < 2 || all === 0) return undefined
  if (count === 0) return "No track lies left of zero: each is nearer to its own cluster than to any other."
  const worst = most(lost, (each) => each.count)!
  return `${count} of ${all} tracks lie${count === 1 ? "s" : ""} left of zero, nearer to another cluster than to ${
    count === 1 ? "its" : "their"
  } own${count === 1 ? `, from ${worst.name}` : `, ${worst.count} of them from ${worst.name}`}.`
}

/** The largest and the smallest cluster; nothing where there are not two. */
export const sizesLook = (
  sizes: ReadonlyArray<{ readonly cluster: string; readonly count: number }>
): string | undefined => {
  const all = total(sizes.map(({ count }) => count))
  const [largest, smallest] = [most(sizes, ({ count }) => count), most(sizes, ({ count }) => -count)]
  if (largest === undefined || smallest === undefined || sizes.length < 2 || all === 0) return undefined
  if (largest.count === smallest.count) return `All clusters are of one size, ${percent(largest.count / all)} each.`
  return `${largest.cluster} is the largest with ${
    percent(largest.count / all)
  } of the tracks, ${smallest.cluster} the ` +
    `smallest with ${percent(smallest.count / all)}.`
}

/** The purest and the most mixed cluster, by the share of their largest label; nothing where there are not two. */
export const compositionLook = (cells: ReadonlyArray<Cell>): string | undefined => {
  const clusters = [...Map.groupBy(cells, ({ cluster }) => cluster)].flatMap(([cluster, own]) => {
    const tracks = total(own.map(({ count }) => count))
    const top = most(own, ({ count }) => count)
    return top === undefined || tracks === 0 ? [] : [{ cluster, tracks, top, share: top.count / tracks }]
  })
  const [pure, mixed] = [most(clusters, ({ share }) => share), most(clusters, ({ share }) => -share)]
  if (pure === undefined || mixed === undefined || pure === mixed) return undefined
  return `${pure.cluster} is purest, ${pure.top.count} of its ${pure.tracks} tracks being ${pure.top.label}; ` +
    `${mixed.cluster} is most mixed, ${mixed.top.label} leading with ${percent(mixed.share)}.`
}

/** When a single model was at its best on tracks it did not train on, and whether its latents are used. */
export const lossLook = (points: ReadonlyArray<Point>): string | undefined => {
  const isValidated = points.some(({ split }) => split === "validation")
  const own = points.filter(({ split }) => !isValidated || split === "validation")
  const lossOf = ({ kl, reconstruction, total: whole }: Point): number => whole ?? reconstruction + kl
  const best = most(own, (point) => -lossOf(point))
  const last = most(own, ({ epoch }) => epoch)
  if (best === undefined || last === undefined || new Set(points.map(({ model }) => model)).size !== 1) return undefined
  const of = isValidated ? "validation" : "training"
  const when = best.epoch === last.epoch
    ? `The ${of} loss still falls in the last of ${last.epoch} epochs`
    : `The ${of} loss is lowest at epoch ${best.epoch} of ${last.epoch}`
  return `${when}; KL ends at ${last.kl.toPrecision(2)}${last.kl < 0.1 ? ", so latents are hardly used" : ""}.`
}

/** How many values chance gives too; nothing where no null was drawn. */
export const nullLook = (bars: ReadonlyArray<Bar>): string | undefined => {
  const tested = bars.filter(({ nullHigh }) => nullHigh !== undefined)
  const within = tested.filter(({ nullHigh, value }) => value <= nullHigh!)
  if (tested.length === 0) return undefined
  if (within.length === 0) return "No value lies inside its grey band, where chance would put it."
  return `${within.length} of ${tested.length} values lie${within.length === 1 ? "s" : ""} inside ${
    within.length === 1 ? "its" : "their"
  } grey band: chance gives as much.`
}
