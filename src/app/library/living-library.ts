/** A library of a finished run with what came to its folder since: placed, renamed, changed and gone tracks. */
import type { Track } from "../../../nodes/row/track.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import { soundText } from "../../music/audio/cut.ts"
import type { ClusterCaption } from "./cluster-captions.ts"
import type { Library } from "./library.ts"
import { reachOf, refitDue, usualReach } from "./refit-due.ts"

/** A track and where it belongs. Shapes: `point` [axis]; `cluster` −1 for noise. */
export interface PlacedTrack {
  readonly track: Track
  readonly point: Float64Array
  readonly cluster: number
}

/** Grows and changes; what the run found stays as it was found. */
export class LivingLibrary {
  private readonly base: Library
  private readonly captions: ReadonlyArray<ClusterCaption>
  private readonly tracks: Array<Track>
  private readonly points: Array<Float64Array>
  private readonly labels: Array<number>
  private readonly rows = new Map<string, ReadonlyArray<number>>() // by path: those that sheets cut from one file
  private readonly reach: number
  private readonly far = new Set<number>()
  /** Rows whose files are gone, or hold something else that could not be measured. */
  readonly lost = new Set<number>()
  /** Rows that were placed since the run. */
  readonly fresh = new Set<number>()
  /** The paths that renamed tracks had when playlists were last written. */
  readonly formerly = new Map<number, string>()

  constructor(base: Library, captions: ReadonlyArray<ClusterCaption>) {
    this.base = base
    this.captions = captions
    this.tracks = [...base.tracks]
    const { cols, data, rows } = base.points
    this.points = Array.from({ length: rows }, (_, row) => data.subarray(row * cols, (row + 1) * cols))
    this.labels = [...base.labels]
    this.tracks.forEach(({ path }, row) => this.rows.set(path, [...this.rows.get(path) ?? [], row]))
    this.reach = usualReach(base.points)
  }

  /** The tracks at a path: one, or those that a sheet cuts its file into. */
  tracksAt(path: string): ReadonlyArray<Track> {
    return (this.rows.get(path) ?? []).filter((row) => !this.lost.has(row)).map((row) => this.tracks[row]!)
  }

  /** The row of a track by its place: its path, and where in that file it begins. */
  private rowOf({ path, startSec = null }: Pick<Track, "path" | "startSec">): number | undefined {
    return this.rows.get(path)?.find((row) => (this.tracks[row]!.startSec ?? null) === startSec)
  }

  /** What is known of a track with this sound, and its row where its own file is gone. */
  twinOf(
    like: Pick<Track, "digest" | "endSec" | "startSec">,
    isThere: (path: string) => boolean
  ): PlacedTrack & { readonly goneRow: number | undefined } | undefined {
    const sound = soundText(like)
    const alike = this.tracks.flatMap((track, row) => sound !== "" && soundText(track) === sound ? [row] : [])
    const goneRow = alike.find((row) => !isThere(this.tracks[row]!.path))
    const row = goneRow ?? alike[0]
    if (row === undefined) return undefined
    return { track: this.tracks[row]!, point: this.points[row]!, cluster: this.labels[row]!, goneRow }
  }

  /** Puts a track in: in place of the one at its path, or behind all others. */
  put({ cluster, point, track }: PlacedTrack): void {
    const own = this.rowOf(track)
    const row = own ?? this.tracks.length
    if (own === undefined) this.rows.set(track.path, [...this.rows.get(track.path) ?? [], row])
    this.tracks[row] = track
    this.points[row] = point
    this.labels[row] = cluster
    this.lost.delete(row)
    this.fresh.add(row)
    if (reachOf(this.base.points, point) > this.reach) this.far.add(row)
    else this.far.delete(row)
  }

  /** Gives the track in the place of another its title and artist. */
  retag(track: Track): void {
    const { artist, title } = track
    const row = this.rowOf(track)!
    this.tracks[row] = { ...this.tracks[row]!, artist, title }
  }

  /** Says of a row that its file is called otherwise now. */
  rename(row: number, path: string): void {
    const track = this.tracks[row]!
    if (!this.formerly.has(row)) this.formerly.set(row, track.path)
    this.rows.set(track.path, (this.rows.get(track.path) ?? []).filter((each) => each !== row))
    const others = (this.rows.get(path) ?? []).filter((each) => this.tracks[each]!.startSec !== track.startSec)
    this.rows.set(path, [...others, row])
    this.tracks[row] = { ...track, path }
    this.lost.delete(row)
  }

  /** Whether a track was lost by a file that is gone, or holds only those that are `kept`. */
  lose(path: string, kept: ReadonlyArray<Track> = []): boolean {
    const starts = new Set(kept.map(({ startSec = null }) => startSec))
    const rows = (this.rows.get(path) ?? []).filter((row) =>
      !this.lost.has(row) && !starts.has(this.tracks[row]!.startSec ?? null)
    )
    for (const row of rows) this.lost.add(row)
    return rows.length > 0
  }

  /** Whether the track in the place of another was lost. */
  loseOne(track: Pick<Track, "path" | "startSec">): boolean {
    const row = this.rowOf(track)
    if (row === undefined || this.lost.has(row)) return false
    this.lost.add(row)
    return true
  }

  /** The library as it is now; `captions` are those of the run with the rows of now, newcomers last. */
  now(): { readonly library: Library; readonly captions: ReadonlyArray<ClusterCaption> } {
    const { cols } = this.base.points
    const points: Matrix = zeros(this.points.length, cols)
    this.points.forEach((point, row) => points.data.set(point, row * cols))
    const library: Library = {
      ...this.base,
      tracks: this.tracks,
      points,
      labels: Int32Array.from(this.labels),
      confidence: null,
      heard: null
    }
    const captions = this.captions.map((caption) => ({
      ...caption,
      rows: [
        ...caption.rows.filter((row) => !this.fresh.has(row)),
        ...[...this.fresh].filter((row) => this.labels[row] === caption.cluster)
      ]
    }))
    return { library, captions }
  }

  /** Why the clusters should be found anew; undefined where they need not. */
  get refit(): string | undefined {
    const here = (rows: ReadonlySet<number>) => [...rows].filter((row) => !this.lost.has(row)).length
    return refitDue({
      fitted: this.base.tracks.length,
      newcomers: here(this.fresh),
      far: here(this.far),
      gone: [...this.lost].filter((row) => row < this.base.tracks.length).length
    })
  }
}
