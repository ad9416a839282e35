/** A library of a finished run with what came to its folder since: placed, renamed, changed and gone tracks. */
import type { Track } from "../../../nodes/row/track.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
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
  private readonly rows = new Map<string, number>() // by path
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
    this.tracks.forEach(({ path }, row) => this.rows.set(path, row))
    this.reach = usualReach(base.points)
  }

  /** The track at a path. */
  trackAt(path: string): Track | undefined {
    const row = this.rows.get(path)
    return row === undefined || this.lost.has(row) ? undefined : this.tracks[row]
  }

  /** What is known of a file with these bytes, and its row where its own file is gone. */
  twinOf(
    digest: string,
    isThere: (path: string) => boolean
  ): PlacedTrack & { readonly goneRow: number | undefined } | undefined {
    const alike = this.tracks.flatMap((track, row) => track.digest === digest && digest !== "" ? [row] : [])
    const goneRow = alike.find((row) => !isThere(this.tracks[row]!.path))
    const row = goneRow ?? alike[0]
    if (row === undefined) return undefined
    return { track: this.tracks[row]!, point: this.points[row]!, cluster: this.labels[row]!, goneRow }
  }

  /** Puts a track in: in place of the one at its path, or behind all others. */
  put({ cluster, point, track }: PlacedTrack): void {
    const row = this.rows.get(track.path) ?? this.tracks.length
    this.tracks[row] = track
    this.points[row] = point
    this.labels[row] = cluster
    this.rows.set(track.path, row)
    this.lost.delete(row)
    this.fresh.add(row)
    if (reachOf(this.base.points, point) > this.reach) this.far.add(row)
    else this.far.delete(row)
  }

  /** Gives the track at a path the title and artist of another. */
  retag(path: string, { artist, title }: Track): void {
    const row = this.rows.get(path)!
    this.tracks[row] = { ...this.tracks[row]!, artist, title }
  }

  /** Says of a row that its file is called otherwise now. */
  rename(row: number, path: string): void {
    const track = this.tracks[row]!
    if (!this.formerly.has(row)) this.formerly.set(row, track.path)
    this.rows.delete(track.path)
    this.rows.set(path, row)
    this.tracks[row] = { ...track, path }
    this.lost.delete(row)
  }

  /** Whether a track was lost by a file that is gone. */
  lose(path: string): boolean {
    const row = this.rows.get(path)
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
