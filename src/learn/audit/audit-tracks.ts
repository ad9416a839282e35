/** Everything that may be wrong with a collection before anything is learned from it, as a list to read. */
import type { Matrix } from "../../math/matrix.ts"
import { quantile } from "../../math/quantile.ts"
import type { Random } from "../../math/random.ts"
import { classBalance } from "./class-balance.ts"
import { type Confound, confound } from "./confound.ts"
import { dominantGroups } from "./dominant-groups.ts"
import { equalKeys, exactDuplicates } from "./exact-duplicates.ts"
import { labelCodes } from "./label-codes.ts"
import { nearDuplicates } from "./near-duplicates.ts"

/** What a finding is about; the words of `detail` say how bad it is. */
export type FindingKind =
  | "same-features"
  | "same-audio"
  | "near-duplicate"
  | "no-features"
  | "not-finite"
  | "silent"
  | "clipped"
  | "odd-length"
  | "confound"
  | "dominant-group"
  | "label-code"
  | "few-tracks"
  | "unlabelled"

/** `tracks` are ids, empty where all are meant. */
export interface Finding {
  readonly kind: FindingKind
  readonly tracks: ReadonlyArray<string>
  readonly detail: string
}

/** What listening to a track said; src/music/audio/check-sound.ts gives it. Units: seconds, dB of full scale, shares of 1. */
export interface SoundFacts {
  readonly durationSec: number
  readonly loudnessDb: number
  readonly clippedShare: number
  readonly silentShare: number
}

/** What is known of one track; `features` is its row of the feature matrix, null when there is none. */
export interface TrackFacts {
  readonly id: string
  readonly digest: string | null
  readonly group: string | null
  readonly labels: Readonly<Record<string, string | null>>
  readonly features: number | null
  readonly sound: SoundFacts | null
}

/** Numbers beyond which something is reported; distances as in near-duplicates.ts, areas as in confound.ts. */
export interface AuditLimits {
  readonly nearDistance: number
  readonly quietRms: number
  readonly silentShare: number
  readonly clippedShare: number
  readonly oddLengthShare: number
  readonly confoundArea: number
  readonly dominantShare: number
  readonly fewestTracks: number
}

/** The collection: `rms` [row of features] is the mean loudness of each, null when no feature tells. */
export interface Collection {
  readonly tracks: ReadonlyArray<TrackFacts>
  readonly features: Matrix
  /** What the features are called; numbers where absent. */
  readonly names?: ReadonlyArray<string>
  readonly rms: ArrayLike<number> | null
}

/** One variable against one label column, whether it is a finding or not. */
export interface ConfoundLine extends Confound {
  readonly variable: string
  readonly column: string
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`

/** " · metal and rock" where tracks that are one have labels that are not. */
const crossing = (tracks: ReadonlyArray<TrackFacts>): string =>
  Object.keys(tracks[0]?.labels ?? {}).flatMap((column) => {
    const names = [...new Set(tracks.flatMap((track) => track.labels[column] ?? []))].sort()
    return names.length > 1 ? [` · ${column} ${names.join(" and ")}`] : []
  }).join("")

const duplicateFindings = ({ features, tracks }: Collection, limits: AuditLimits): ReadonlyArray<Finding> => {
  const trackOf = new Map(tracks.flatMap((track) => track.features === null ? [] : [[track.features, track] as const]))
  const finding = (kind: FindingKind, found: ReadonlyArray<TrackFacts>, detail: string): Finding => ({
    kind,
    tracks: found.map(({ id }) => id),
    detail: detail + crossing(found)
  })
  const listed = (rows: ReadonlyArray<number>) => rows.flatMap((row) => trackOf.get(row) ?? [])
  const exact = exactDuplicates(features).map(listed).filter((group) => group.length > 1)
  const groupOf = new Map(exact.flatMap((group, g) => group.map(({ id }) => [id, g] as const)))
  const near = nearDuplicates(features, limits.nearDistance).flatMap(({ distance, first, second }) => {
    const pair = listed([first, second])
    if (pair.length < 2) return []
    const [a, b] = pair.map(({ id }) => groupOf.get(id))
    return a !== undefined && a === b ? [] : [{ distance, pair }]
  })
  return [
    ...equalKeys(tracks.map(({ digest }) => digest)).map((group) =>
      finding("same-audio", group.map((i) => tracks[i]!), "the same file bytes")
    ),
    ...exact.map((group) => finding("same-features", group, "every feature is equal")),
    ...near.map(({ distance, pair }) =>
      finding("near-duplicate", pair, `${distance.toFixed(3)} standard deviations apart per feature`)
    )
  ]
}

/** The median, where at least half of the durations are about as long: in an album no length is odd. */
const usualOf = (sorted: ReadonlyArray<number>, tolerance: number): number | null => {
  if (sorted.length === 0) return null
  const median = quantile(sorted, 0.5)
  return sorted.filter((sec) => Math.abs(sec - median) <= tolerance * median).length * 2 >= sorted.length
    ? median
    : null
}

const brokenFindings = ({ features, rms, tracks }: Collection, limits: AuditLimits): ReadonlyArray<Finding> => {
  const durations = tracks.flatMap(({ sound }) => sound === null ? [] : [sound.durationSec]).sort((a, b) => a - b)
  const usual = usualOf(durations, limits.oddLengthShare)
  return tracks.flatMap(({ features: row, id, sound }): ReadonlyArray<Finding> => {
    const about = (kind: FindingKind, detail: string): Finding => ({ kind, tracks: [id], detail })
    if (row === null) return [about("no-features", "set aside: unreadable, too short or silent; see the quarantine")]
    const values = features.data.subarray(row * features.cols, (row + 1) * features.cols)
    const bad = values.findIndex((value) => !Number.isFinite(value))
    const found = bad < 0 ? [] : [about("not-finite", `feature ${bad + 1} is ${values[bad]}`)]
    const loudness = rms?.[row]
    if (loudness !== undefined && loudness < limits.quietRms) {
      found.push(about("silent", `mean root mean square ${loudness.toExponential(1)} of full scale`))
    } else if (sound !== null && sound.silentShare >= limits.silentShare) {
      found.push(about("silent", `${percent(sound.silentShare)} of it lies below −60 dB`))
    }
    if (sound !== null && sound.clippedShare >= limits.clippedShare) {
      found.push(about("clipped", `${percent(sound.clippedShare)} of the samples lie in runs at full scale`))
    }
    if (sound !== null && usual !== null && Math.abs(sound.durationSec - usual) > limits.oddLengthShare * usual) {
      found.push(about("odd-length", `${sound.durationSec.toFixed(1)} s, the median is ${usual.toFixed(1)} s`))
    }
    return found
  })
}

const labelFindings = (tracks: ReadonlyArray<TrackFacts>, limits: AuditLimits): ReadonlyArray<Finding> =>
  Object.keys(tracks[0]?.labels ?? {}).flatMap((column) => {
    const labels = tracks.map((track) => track.labels[column] ?? null)
    const { counts, labelled, unlabelled } = classBalance(labels)
    const members = (label: string | null) => tracks.flatMap(({ id }, i) => labels[i] === label ? [id] : [])
    const missing: ReadonlyArray<Finding> = unlabelled === 0 || labelled === 0 ? [] : [{
      kind: "unlabelled",
      tracks: members(null),
      detail: `${unlabelled} of ${tracks.length} tracks have no ${column}`
    }]
    const few = counts.filter(({ count }) => count < limits.fewestTracks).map(({ count, label }): Finding => ({
      kind: "few-tracks",
      tracks: members(label),
      detail: `${column} "${label}" has ${count} ${count === 1 ? "track" : "tracks"}`
    }))
    const dominant = dominantGroups(labels, tracks.map(({ group }) => group), limits.dominantShare)
      .map(({ group, label, share, tracks: of }): Finding => ({
        kind: "dominant-group",
        tracks: of.map((i) => tracks[i]!.id),
        detail: `${percent(share)} of ${column} "${label}" is by "${group}"`
      }))
    return [...missing, ...few, ...dominant]
  })

/** Features that are codes of labels: every result with them knows what it should find. */
const codeFindings = ({ features, names, tracks }: Collection): ReadonlyArray<Finding> => {
  const trackOf = new Map(tracks.flatMap((track) => track.features === null ? [] : [[track.features, track] as const]))
  const columns = Object.keys(tracks[0]?.labels ?? {})
  const labels = Object.fromEntries(columns.map((column) => [
    column,
    Array.from({ length: features.rows }, (_, row) => trackOf.get(row)?.labels[column] ?? null)
  ]))
  return labelCodes(features, labels).map(({ column, feature, how }): Finding => {
    const name = names?.[feature] === undefined ? `feature ${feature + 1}` : `feature "${names[feature]}"`
    const detail = how === "tells" ? `${name} alone determines ${column}` : `${name} has one value for each ${column}`
    return { kind: "label-code", tracks: [], detail }
  })
}

/** Loudness and length against every label column, in that order. */
const confounds = (
  { rms, tracks }: Collection,
  options: { readonly permutations: number; readonly random: Random }
): ReadonlyArray<ConfoundLine> => {
  const variables = {
    loudness: tracks.map(({ features, sound }) =>
      sound?.loudnessDb ?? (rms === null || features === null ? NaN : rms[features]!)
    ),
    length: tracks.map(({ sound }) => sound?.durationSec ?? NaN)
  }
  return Object.entries(variables).flatMap(([variable, values]) =>
    Object.keys(tracks[0]?.labels ?? {}).flatMap((column) => {
      const groups = tracks.map((track) => track.labels[column] ?? null)
      const random = options.random.fork(`${variable} ${column}`)
      const found = confound({ values, groups }, { ...options, random })
      return found === null ? [] : [{ variable, column, ...found }]
    })
  )
}

const significant = 0.01 // chance for which a confound is taken, beside its area

/**
 * Findings in the order of FindingKind, and all confounds that could be measured.
 * Shapes: `features` [row, feature]. Needs no sound: what only sound can tell is then not reported.
 *
 * @example
 * ```ts
 * import { auditTracks } from "partita/audit"
 * import { matrix, Random } from "partita/math"
 * const track = { digest: null, group: null, labels: { genre: "folk" }, sound: null }
 * const { findings } = auditTracks({
 *   tracks: [{ id: "one", features: 0, ...track }, { id: "two", features: 1, ...track }],
 *   features: matrix([[1, 2], [1, 2]]),
 *   rms: null
 * }, {
 *   nearDistance: 0.2, quietRms: 0.001, silentShare: 0.5, clippedShare: 0.01,
 *   oddLengthShare: 0.5, confoundArea: 0.9, dominantShare: 0.5, fewestTracks: 2
 * }, { permutations: 99, random: new Random(7) })
 * findings.map(({ kind, tracks }) => ({ kind, tracks })) // → [{ kind: "same-features", tracks: ["one", "two"] }]
 * ```
 */
export const auditTracks = (
  collection: Collection,
  limits: AuditLimits,
  options: { readonly permutations: number; readonly random: Random }
): { readonly findings: ReadonlyArray<Finding>; readonly confounds: ReadonlyArray<ConfoundLine> } => {
  const lines = confounds(collection, options)
  const telling = lines.filter(({ area, p }) => area >= limits.confoundArea && p <= significant)
  const findings = [
    ...duplicateFindings(collection, limits),
    ...brokenFindings(collection, limits),
    ...telling.map(({ area, column, etaSquared, telling: label, variable }): Finding => ({
      kind: "confound",
      tracks: [],
      detail: `${variable} alone tells ${column} "${label}" from the others (area ${area.toFixed(2)}) ` +
        `and has ${percent(etaSquared)} of its variance between them`
    })),
    ...codeFindings(collection),
    ...labelFindings(collection.tracks, limits)
  ]
  return { findings, confounds: lines }
}
