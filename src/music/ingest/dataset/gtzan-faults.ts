/**
 * Clips of GTZAN that repeat another one exactly, as seen in the published 30 s features, where both rows are equal.
 * Sturm 2012 counts more: 50 replicas, 22 excerpts of one recording, 13 versions; of those only these are certain here.
 */

const pairs = [
  ["disco.00098", "disco.00099"],
  ["hiphop.00039", "hiphop.00045"],
  ["hiphop.00076", "hiphop.00078"],
  ["metal.00034", "metal.00094"],
  ["metal.00040", "metal.00061"],
  ["metal.00041", "metal.00062"],
  ["metal.00042", "metal.00063"],
  ["metal.00043", "metal.00064"],
  ["metal.00044", "metal.00065"],
  ["metal.00045", "metal.00066"],
  ["pop.00054", "pop.00060"],
  ["pop.00067", "pop.00071"],
  ["reggae.00081", "reggae.00082"]
] as const

/** Equal clips under two labels: nothing says which label is right, so neither can be kept. */
const contradictions = [["metal.00058", "rock.00016"]] as const

/** Why a clip is better left out, by its id. */
export const gtzanFaults: ReadonlyMap<string, string> = /*#__PURE__*/ new Map([
  ...pairs.map(([kept, repeated]) => [repeated, `repeats ${kept} exactly`] as const),
  ...contradictions.flatMap(([a, b]) => [
    [a, `the same recording as ${b}, under another label`] as const,
    [b, `the same recording as ${a}, under another label`] as const
  ])
])
