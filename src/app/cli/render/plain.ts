/** Append-only progress for logs and pipes: one line per change, progress thinned to every tenth. */
import type { RunEvent } from "../../../dataflow/run/event.ts"
import { padDisplay } from "./display-width.ts"
import { formatDuration } from "./duration.ts"
import { runHeader } from "./header.ts"
import { plural } from "./plural.ts"
import { reasonsInShort } from "./reasons.ts"
import type { Renderer, Sink } from "./renderer.ts"
import { progressText } from "./row-line.ts"
import { applyEvent, makeRunState, type RunState } from "./run-state.ts"
import type { Style } from "./style.ts"
import { messageLines, printed } from "./terminal-text.ts"
import { warningLines } from "./warning-lines.ts"

const stamp = (at: number): string => `${(at / 1000).toFixed(1).padStart(6)}s`

/** Whether progress passed another tenth since `tenths`. */
const tenthsOf = (done: number, of: number): number => of <= 0 ? 0 : Math.floor(done / of * 10 + 1e-9)

const joined = (...parts: ReadonlyArray<string>): string => parts.filter((part) => part !== "").join("  ")

type NodeEvent = Exclude<RunEvent, { _tag: "RunStarted" | "PlanExtended" | "NodeWarned" | "RunFinished" }>

const startedText = (event: Extract<RunEvent, { _tag: "NodeStarted" }>): string => {
  const reasons = reasonsInShort(event.reasons)
  const items = event.items === undefined
    ? ""
    : `${plural(event.items.total, "item")}, ${event.items.cached} cached`
  const notes = [items, reasons].filter((part) => part !== "").join("; ")
  return notes === "" ? "started" : `started  ${notes}`
}

const describe = (event: NodeEvent, state: RunState, style: Style): readonly [icon: string, text: string] => {
  switch (event._tag) {
    case "NodeCached":
      return [style.good("◌"), joined("cached", event.key.slice(0, 7), event.summary)]
    case "NodeLimited":
      return [style.active("!"), `asks for ${event.asked} ${event.resource}, gets all there is: ${event.given}`]
    case "NodeWaiting":
      return [style.quiet("○"), `waiting for ${event.holder}`]
    case "NodeStarted":
      return [style.active("◐"), startedText(event)]
    case "NodeProgress":
      return [style.active("◐"), progressText(state.rows.get(event.node)!.progress!, [], style)]
    case "ItemQuarantined":
      return [style.active("!"), `set aside ${event.item}: ${event.reason}`]
    case "NodeRetried":
      return [style.active("!"), `attempt ${event.attempt} failed, trying again: ${event.failure.message}`]
    case "NodeReplaced":
      return [style.active("!"), `other bytes than before for ${event.differences.map(({ port }) => port).join(", ")}`]
    case "NodeFinished": {
      const same = event.unchanged ? "same result" : ""
      return [style.good("●"), joined(`done in ${formatDuration(event.durationMs)}`, event.summary, same)]
    }
    case "NodeFailed":
      return [style.bad("✗"), `failed after ${formatDuration(event.durationMs)}: ${event.failure.message}`]
    case "NodeSkipped":
      return [style.quiet("○"), `skipped: ${event.because}`]
  }
}

/** A renderer that only appends lines; it stays silent while all is cached. */
export const makePlainRenderer = (out: Sink, { style }: { readonly style: Style }): Renderer => {
  const state = makeRunState()
  const tenths = new Map<string, number>()
  let held: Array<string> | undefined = [] // lines kept back until the first node really runs

  const say = (line: string) => {
    if (held === undefined) out.write(`${printed(line)}\n`)
    else held.push(line)
  }
  const release = () => {
    if (held === undefined) return
    for (const line of held) out.write(`${printed(line)}\n`)
    held = undefined
  }
  const isThinned = (event: RunEvent): boolean => {
    if (event._tag !== "NodeProgress") return false
    const passed = tenthsOf(event.done, event.of)
    if (passed <= (tenths.get(event.node) ?? 0)) return true
    tenths.set(event.node, passed)
    return false
  }

  const onEvent = (event: RunEvent) => {
    applyEvent(state, event)
    if (event._tag === "NodeWarned") return
    if (event._tag === "RunFinished") return warningLines(state, style).forEach(say)
    if (event._tag === "RunStarted") return say(runHeader(state, style))
    if (event._tag === "PlanExtended") {
      return say(`${stamp(event.at)}    ${event.read} decided ${plural(event.nodes.length, "node")}`)
    }
    if (event._tag === "NodeStarted") tenths.delete(event.node)
    if (event._tag !== "NodeCached") release()
    if (isThinned(event)) return
    const [icon, text] = describe(event, state, style)
    const lines = messageLines(`${stamp(event.at)}  ${icon} ${padDisplay(event.node, state.nameWidth)} ${text}`)
    for (const line of lines) say(line)
  }

  return { onEvent, close: () => {} }
}
