/** From what a dataset says of its tracks to their labels. */
import { countedProblem } from "../reader/counted-problems.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { Annotation, DatasetTrack } from "./dataset.ts"

/** Values of one kind by track, in the order given. */
const valuesByTrack = (annotations: ReadonlyArray<Annotation>, kind: string) =>
  Map.groupBy(annotations.filter((each) => each.kind === kind), (each) => each.id)

/** The kind of annotation to label by, and whether tracks without one are acceptable because nobody asked for it. */
interface LabelChoice {
  readonly kind: string
  readonly isAsked: boolean
}

const noneOfKind = (kind: string, annotations: ReadonlyArray<Annotation>, source: string): UnusableInput => {
  const kinds = [...new Set(annotations.map((each) => each.kind))]
  const what = `no track has a ${kind}`
  if (kinds.length === 0) {
    return new UnusableInput({ what, where: source, hint: "its tables say nothing of the tracks" })
  }
  return new UnusableInput({ what, where: source, hint: `--label (labelFrom) takes one of: ${kinds.join(", ")}` })
}

/**
 * The tracks labelled by the first annotation of a kind; tracks with several or none are counted as problems.
 * Throws UnusableInput when a kind was asked for that no track has.
 */
export const labelled = (
  tracks: ReadonlyArray<DatasetTrack>,
  annotations: ReadonlyArray<Annotation>,
  { isAsked, kind }: LabelChoice,
  source: string
): { readonly tracks: ReadonlyArray<DatasetTrack>; readonly problems: ReadonlyArray<IngestProblem> } => {
  const values = valuesByTrack(annotations, kind)
  if (values.size === 0) {
    const none = noneOfKind(kind, annotations, source)
    if (isAsked) throw none
    return { tracks, problems: [{ where: "labels", problem: `${none.what}; ${none.hint}` }] }
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
