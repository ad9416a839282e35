/** Keeps charts of many labels readable: the most frequent keep their names. */

/** What the others are called together. */
export const allOthers = "all others"

/** What a track without a label is called. */
export const unlabelled = "unlabelled"

/**
 * One name per track, and all names in order: labels by name, then the two names that stand for others. Of more than
 * `largest` labels the most frequent keep theirs; null keeps all.
 */
export const largestGroups = (labels: ReadonlyArray<string | null>, largest: number | null) => {
  const counts = [...Map.groupBy(labels.filter((label) => label !== null), (label) => label)]
    .map(([label, { length }]) => ({ label, count: length }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
  const kept = new Set(counts.slice(0, largest ?? counts.length).map(({ label }) => label))
  const names = labels.map((label) => label === null ? unlabelled : kept.has(label) ? label : allOthers)
  const used = new Set(names)
  return { names, groups: [...[...kept].sort(), ...[allOthers, unlabelled].filter((name) => used.has(name))] }
}
