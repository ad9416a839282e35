/** What `run --watch` says between runs. */
import * as path from "node:path"
import type { Plan } from "../../../dataflow/plan/plan.ts"
import { padDisplay } from "../render/display-width.ts"
import { plural } from "../render/plural.ts"
import { reasonLines } from "../render/reasons.ts"
import type { RunState } from "../render/run-state.ts"
import type { Style } from "../render/style.ts"
import type { Settings } from "../settings.ts"

const filesShown = 3
const stepsShown = 8
const dataShown = 2

/** Paths as a person in the working folder would write them. */
export const shownPath = (file: string): string => {
  const near = path.relative(process.cwd(), file)
  return near === "" ? "." : near.startsWith("..") ? file : near
}

const changedText = (changed: ReadonlyArray<string>, count: number): string => {
  const shown = changed.slice(0, filesShown).map(shownPath)
  return [...shown, ...(count > shown.length ? [`${count - shown.length} more`] : [])].join(", ")
}

/** Which files changed, which steps that makes stale and why, and how many may follow. */
export const changeLines = (
  { changed, count }: { readonly changed: ReadonlyArray<string>; readonly count: number },
  { nodes }: Plan,
  style: Style
): ReadonlyArray<string> => {
  const stale = nodes.filter(({ status }) => status === "stale")
  const waiting = nodes.filter(({ status }) => status === "waiting").length
  const headline = `${style.active("changed")}  ${changedText(changed, count)}`
  if (stale.length === 0) return [`${headline}  ${style.quiet("·")}  no step is stale`]
  const shown = stale.slice(0, stepsShown)
  const width = Math.max(8, ...shown.map(({ name }) => name.length))
  const rest = [
    ...(stale.length > shown.length ? [`${plural(stale.length - shown.length, "step")} more`] : []),
    ...(waiting === 0
      ? []
      : [`${plural(waiting, "step")} after ${stale.length === 1 ? "it" : "them"}, if results change`])
  ]
  return [
    headline,
    ...shown.flatMap(({ name, reasons }) =>
      reasonLines(reasons).map((reason, i) => `  ${padDisplay(i === 0 ? name : "", width)}  ${reason}`)
    ),
    ...(rest.length === 0 ? [] : [style.quiet(`  and ${rest.join("; ")}`)])
  ]
}

/** What is watched, as it is said while nothing happens; `files` counts those of code, 0 where nothing could be planned. */
export const idleLine = (
  { data, files, isPolling }: {
    readonly files: number
    readonly data: ReadonlyArray<string>
    readonly isPolling: boolean
  },
  style: Style
): string => {
  const shown = data.slice(0, dataShown).map(shownPath)
  const what = [
    files === 0 ? "all of the project until it is mended" : plural(files, "file of code", "files of code"),
    ...shown,
    ...(data.length > shown.length ? [`${data.length - shown.length} more places`] : [])
  ].join(", ")
  return `${style.accent("watching")}  ${what}${
    style.quiet(`${isPolling ? "  ·  every second" : ""}  ·  Ctrl-C stops`)
  }`
}

/** That changes are looked for because the system tells of none, and what helps. */
export const pollingLines = (error: NodeJS.ErrnoException, { errorStyle }: Settings): ReadonlyArray<string> => {
  if (error.code === "POLL") return []
  const hint = error.code === "ENOSPC" || error.code === "EMFILE"
    ? [`   ${errorStyle.quiet("hint:")} raise fs.inotify.max_user_watches or max_user_instances (sysctl)`]
    : []
  return [
    `${errorStyle.active("warning")}: the system tells of no more changes (${error.code ?? error.message}), so that ` +
    `every second is looked for them`,
    ...hint
  ]
}

/** What became of a run whose steps changed while it worked. */
export const leftLine = ({ finished, pipeline, rows }: RunState, style: Style): string => {
  const stopped = [...rows.values()].filter(({ key, status }) => status === "skipped" && key !== "")
  const ran = finished?.ran ?? 0
  const what = stopped.length === 0
    ? "ended before what changed"
    : `stopped ${stopped.map(({ node }) => node).join(", ")}`
  return `${style.active("!")} ${style.strong(pipeline)} ${what}${ran === 0 ? "" : `; ${plural(ran, "result")} kept`}`
}
