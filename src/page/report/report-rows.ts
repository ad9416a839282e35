/** What a report reads of results: the columns that its tables and sentences need, whoever computed them. */

/** A track as a report shows it; `path` is that of its sound within the folder of sounds. */
export interface ShownTrack {
  readonly id: string
  readonly title: string
  readonly artist: string | null
  readonly path: string
  /** The stretch of its file, in seconds; absent or null where all of that is the track. */
  readonly startSec?: number | null
  readonly endSec?: number | null
  readonly label: string | null
}

/** One score of one clustering beside its null. */
export interface ShownScore {
  readonly space: string
  readonly metric: string
  readonly against: string
  readonly isExternal: boolean
  readonly better: "higher" | "lower"
  readonly value: number
  readonly valueLow: number | null
  readonly valueHigh: number | null
  readonly nullLow: number
  readonly nullHigh: number
  readonly p: number
}

/** What one cluster holds; `exemplars` are ids of tracks. */
export interface ShownCluster {
  readonly cluster: number
  readonly size: number
  readonly labels: ReadonlyArray<{ readonly label: string; readonly count: number }>
  readonly exemplars: ReadonlyArray<string>
}

/** What tells clusters from each other besides labels; each is empty where nobody asked. */
export interface ClusterTraits {
  readonly words: ReadonlyArray<
    { readonly cluster: number; readonly words: ReadonlyArray<{ readonly word: string }> }
  >
  readonly features: ReadonlyArray<{
    readonly cluster: number
    readonly features: ReadonlyArray<{ readonly name: string; readonly difference: number }>
    readonly heard: ReadonlyArray<string>
  }>
  readonly stability: ReadonlyArray<ClusterStability>
}

/** Whether a model uses its latents. Units: `kl` in nats per track. */
export interface LatentUse {
  readonly latents: number
  readonly activeUnits: number
  readonly kl: number
}

/** One finding of an audit; `tracks` are ids between commas. */
export interface Finding {
  readonly kind: string
  readonly count: number
  readonly tracks: string
  readonly detail: string
}

/** What a classifier read off a space; numbers are null where nothing could be asked. */
export interface ProbeResult {
  readonly space: string
  readonly isLabelConditioned: boolean
  readonly column: string
  readonly probe: "linear" | "nearest"
  readonly accuracy: number | null
  readonly foldDeviation: number | null
  readonly macroF1: number | null
  readonly majorityAccuracy: number | null
}

/** Whether one cluster comes back in subsamples. */
export interface ClusterStability {
  readonly cluster: number
  readonly size: number
  readonly jaccard: number
  readonly dissolved: number
}

/** One measure of how single latents speak of single labels. */
export interface DisentanglementResult {
  readonly space: string
  readonly factors: string
  readonly metric: string
  readonly value: number | null
  readonly reason: string | null
}

/** How a clustering takes tracks it was not fitted on. */
export interface OutOfSampleResult {
  readonly space: string
  readonly isLabelConditioned: boolean
  readonly clusters: number
  readonly folds: number
  readonly heldOutAri: number | null
  readonly foldDeviation: number | null
  readonly inSampleAri: number | null
  readonly agreement: number | null
  readonly reason: string | null
}

/** How the number of clusters came about. */
export interface ChosenK {
  readonly k: number
  readonly rule: string
  readonly candidates: ReadonlyArray<{
    readonly k: number
    readonly silhouette: number
    readonly calinskiHarabasz: number
    readonly inertia: number
  }>
}

/** What criteria say of one number of clusters. */
export interface KCriteria {
  readonly k: number
  readonly inertia: number
  readonly silhouette: number | null
  readonly calinskiHarabasz: number | null
  readonly gap: number
  readonly stability: number | null
}

/** What three criteria would pick. */
export interface KPicks {
  readonly elbow: number
  readonly gap: number
  readonly stability: number
}

/** One method in a ranking: means over `runs`. */
export interface RankedResult {
  readonly method: string
  readonly space: string
  readonly isLabelConditioned: boolean
  readonly runs: number
  readonly coverage: number
  readonly value: number | null
  readonly deviation: number | null
  readonly tracksLow: number | null
  readonly tracksHigh: number | null
  readonly nullLow: number | null
  readonly nullHigh: number | null
  readonly p: number | null
  readonly low: number | null
  readonly high: number | null
  readonly rank: number | null
  readonly bestDifference: number | null
  readonly bestLow: number | null
  readonly bestHigh: number | null
  readonly bestP: number | null
  readonly baselineDifference: number | null
  readonly baselineLow: number | null
  readonly baselineHigh: number | null
  readonly baselineP: number | null
  readonly silhouetteOwn: number | null
  readonly silhouetteCommon: number | null
  readonly calinskiHarabasz: number | null
  readonly daviesBouldin: number | null
  readonly ari: number | null
  readonly nmi: number | null
  readonly ami: number | null
  readonly purity: number | null
  readonly reason: string | null
}

/**
 * The difference of two methods, each named "clusterer, space", with its interval and p-value over the same tracks and
 * seeds, and that p-value after Holm's correction for all pairs.
 */
export interface ComparedPair {
  readonly first: string
  readonly second: string
  readonly runs: number
  readonly difference: number
  readonly low: number | null
  readonly high: number | null
  readonly p: number | null
  readonly holm: number | null
}

/** One published number beside the same number from here. */
export interface PublishedNumber {
  readonly what: string
  readonly metric: string
  readonly against: string | null
  readonly published: number | null
  readonly recomputed: string | null
  readonly here: number | null
  readonly low: number | null
  readonly high: number | null
  readonly nullMean: number | null
  readonly runs: number
  readonly isLabelConditioned: boolean
  readonly reason: string | null
}
