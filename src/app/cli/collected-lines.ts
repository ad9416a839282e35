/** What a collection freed, and what it costs: who needed it, and which runs are no more. */
import * as DateTime from "effect/DateTime"
import type { OldBundles } from "../../dataflow/code/old-bundles.ts"
import type { Collected } from "../../dataflow/store/gc.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { dataLabels } from "./data-labels.ts"
import { alignColumns } from "./render/columns.ts"
import { formatAge } from "./render/duration.ts"
import { formatBytes } from "./render/format-bytes.ts"
import { plural } from "./render/plural.ts"
import type { Style } from "./render/style.ts"
import { statusMark } from "./run-status.ts"
import { sharesLines } from "./shares-table.ts"

/** In one line, and one for compiled code. */
export const collectedLines = (
  { actions, bundleBytes, bundles, bytes, objects, runs }: Collected & OldBundles,
  { isDryRun }: { readonly isDryRun: boolean }
): ReadonlyArray<string> => {
  const verb = isDryRun ? "would free" : "freed"
  return [
    `${verb} ${formatBytes(bytes)}: ${plural(objects, "object")}, ${plural(actions, "action")}, ${plural(runs, "run")}`,
    ...(bundles === 0 ? [] : [`${verb} ${formatBytes(bundleBytes)} of compiled code: ${plural(bundles, "bundle")}`])
  ]
}

const most = 20 // runs; --json has all

/** What is lost: shares of what goes, and runs that can no longer be shown or restored. */
export const lostLines = (
  store: Store,
  collected: Collected,
  { nowMs, style }: { readonly nowMs: number; readonly style: Style }
): ReadonlyArray<string> => {
  const { lost } = collected
  if (lost.length === 0) return []
  const labelOf = dataLabels(store.runs())
  const rows = lost.slice(-most).toReversed().map(({ bytes, run }) => [
    `${statusMark(run, style)} ${run.run.slice(0, 6)}`,
    run.pipeline,
    run.dataset === undefined || run.dataset.name === "" ? "–" : labelOf(run.dataset),
    formatAge(nowMs - DateTime.makeUnsafe(run.finishedAt).epochMilliseconds),
    formatBytes(bytes)
  ])
  const rest = lost.length - rows.length
  return [
    ...sharesLines(collected, style),
    "",
    style.quiet("runs that are lost, and can no longer be shown or restored"),
    ...alignColumns(rows),
    ...(rest === 0 ? [] : [`  and ${plural(rest, "older one")}: --json names all`]),
    "",
    style.quiet("pipeline pin <run>   or   pipeline tag <run> <name>   keeps one")
  ]
}
