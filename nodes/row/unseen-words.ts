/** What a report may say of labels and features: proved by the audit, or not said. */
import { labelCodes, type LabelColumns, tellingColumns } from "../../src/learn/audit/label-codes.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { labelColumns } from "./label-column.ts"
import type { Track } from "./track.ts"

/** What the note on labels goes on with: that no feature has seen one where an audit can tell and finds none. */
export const unseenWords = (
  { ids, matrix, names }: {
    readonly ids: ReadonlyArray<string>
    readonly names: ReadonlyArray<string>
    readonly matrix: Matrix
  },
  tracks: ReadonlyArray<Track>
): string => {
  const byId = new Map(tracks.map((track) => [track.id, track]))
  const labels: LabelColumns = Object.fromEntries(
    labelColumns.map((column) => [column, ids.map((id) => byId.get(id)?.[column] ?? null)])
  )
  const codes = labelCodes(matrix, labels)
  if (codes.length > 0) {
    const seen = [...new Set(codes.map(({ feature }) => names[feature]))].join(", ")
    return `; but the audit finds that these features give one away, so nothing here is unsupervised: ${seen}`
  }
  return tellingColumns(labels).length === 0 ? "" : "; no feature, model or clustering has seen one"
}
