/** The most frequent of `labels`, the smallest of equally frequent ones. Throws a RangeError for no labels. */
export const majority = (labels: Iterable<number>): number => {
  const counts = new Map<number, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || a - b)
  if (first === undefined) throw new RangeError("no labels have no majority; pass at least one")
  return first[0]
}
