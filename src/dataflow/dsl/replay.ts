/** Places the steps of a pipeline again from the start, with the reads whose artifacts are there decided. */
import type { AnyKind } from "../kind/artifact.ts"
import type { Json } from "../kind/json.ts"
import type { Table } from "../kind/table.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { AnyStep, Ref } from "./node.ts"
import type { Built, Read, Runnable } from "./pipeline.ts"

/** What is placed: the request and the pipeline's parameters, plain data, and what is read by `step.port`. */
export interface Placement {
  readonly request: unknown
  readonly params: unknown
  readonly decided: Readonly<Record<string, OutputRecord>>
}

/** How a read is called in keys and sentences. */
export const nameOfRead = ({ port, step }: Pick<Read, "step" | "port">): string => `${step}.${port}`

const valueOf = (pipeline: Runnable, kind: AnyKind, store: Store, record: OutputRecord): Promise<unknown> => {
  const handle = kind.open(store, record) as Json<unknown> | Table<unknown>
  switch (handle.kind) {
    case "json":
      return pipeline.evaluate(handle.value)
    case "table":
      return pipeline.evaluate(handle.rows)
  }
}

/** The steps as far as `decided` leads. Values are opened with the libraries of the compiled pipeline. */
export const replay = async (
  pipeline: Runnable,
  store: Store,
  { decided, params, request }: Placement
): Promise<Built<AnyStep, Readonly<Record<string, Ref<unknown>>>>> => {
  const values = new Map<string, unknown>()
  for (;;) {
    const built = pipeline.build(request as never, { params, decided: values })
    if (built.pending === undefined) return built
    const { port, step } = built.pending
    const name = nameOfRead(built.pending)
    const record = decided[name]
    const kind = built.steps.find((each) => each.name === step)?.definition.outputs[port]
    if (record === undefined || kind === undefined) return built
    values.set(name, await valueOf(pipeline, kind, store, record))
  }
}
