/** From what a dataset says of its tracks to their labels. */
import { countedProblem } from "./counted-problems.ts"
import type { Annotation, DatasetTrack } from "./dataset.ts"
import { IngestError } from "./ingest-error.ts"
import type { IngestProblem } from "./ingest-problem.ts"

/** Values of one kind by track, in the order given. */
const valuesByTrack = (annotations: ReadonlyArray<Annotation>, kind: string) =>
  Map.groupBy(annotations.filter((each) => each.kind === kind), (each) => each.id)

/**
 * The tracks labelled by the first annotation of a kind; tracks with several or none are counted as problems.
 * Throws an IngestError when no track has an annotation of that kind.
 */
export const labelled = (
  tracks: ReadonlyArray<DatasetTrack>,
  annotations: ReadonlyArray<Annotation>,
  kind: string,
  source: string
): { readonly tracks: ReadonlyArray<DatasetTrack>; readonly problems: ReadonlyArray<IngestProblem> } => {
  const values = valuesByTrack(annotations, kind)
  if (values.size === 0) {
    const kinds = [...new Set(annotations.map((each) => each.kind))]
    throw new IngestError({
      what: `no track has a ${kind}`,
      where: source,
      hint: kinds.length === 0
        ? "the tables say nothing of the tracks that are there"
        : `set labelFrom to one of: ${kinds.join(", ")}`
    })
  }
  const several = tracks.filter(({ id }) => (values.get(id)?.length ?? 0) > 1)
  const none = tracks.filter(({ id }) => !values.has(id))
  return {
    tracks: tracks.map((track) => ({ ...track, label: values.get(track.id)?.[0]?.value ?? null })),
    problems: [
      ...countedProblem("track", several.map(({ id }) => id), `several of kind ${kind}, the first is the label`),
      ...countedProblem("track", none.map(({ id }) => id), `no ${kind}, so no label`)
    ]
  }
}
