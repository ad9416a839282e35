/** Events as JSON, one a line, for programs that watch a run. */
import type { RunEvent } from "../../../dataflow/run/event.ts"
import { visibleJson } from "../../../format/visible.ts"
import type { Renderer, Sink } from "./renderer.ts"
import { applyEvent, makeRunState, type RunState } from "./run-state.ts"

const seconds = (ms: number): number => Math.round(ms) / 1000

const eventName = (tag: RunEvent["_tag"]): string =>
  tag.replace(/^(Node|Item)/, "").replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()

const progressFields = (event: Extract<RunEvent, { _tag: "NodeProgress" }>, state: RunState) => {
  const { at, done, node, of, unit, values } = event
  const leftMs = state.rows.get(node)?.progress?.leftMs
  const eta = leftMs === undefined ? {} : { etaSec: Math.round(leftMs / 1000) }
  return { t: seconds(at), node, event: unit, [unit]: done, of, ...values, ...eta }
}

/** A renderer of one JSON object per event: `{"t":84.2,"node":"train","event":"epoch","epoch":40,"of":100,…}`. */
export const makeJsonRenderer = (out: Sink): Renderer => {
  const state = makeRunState()
  const onEvent = (event: RunEvent) => {
    applyEvent(state, event)
    if (event._tag === "NodeProgress") {
      out.write(`${visibleJson(progressFields(event, state))}\n`)
      return
    }
    const { _tag, at, ...rest } = event
    const { node, ...fields } = rest as { readonly node?: string }
    const about = node === undefined ? {} : { node }
    out.write(`${visibleJson({ t: seconds(at), ...about, event: eventName(_tag), ...fields })}\n`)
  }
  return { onEvent, close: () => {} }
}
