/** What to look for on maps, in criteria over k and along ways, each in one line written from what is drawn. */

const quoted = (name: string): string => `“${name}”`

interface Placed {
  readonly group: string
  readonly x: number
  readonly y: number
}

/** Of two groups, their places and how far apart they are. */
interface Apart {
  readonly names: readonly [string, string]
  readonly distance: number
}

const pairsOf = (centres: ReadonlyArray<Placed>): ReadonlyArray<Apart> =>
  centres.flatMap((a, i) =>
    centres.slice(i + 1).map((b): Apart => ({
      names: [a.group, b.group],
      distance: Math.hypot(a.x - b.x, a.y - b.y)
    }))
  )

const nearestOf = (pairs: ReadonlyArray<Apart>): Apart =>
  pairs.reduce((best, pair) => pair.distance < best.distance ? pair : best)

/** Which groups lie closest on a map and which lies apart, by their middles; nothing where there are not three. */
export const mapLook = (centres: ReadonlyArray<Placed>): string | undefined => {
  if (centres.length < 3) return undefined
  const pairs = pairsOf(centres)
  const [first, second] = nearestOf(pairs).names
  const alone = centres.map(({ group }) => ({
    group,
    distance: nearestOf(pairs.filter(({ names }) => names.includes(group))).distance
  })).reduce((most, each) => each.distance > most.distance ? each : most)
  const apart = alone.group === first || alone.group === second ? "" : `, ${alone.group} furthest from any other`
  return `The middles of ${first} and ${second} lie closest${apart}.`
}

/** Which k each criterion would pick and which is taken; nothing where none picks. */
export const kLook = (
  criteria: ReadonlyArray<{ readonly name: string; readonly pick?: number }>,
  chosenK: number
): string | undefined => {
  const picks = criteria.flatMap(({ name, pick }) => pick === undefined ? [] : [{ name, pick }])
  if (picks.length === 0) return undefined
  const same = picks.filter(({ pick }) => pick === chosenK).length
  if (same === picks.length) {
    return same === 1
      ? `k = ${chosenK} is its pick.`
      : `All ${same} criteria pick k = ${chosenK}.`
  }
  return `Each alone would pick ${
    picks.map(({ name, pick }) => `${pick} (${name})`).join(", ")
  }; k = ${chosenK} is taken.`
}

const meanGap = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / Math.max(1, a.length)

/** One picture or curve of a way. */
interface Stop {
  readonly title: string
  readonly values: ArrayLike<number>
}

/** Where a way changes most from one stop to the next in its row; nothing where no row has three. Shapes: `rows` [row][stop]. */
export const wayLook = (rows: ReadonlyArray<ReadonlyArray<Stop>>): string | undefined => {
  if (rows.every((row) => row.length < 3)) return undefined
  const steps = rows.flatMap((row) =>
    row.slice(1).map((stop, i) => ({ from: row[i]!.title, to: stop.title, gap: meanGap(row[i]!.values, stop.values) }))
  )
  const most = steps.reduce((best, step) => step.gap > best.gap ? step : best)
  return most.gap === 0
    ? "Nothing changes along the way."
    : `The largest change from one to the next is from ${quoted(most.from)} to ${quoted(most.to)}.`
}

/** Which track comes back best and which worst; nothing where there are not two. Units: `error`, any. */
export const errorLook = (
  tracks: ReadonlyArray<{ readonly title: string; readonly error: number }>
): string | undefined => {
  if (tracks.length < 2) return undefined
  const best = tracks.reduce((least, each) => each.error < least.error ? each : least)
  const worst = tracks.reduce((most, each) => each.error > most.error ? each : most)
  if (best.error === worst.error) return "All tracks come back as well as each other."
  return `${quoted(best.title)} comes back best, with a mean squared error of ${best.error.toPrecision(2)}, ${
    quoted(worst.title)
  } worst, with ${worst.error.toPrecision(2)}.`
}
