/** How recorded runs ended, in words and marks. */
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Style } from "./render/style.ts"

/** One mark a status: those of summaries, and ◐ for a part. */
export const statusMark = ({ status }: RunRecord, style: Style): string => {
  switch (status ?? "unknown") {
    case "succeeded":
      return style.good("✓")
    case "failed":
      return style.bad("✗")
    case "interrupted":
      return style.active("!")
    case "partial":
      return style.quiet("◐")
    case "unknown":
      return style.quiet("?") // written before runs had one
  }
}

/** The selection as flags: "until pca", "from train"; in words where the nodes were never all decided. */
const selected = ({ selection = {} }: RunRecord): string => {
  const { from, targets = [] } = selection
  return [
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(targets.length === 0 ? [] : [`until ${targets.join(", ")}`])
  ].join(" ") || "part of the way"
}

/** What there is to say of how a run ended: "failed at pca", "until extract"; nothing of one that is whole. */
export const statusNote = (run: RunRecord): string => {
  switch (run.status ?? "unknown") {
    case "succeeded":
    case "unknown":
      return ""
    case "failed": {
      const steps = Object.keys(run.failures ?? {})
      if (steps.length === 0) return "failed to lay its outputs out"
      return `failed at ${steps[0]}${steps.length > 1 ? ` and ${steps.length - 1} more` : ""}`
    }
    case "interrupted":
      return "interrupted"
    case "partial":
      return selected(run)
  }
}

/** How a run that is not whole ended, as a verb in the past: "failed at pca", "was interrupted", "went until pca only". */
export const endedAs = (run: RunRecord): string => {
  switch (run.status ?? "unknown") {
    case "succeeded":
      return "succeeded"
    case "failed":
      return statusNote(run)
    case "interrupted":
      return "was interrupted"
    case "partial":
      return `went ${statusNote(run)} only`
    case "unknown":
      return "does not say how it ended"
  }
}

/** Status and note in one: "succeeded", "failed at pca", "partial: until extract". */
export const statusLine = (run: RunRecord): string => {
  const status = run.status ?? "unknown"
  const note = statusNote(run)
  return note === "" ? status : note.startsWith(status) ? note : `${status}: ${note}`
}
