/** On which halves of the tracks methods are measured again: the same for all that are compared. */
import * as Schema from "effect/Schema"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { groupHalves, type Halves, halvesWithin } from "../../src/learn/metric/resampling/group-halves.ts"
import { Random } from "../../src/math/random.ts"

/** Parameters of intervals over tracks. */
export const Halving = {
  /** Share of halves within an interval, such as 0.95. */
  level: Param.properShare,
  /** Halves of the tracks. */
  resamples: Param.positiveInt,
  /** What stays together when tracks are halved; a track without it is a group of its own. */
  groups: Schema.Literals(["group, else artist", "none"]),
  /** Fewer groups are not halved, but their tracks. */
  fewestGroups: Param.positiveInt,
  /** Which halves: methods are compared on those of equal number. */
  halves: Param.count
}

interface Grouped {
  readonly id: string
  readonly group: string | null
  readonly artist: string | null
}

/** Halves of all `tracks`, as numbers among those of `ids` alone. Throws a RangeError for one track. */
export const halvesOf = (
  tracks: ReadonlyArray<Grouped>,
  ids: ReadonlyArray<string>,
  { fewestGroups, groups, halves, resamples }: {
    readonly resamples: number
    readonly groups: "group, else artist" | "none"
    readonly fewestGroups: number
    readonly halves: number
  }
): Halves => {
  const sorted = tracks.toSorted((a, b) => a.id < b.id ? -1 : 1)
  const drawn = groupHalves(sorted.map(({ artist, group }) => groups === "none" ? null : group ?? artist), {
    resamples,
    fewest: fewestGroups,
    random: new Random(halves)
  })
  const places = new Map(sorted.map(({ id }, place) => [id, place]))
  return halvesWithin(drawn, ids.map((id) => places.get(id)!))
}
