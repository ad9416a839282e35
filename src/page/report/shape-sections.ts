/** What the shape of a space says of its clusters: merges, densities, subsamples, as sections of a report. */
import { dendrogram, type DendrogramMerge, widestGap } from "../chart/dendrogram.ts"
import { kDistances } from "../chart/k-distances.ts"
import { stabilityDots } from "../chart/stability-dots.ts"
import { countText, numberText } from "./number-text.ts"
import type { ChartBlock, ReportSection } from "./report-section.ts"

const withChart = (
  section: Omit<ReportSection, "blocks" | "chapter">,
  chapter: ReportSection["chapter"],
  { caption, spec }: Pick<ChartBlock, "caption" | "spec">
): ReportSection => ({
  ...section,
  chapter,
  blocks: [{ kind: "chart", title: section.title, caption, spec }]
})

/** A tree of merges and where it was cut; `sides` are the tracks that the last merge joins. */
export interface MergesShown {
  readonly space: string
  readonly merges: ReadonlyArray<DendrogramMerge>
  readonly clusters: ReadonlyArray<string>
  readonly names: ReadonlyArray<string>
  readonly rule: string
  readonly sides: readonly [number, number]
}

/** "as given", "as many as tracks differ", "by the highest silhouette". */
const ruleText = (rule: string): string => rule === "given" ? "as given" : rule.startsWith("as ") ? rule : `by ${rule}`

/** How Ward's clusters merge. */
export const mergesSection = ({ clusters, merges, names, rule, sides, space }: MergesShown): ReportSection => {
  const [cut, gap] = [names.length, widestGap(merges)]
  const title = "How groups merge"
  const [most, least] = [Math.max(...sides), Math.min(...sides)]
  return withChart(
    {
      id: "merges",
      title,
      finding: cut === gap
        ? `Ward on ${space} is cut at the widest gap of its tree, where ${countText(cut, "group")} are left.`
        : `The widest gap in the tree of Ward on ${space} leaves ${
          countText(gap, "group")
        }; it is cut where ${cut} are left, ${ruleText(rule)}.`
    },
    "groups",
    {
      caption: `Long upright lines are groups far from their neighbours. The dashed line cuts the tree into ${
        countText(cut, "cluster")
      }; the last merge joins ${most} with ${countText(least, "track")}.`,
      spec: dendrogram({
        title,
        subtitle: `Ward on ${space}, its own clusters in colour; numbers count tracks`,
        merges,
        clusters,
        names
      })
    }
  )
}

/** A space under DBSCAN at the knee of its distances. */
export interface RadiusShown {
  readonly name: string
  readonly clusters: number
  readonly noise: number
  readonly tracks: number
  readonly minSamples: number
  readonly eps: number
  readonly sortedDistances: ReadonlyArray<number>
}

/** Where the radii of DBSCAN come from and what they led to. Throws without a space. */
export const radiiSection = (spaces: ReadonlyArray<RadiusShown>): ReportSection => {
  if (spaces.length === 0) throw new Error("Radii are shown of a space at least.")
  const title = "The radius of DBSCAN"
  const best = spaces.reduce((a, b) => b.clusters > a.clusters ? b : a)
  const alone = spaces.filter(({ clusters }) => clusters <= 1).length
  const byNoise = spaces.toSorted((a, b) => a.noise / a.tracks - b.noise / b.tracks)
  const beyond = ({ name, noise, tracks }: RadiusShown) => `${Math.round(100 * noise / tracks)} % of ${name}`
  const [fewest, most] = [byNoise[0]!, byNoise.at(-1)!]
  return withChart(
    {
      id: "radii",
      title,
      finding: best.clusters <= 1
        ? `DBSCAN at the knee finds no more than one cluster in ${
          spaces.length === 1 ? best.name : `any of ${countText(spaces.length, "space")}`
        }: no density parts groups.`
        : `DBSCAN at the knee parts ${best.name} into ${
          countText(best.clusters, "cluster")
        } and leaves ${best.noise} of ${countText(best.tracks, "track")} out${
          alone === 0 ? "" : `; in ${alone} of ${countText(spaces.length, "space")} it finds no more than one cluster`
        }.`
    },
    "groups",
    {
      caption: `A sharp bend would be a density that parts groups. Beyond the radius, as noise, lie ${beyond(fewest)}${
        spaces.length === 1 ? "" : ` to ${beyond(most)}`
      }.`,
      spec: kDistances({
        title,
        subtitle: `distance to the nearest track number ${
          spaces[0]!.minSamples
        }, itself counted; the radius is at the knee, farthest below the chord`,
        curves: spaces.map(({ clusters, noise, ...space }) => ({
          ...space,
          note: `${countText(clusters, "cluster")}, ${noise} noise`
        }))
      })
    }
  )
}

/** Clusters in subsamples, and how well pairs of subsamples agree; `meanAri` is null where there is one cluster. */
export interface StabilityShown {
  readonly space: string
  readonly clusters: ReadonlyArray<{ readonly size: number; readonly jaccard: number; readonly dissolved: number }>
  readonly repeats: number
  readonly share: number
  readonly meanAri: number | null
  readonly lowestAri: number
  readonly highestAri: number
}

const foundAgain = 0.75 // Hennig 2007, Cluster-wise assessment of cluster stability, §4

/** Which clusters subsamples find again. */
export const stabilitySection = (shown: StabilityShown): ReportSection => {
  const { highestAri, lowestAri, meanAri, repeats, share, space } = shown
  const clusters = shown.clusters.toSorted((a, b) => b.jaccard - a.jaccard || b.size - a.size)
  const lost = clusters.filter(({ jaccard }) => jaccard < foundAgain).length
  const worst = clusters.at(-1)
  const title = "Clusters in subsamples"
  const agreement = meanAri === null
    ? `Subsamples of ${Math.round(100 * share)} % have one cluster in ${space}`
    : `Two subsamples of ${Math.round(100 * share)} % agree at ARI ${numberText(meanAri, 2)} in ${space}, between ${
      numberText(lowestAri, 2)
    } and ${numberText(highestAri, 2)}`
  const least = worst === undefined || worst.dissolved === 0
    ? "no cluster dissolves in any"
    : `the least stable cluster, of ${countText(worst.size, "track")}, dissolves in ${worst.dissolved} of ${repeats}`
  return withChart(
    {
      id: "subsamples",
      title,
      finding: `${agreement}; ${least}.`,
      ...(meanAri === null ? {} : { key: `ARI ${numberText(meanAri, 2)}` })
    },
    "evidence",
    {
      caption: lost === 0
        ? `All ${clusters.length} clusters lie beyond the dashed line: subsamples find them again.`
        : `Orange: the ${
          countText(lost, "cluster")
        } of ${clusters.length} that subsamples do not find again; a number counts those it dissolved in.`,
      spec: stabilityDots({
        title,
        subtitle: `K-Means on ${space}, ${repeats} subsamples of ${Math.round(100 * share)} %`,
        clusters: clusters.map(({ dissolved, jaccard, size }, i) => ({
          cluster: `${i + 1} · ${countText(size, "track")}`,
          tracks: size,
          jaccard,
          dissolved
        })),
        mark: foundAgain
      })
    }
  )
}
