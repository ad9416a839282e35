/** Which cluster a track belongs to. */
import * as Schema from "effect/Schema"

/** `cluster` counts from 0; −1 is noise, for methods that leave tracks out. */
export const Assignment = Schema.Struct({ id: Schema.String, cluster: Schema.Int })
export type Assignment = typeof Assignment.Type

/** An assignment with how sure its method is, 0 … 1; noise has 0. Consumers of Assignment take these as well. */
export const SureAssignment = Schema.Struct({ ...Assignment.fields, confidence: Schema.Number })
export type SureAssignment = typeof SureAssignment.Type

/** Rows of a table of assignments. Shapes: `ids` [track], `labels` [track]. */
export const assignmentsOf = (ids: ReadonlyArray<string>, labels: ArrayLike<number>): ReadonlyArray<Assignment> =>
  ids.map((id, i) => ({ id, cluster: labels[i]! }))

/** The same with a confidence each. */
export const sureAssignmentsOf = (
  ids: ReadonlyArray<string>,
  labels: ArrayLike<number>,
  confidence: ArrayLike<number>
): ReadonlyArray<SureAssignment> => ids.map((id, i) => ({ id, cluster: labels[i]!, confidence: confidence[i]! }))

/** The clusters that occur, noise left out, in order. */
export const clustersIn = (assignments: ReadonlyArray<Assignment>): ReadonlyArray<number> =>
  [...new Set(assignments.map(({ cluster }) => cluster))].filter((cluster) => cluster >= 0).sort((a, b) => a - b)
