/** What goes on, told to every open page: runs as they come on, and that the history has grown. */
import { type LiveNode, type LiveRun, LiveRuns } from "../../../dataflow/history/live-run.ts"
import { namesOfRuns } from "../../../dataflow/store/refs.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import type { LiveAnswer, LiveRow, Plot } from "../../../page/web/ui/answers.ts"
import { formatValue } from "../render/format-number.ts"

const lookEveryMs = 500

const progressText = ({ progress }: LiveNode): string => {
  if (progress === undefined) return ""
  const values = Object.entries(progress.values).map(([name, value]) => `${name} ${formatValue(value)}`)
  return [`${progress.unit} ${progress.done}/${progress.of}`, ...values].join("  ")
}

const plotsOfNode = ({ curve, name }: LiveNode): ReadonlyArray<Plot> =>
  [...new Set(curve.flatMap(({ values }) => Object.keys(values)))].map((value) => ({
    title: `${value}, ${name}`,
    x: curve[0]!.unit,
    lines: [{
      name: value,
      colour: 0,
      isDashed: false,
      points: curve.flatMap(({ done, values }) => values[value] === undefined ? [] : [[done, values[value]] as const])
    }]
  })).filter(({ lines }) => lines[0]!.points.length > 1)

const settled = ["cached", "done"]

const shareOf = ({ progress, state }: LiveNode): number | undefined =>
  state !== "running" || progress === undefined || progress.of <= 0 ? undefined : progress.done / progress.of

/** A run that goes on, as a page shows it. */
export const liveRow = ({ atMs, nodes, pipeline, run, seed, sinceMs }: LiveRun): LiveRow => ({
  run,
  pipeline,
  seed,
  sinceMs,
  atMs,
  done: nodes.filter(({ state }) => settled.includes(state)).length,
  of: nodes.length,
  steps: nodes.map((node) => ({
    step: node.name,
    state: node.state,
    fromMs: node.fromMs,
    toMs: node.toMs,
    note: node.note ?? "",
    share: shareOf(node),
    text: progressText(node)
  })),
  plots: nodes.flatMap(plotsOfNode)
})

/** Looks at the store while anybody listens, and tells what is new. */
export const liveFeed = (store: Store) => {
  const runs = new LiveRuns(store)
  const listeners = new Set<(answer: LiveAnswer) => void>()
  let timer: NodeJS.Timeout | undefined
  let told = ""

  const look = (): LiveAnswer => {
    const names = namesOfRuns(store.files)
    return { live: runs.now().map(liveRow), history: `${names.length}.${names.at(-1) ?? ""}` }
  }
  const tell = () => {
    const answer = look()
    const text = JSON.stringify(answer)
    if (text === told) return
    told = text
    for (const listener of listeners) listener(answer)
  }

  return (listener: (answer: LiveAnswer) => void): () => void => {
    listeners.add(listener)
    const now = look()
    told ||= JSON.stringify(now)
    listener(now)
    timer ??= setInterval(tell, lookEveryMs)
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      clearInterval(timer)
      timer = undefined
      told = ""
    }
  }
}
