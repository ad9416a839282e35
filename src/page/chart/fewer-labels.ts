/** As many labels as a picture can show: the rarest are counted together. */

/** How many tracks of one cluster carry one label. */
export interface CompositionCell {
  readonly cluster: string
  readonly label: string
  readonly count: number
}

/** Cells and labels in order, of which the last may stand for several. */
export interface FewerLabels {
  readonly cells: ReadonlyArray<CompositionCell>
  readonly labels: ReadonlyArray<string>
}

/** The `most` − 1 commonest labels in their order, and the rest as "n others", where there are more than `most`. */
export const fewerLabels = (
  cells: ReadonlyArray<CompositionCell>,
  labels: ReadonlyArray<string>,
  most: number
): FewerLabels => {
  if (labels.length <= most) return { cells, labels }
  const totals = new Map(labels.map((label) => [label, 0]))
  for (const { count, label } of cells) totals.set(label, (totals.get(label) ?? 0) + count)
  const commonest = labels.toSorted((a, b) => totals.get(b)! - totals.get(a)!).slice(0, most - 1)
  const kept = new Set(commonest)
  const others = `${labels.length - kept.size} others`
  const rest = new Map<string, number>()
  for (const { cluster, count, label } of cells) {
    if (!kept.has(label)) rest.set(cluster, (rest.get(cluster) ?? 0) + count)
  }
  return {
    cells: [
      ...cells.filter(({ label }) => kept.has(label)),
      ...[...rest].map(([cluster, count]) => ({ cluster, label: others, count }))
    ],
    labels: [...labels.filter((label) => kept.has(label)), others]
  }
}
