/** What a pipeline found, in files that DVC shows and compares: metrics.json, and every chart as SVG below plots/. */
import { readManifest } from "../../format/manifest.ts"
import type { Loaded } from "../plan/loaded.ts"
import type { ActionRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"

/** Numbers by node and metric, for metrics.json. */
export const metricsTree = (
  records: ReadonlyMap<string, ActionRecord>
): Readonly<Record<string, Readonly<Record<string, number>>>> =>
  Object.fromEntries(
    [...records].filter(([, { metrics }]) => Object.keys(metrics).length > 0).map(([step, { metrics }]) => [
      step,
      Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value]))
    ])
  )

/** Texts of the charts that nodes drew, by file name: the node's and the chart's. */
export const chartFiles = (
  store: Store,
  { steps }: Pick<Loaded, "steps">,
  records: ReadonlyMap<string, ActionRecord>
): ReadonlyMap<string, Uint8Array> =>
  new Map(
    steps.flatMap(({ definition, name }) =>
      Object.entries(definition.outputs).filter(([, kind]) => kind.tag === "figure").flatMap(([port]) => {
        const output = records.get(name)?.outputs[port]
        if (output === undefined) return []
        return readManifest(store.readObject(output.digest)).entries.filter(({ path }) => path.endsWith(".svg"))
          .map(({ digest, path }) => [`${name}-${path.replaceAll("/", "-")}`, store.readObject(digest)] as const)
      })
    )
  )
