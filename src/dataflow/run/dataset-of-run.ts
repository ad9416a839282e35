/** Which data a run worked on: by the files that were read, not by where they lie. */
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import { nameOfSource, sourceOfData } from "../plan/dataset.ts"
import { keyRecordOf } from "../plan/key.ts"
import type { Loaded } from "../plan/loaded.ts"
import type { Plan } from "../plan/plan.ts"
import { sourceDigestIfThere } from "../plan/source.ts"
import type { ActionRecord } from "../store/action.ts"
import type { Dataset } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"

/** "the embedded corpus" → "embedded corpus"; empty where a pipeline takes no data. */
const unaskedName = ({ compiled }: Loaded): string => compiled.request.description.replace(/^the /, "")

/** Empty for a source that cannot be read now: steps that want it fail and say so. */
const digestOrNone = (store: Store, place: string): string => sourceDigestIfThere(store, place) ?? ""

/**
 * The data of a run. Its digest covers the files that steps read, as the run met them where it did; where no step
 * declares any, what lies at the source or the text given.
 */
export const datasetOf = (
  store: Store,
  loaded: Loaded,
  plan: Plan,
  records: ReadonlyMap<string, ActionRecord>
): Dataset => {
  const source = sourceOfData(loaded.asked.data)
  const planned = new Map(plan.nodes.map(({ name, resolved }) => [name, resolved]))
  const digests = loaded.steps.flatMap((step) => {
    const sources = Object.entries(step.definition.sources)
    if (sources.length === 0) return []
    const record = records.get(step.name)
    const met = record === undefined ? planned.get(step.name)?.keyRecord.inputs : keyRecordOf(record).inputs
    return sources.map(([name, locate]) => met?.[name] ?? digestOrNone(store, locate(step.params as never)))
  })
  const read = [...new Set(digests)].sort()
  const asked = source === undefined ? "" : digestOrNone(store, source) || source
  return {
    name: source === undefined ? unaskedName(loaded) : nameOfSource(source),
    ...(source === undefined ? {} : { source }),
    digest: digestOf(canonicalJson(read.length > 0 ? read : [asked]))
  }
}
