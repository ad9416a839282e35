/** Everything that told a run from others before it began. */
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { canonicalJson } from "../../format/canonical-json.ts"
import { dataLabels } from "./data-labels.ts"

/** Parameters by path, and in brackets what else a run was given. */
export const givenTo = (store: Store, run: RunRecord): Readonly<Record<string, string>> => {
  const { commit, dataset, params = {}, pipeline, seed } = run
  return {
    "(pipeline)": pipeline,
    "(data)": dataset === undefined ? "" : dataLabels(store.runs())(dataset),
    "(data digest)": dataset?.digest.slice(0, 7) ?? "",
    "(commit)": commit === undefined ? "" : `${commit.hash.slice(0, 7)}${commit.isDirty ? "+" : ""}`,
    "(seed)": String(seed),
    ...Object.fromEntries(Object.entries(params).map(([path, value]) => [path, canonicalJson(value)]))
  }
}

/** What two runs were given otherwise: name, before, after. */
export const givenOtherwise = (
  store: Store,
  from: RunRecord,
  to: RunRecord
): ReadonlyArray<readonly [name: string, before: string | undefined, after: string | undefined]> => {
  const [before, after] = [givenTo(store, from), givenTo(store, to)]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name]).map((name) => [name, before[name], after[name]] as const)
}
