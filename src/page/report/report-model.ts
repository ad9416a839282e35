import type { Chapter } from "./chapter.ts"
import type { DagGroup } from "./dag.ts"
import type { ChartParts } from "./figure-files.ts"
import type { Paired } from "./paired.ts"
import type { DrawnSection } from "./report-section.ts"
import type { WalkData } from "./walk-data.ts"

/** A named fact about the run, such as its duration; shown as given. */
export interface ReportFact {
  readonly name: string
  readonly value: string
}

/** One metric of one method. Fields that were not computed are absent, and no sentence mentions them. */
export interface ReportMetric {
  readonly metric: string
  readonly value: number
  /** The label set it is measured against; absent for internal metrics such as silhouette. */
  readonly against?: string
  readonly better: "higher" | "lower"
  /** False for a number that is only tabled; sentences are about the others. */
  readonly isHeadline?: boolean
  /** Central 95 % of the permutation null. */
  readonly nullLow?: number
  readonly nullHigh?: number
  readonly pValue?: number
  /** 95 % of the values on other such tracks. */
  readonly low?: number
  readonly high?: number
  /** Standard deviation between seeds, and how many there were. */
  readonly deviation?: number
  readonly runs?: number
  /** To the method that leads: the smaller `p`, the less it may be the best itself. Absent for the leader. */
  readonly toBest?: Paired
  /** To the best baseline. Absent for baselines. */
  readonly toBaseline?: Paired
}

/** One representation clustered by one algorithm. */
export interface ReportMethod {
  readonly representation: string
  readonly clusterer: string
  readonly isBaseline: boolean
  /** Labels went into it: it is shown apart and never ranked with the others. */
  readonly isLabelConditioned?: boolean
  /** Why it has no place in the ranking. */
  readonly reason?: string
  readonly metrics: ReadonlyArray<ReportMetric>
}

/** Criteria over the number of clusters for one representation; `values` are in the order of `criteria`. */
export interface ReportKTable {
  readonly representation: string
  readonly criteria: ReadonlyArray<string>
  readonly rows: ReadonlyArray<{ readonly k: number; readonly values: ReadonlyArray<number | undefined> }>
  readonly chosenK: number
  /** How many values of k could have been chosen; `rows` may show more. */
  readonly tried: number
  /** How k was chosen, as a clause: "the highest silhouette". */
  readonly rule: string
  /** What further criteria would have picked, each on its own. */
  readonly picks?: ReadonlyArray<{ readonly criterion: string; readonly k: number }>
}

/**
 * A further table under a heading of its own, by default in the chapter on whether results hold; its first sentence is
 * its finding, `key` the number that says it shortest and `paired` the differences that it is about. Numbers are shown with `digits` and sort as numbers.
 */
export interface ReportTable {
  readonly id: string
  readonly chapter?: Chapter
  readonly key?: string
  readonly paired?: ReadonlyArray<Paired>
  readonly title: string
  readonly sentences: ReadonlyArray<string>
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string | number | null>>
  readonly digits: number
}

/** One cluster; `topLabels` is empty when the tracks carry no labels, and it lists the most frequent label first. */
export interface ReportCluster {
  readonly name: string
  readonly size: number
  readonly topLabels: ReadonlyArray<{ readonly label: string; readonly count: number }>
  /** Words that tell its lyrics from the others', the most telling first. */
  readonly words?: ReadonlyArray<string>
  /** Features that tell it from the others, the most telling first; `difference` in standard deviations. */
  readonly features?: ReadonlyArray<{ readonly name: string; readonly difference: number }>
  /** What a listener calls its sound, the most telling first, such as "quiet" and "dark". */
  readonly heard?: ReadonlyArray<string>
  /** How well it is found again in subsamples: the mean Jaccard, 0 to 1. */
  readonly stability?: number
  /** `id` is that of its point on the map, which its sound is played from. */
  readonly exemplars: ReadonlyArray<{
    readonly id?: string
    readonly title: string
    readonly label?: string
    readonly audio?: string
    /** What an address of its sound ends with, where it is a stretch of a file. */
    readonly stretch?: string
  }>
}

/**
 * A picture; `id` is its anchor and file name. Without a `chapter` it is about what the models learnt; those of a `fold`
 * are folded away under its name, after the others of their chapter.
 */
export interface ReportFigure {
  readonly id: string
  readonly chapter?: Chapter
  readonly fold?: string
  readonly title: string
  readonly caption: string
  readonly svg: string
  /** The same for narrow pages; without it the picture is moved sideways there. */
  readonly narrow?: string
  /** Those of its files that there are. */
  readonly files?: ChartParts
  /** Both as they stand in a page: made once, however often the page is written. */
  readonly inPage?: { readonly svg: string; readonly narrow: string | undefined }
  /** The page links its numbers and its specification beside it and does not carry them. */
  readonly isLinked?: boolean
}

/** Whether a model still uses its latent dimensions. Units: `kl` in nats per track. */
export interface ReportCollapse {
  readonly model: string
  readonly latentDims: number
  readonly activeDims: number
  readonly kl: number
}

/** A parameter of one step, `node`; `kind` is what the step runs, by default a kind of its own. */
export interface ReportParameter {
  readonly node: string
  readonly kind?: string
  readonly name: string
  readonly value: string
}

/**
 * One track of the interactive map; `audio` is a path relative to the report, `stretch` what the address of a part of that file ends
 * with, `preview` an Ogg Opus file in base64.
 */
export interface ReportPoint {
  readonly id?: string
  readonly artist?: string
  readonly preview?: string
  readonly x: number
  readonly y: number
  readonly title: string
  readonly cluster: string
  readonly label?: string
  readonly audio?: string
  readonly stretch?: string
}

/** What else the map can show of the same points, in their order, besides their own place and cluster. */
export interface MapChoices {
  /** Further maps. Shapes: `places` [2 · track]. */
  readonly projections?: ReadonlyArray<{ readonly name: string; readonly places: ArrayLike<number> }>
  /** Further clusterings, the name of each track's cluster. */
  readonly clusterings?: ReadonlyArray<{ readonly name: string; readonly clusters: ReadonlyArray<string> }>
  /** Further columns to colour by: texts are groups, numbers a scale, null is nothing known. */
  readonly columns?: ReadonlyArray<{ readonly name: string; readonly values: ReadonlyArray<string | number | null> }>
  /**
   * Spaces that clusterings were made in, by the places of these, 0 being the points' own. Shapes: `nearest`
   * [track · neighbour], positions of each point's nearest there, the nearest first, as many for each.
   */
  readonly spaces?: ReadonlyArray<{
    readonly name: string
    readonly clusterings: ReadonlyArray<number>
    readonly nearest: ArrayLike<number>
  }>
}

/** Everything a report shows, as plain data; src/page/report/report.ts adds nothing to it but words drawn from it. */
export interface ReportModel {
  readonly pipeline: string
  /** Short digest of the steps and parameters, which two equal pipelines share. */
  readonly configuration: string
  readonly seed: number
  readonly dataSource: string
  readonly trackCount: number
  readonly labels?: { readonly name: string; readonly values: ReadonlyArray<string>; readonly labelledTracks: number }
  /** The one label there is, where `labels` is absent because nothing can agree or disagree with it. */
  readonly onlyLabel?: string
  readonly facts: ReadonlyArray<ReportFact>
  /** Tracks that could not be used. */
  readonly quarantined: ReadonlyArray<{ readonly file: string; readonly reason: string }>
  /** What was noticed, skipped or repaired while reading: `where` is a file, row or column. */
  readonly remarks: ReadonlyArray<{ readonly where: string; readonly remark: string }>
  readonly methods: ReadonlyArray<ReportMethod>
  /** Tables of this pipeline's own, in order, after the results. */
  readonly tables: ReadonlyArray<ReportTable>
  readonly kTables: ReadonlyArray<ReportKTable>
  readonly clusterMethod: string
  readonly clusters: ReadonlyArray<ReportCluster>
  readonly figures: ReadonlyArray<ReportFigure>
  readonly dagSvg: string
  /** The same as a list. */
  readonly dagList?: ReadonlyArray<DagGroup>
  /** Its arrows as CSV. */
  readonly dagCsv?: string
  /** The same pipeline to walk through. */
  readonly walk?: WalkData
  readonly parameters: ReadonlyArray<ReportParameter>
  /** Sections that other nodes made, after the report's own parts of their chapters. */
  readonly sections?: ReadonlyArray<DrawnSection>
  readonly collapse: ReadonlyArray<ReportCollapse>
  readonly notes: ReadonlyArray<string>
  /** The interactive map; empty leaves it out. Colours follow the order of `clusters` and `labels.values`. */
  readonly points: ReadonlyArray<ReportPoint>
  readonly mapMethod: string
  readonly mapChoices?: MapChoices
}

/** Figures of a chapter: those shown at once, and those of every fold, in the order of their first ones. */
export const figuresOf = (figures: ReadonlyArray<ReportFigure>, asked: Chapter) => {
  const own = figures.filter(({ chapter = "models" }) => chapter === asked)
  const folds = Map.groupBy(own, ({ fold }) => fold)
  return {
    shown: folds.get(undefined) ?? [],
    folded: [...folds].flatMap(([fold, within]) => fold === undefined ? [] : [{ fold, figures: within }])
  }
}
