import { groupScale } from "./group-scale.ts"
import { heading, ink, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** How one number spreads in several groups; `note` stands beside its name. */
export interface Distribution {
  readonly name: string
  readonly note: string
  readonly values: ReadonlyArray<{ readonly value: number; readonly group: string }>
}

/** One panel for each number; `groups` fixes the order of colours. */
export interface DistributionsInput {
  readonly title: string
  readonly subtitle: string
  readonly panels: ReadonlyArray<Distribution>
  readonly groups: ReadonlyArray<string>
  readonly groupTitle: string
}

const mostBins = 32
const tailShare = 0.005 // of the tracks at each end, counted into the outermost bins

const quantile = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.round(share * (sorted.length - 1))]!

/** Counts of each group in equal bins, as shares of the group; positive numbers over decades are binned by logarithm. */
const histogram = ({ values }: Distribution, groups: ReadonlyArray<string>) => {
  const sorted = values.map(({ value }) => value).sort((a, b) => a - b)
  const isLog = sorted.length > 0 && sorted[0]! > 0 && quantile(sorted, 0.95) > 10 * quantile(sorted, 0.05)
  const place = (value: number): number => isLog ? Math.log10(value) : value
  const back = (at: number): number => isLog ? 10 ** at : at
  const [low, high] = sorted.length === 0
    ? [0, 1]
    : [place(quantile(sorted, tailShare)), place(quantile(sorted, 1 - tailShare))]
  const smallest = Math.min(...groups.map((group) => values.filter((each) => each.group === group).length))
  const bins = Math.max(6, Math.min(mostBins, Math.round(1.5 * Math.sqrt(smallest)))) // few tracks make ragged shapes
  const width = high > low ? (high - low) / bins : 1
  const points = groups.flatMap((group) => {
    const own = values.filter((each) => each.group === group)
    const counts = Array.from({ length: bins }, () => 0)
    for (const { value } of own) counts[Math.min(bins - 1, Math.max(0, Math.floor((place(value) - low) / width)))]!++
    return counts.map((count, i) => ({
      group,
      value: back(low + (i + 0.5) * width),
      share: count / Math.max(1, own.length)
    }))
  })
  return { isLog, points, domain: [back(low), back(low + bins * width)] as const }
}

const panel = (one: Distribution, { groups, groupTitle }: DistributionsInput): ChartSpec => {
  const { domain, isLog, points } = histogram(one, groups)
  const x = {
    field: "value",
    type: "quantitative",
    title: isLog ? "value, logarithmic" : "value",
    scale: isLog
      ? { type: "log", domain: [...domain], nice: false }
      : { domain: [...domain], nice: false, zero: false },
    axis: { grid: false, tickCount: isLog ? 3 : 5, labelOverlap: true, format: "~g" }
  }
  const y = {
    field: "share",
    type: "quantitative",
    title: "share of the collection",
    stack: null,
    axis: { format: ".0%", tickCount: 4, domain: false, ticks: false }
  }
  const color = {
    field: "group",
    type: "nominal",
    title: groupTitle,
    scale: groupScale(groups),
    legend: { orient: "bottom", direction: "horizontal", symbolType: "square", symbolOpacity: 0.8 }
  }
  const shape = { interpolate: "monotone", clip: true } as const
  return {
    width: 300,
    height: 210,
    data: { values: points },
    layer: [
      panelName(one.note === "" ? one.name : `${one.name} · ${one.note}`),
      { mark: { type: "area", ...shape, opacity: 0.22 }, encoding: { x, y, color } },
      { mark: { type: "line", ...shape, strokeWidth: 1.9, strokeCap: "butt" }, encoding: { x, y, color } },
      { data: { values: [{}] }, mark: { type: "rule", color: ink.line }, encoding: { y: { value: 210 } } }
    ]
  }
}

/**
 * How numbers spread in each of several groups, a panel a number; shares are of the group, so that sizes do not tell.
 *
 * @example
 * ```ts
 * import { distributions } from "partita/page"
 * const values = [0.1, 0.2, 0.3, 0.9].map((value, i) => ({ value, group: i < 2 ? "en" : "bn" }))
 * const panels = [{ name: "rms_mean", note: "AUC 1.00", values }]
 * const spec = distributions({ title: "Loudness", subtitle: "", panels, groups: ["en", "bn"], groupTitle: "Language" })
 * ```
 */
export const distributions = (input: DistributionsInput): ChartSpec => ({
  title: heading(input.title, input.subtitle),
  spacing: 48,
  hconcat: input.panels.map((one) => panel(one, input))
})
