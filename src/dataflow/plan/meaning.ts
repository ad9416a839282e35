/**
 * What a step means before it is known what its inputs hold: its code, its parameters, where its inputs come from and what
 * those mean. A step of the same meaning gets the same key, so that work on it stays worth while whatever changed around it.
 */
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import type { Store } from "../store/store.ts"
import { keyRecord } from "./key.ts"
import type { Loaded, LoadedStep } from "./loaded.ts"
import type { Plan } from "./plan.ts"
import { sourceDigestIfThere } from "./source.ts"

const hashesOf = (modules: LoadedStep["modules"]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(modules).map(([name, { hash }]) => [name, hash]))

/** Digests of what steps mean, by their names; a step whose inputs are known by now means its key. */
export const stepMeanings = (
  store: Store,
  { steps }: Pick<Loaded, "steps">,
  { nodes }: Plan
): Readonly<Record<string, string>> => {
  const keys = new Map(nodes.map(({ key, name }) => [name, key]))
  const meanings: Record<string, string> = {}
  for (const step of steps) {
    const { decidedBy, definition, modules, name, params, wires } = step
    const known = Object.keys(wires).length === 0 ? keys.get(name) : undefined
    const sources = () =>
      Object.entries(definition.sources).map(([source, locate]) =>
        [source, sourceDigestIfThere(store, locate(params as never)) ?? ""] as const
      )
    meanings[name] = known ?? digestOf(canonicalJson({
      own: keyRecord(step, Object.fromEntries(sources())),
      modules: hashesOf(modules),
      wires: Object.fromEntries(
        Object.entries(wires).map(([input, { port, step: from }]) => [input, [meanings[from] ?? "", port]])
      ),
      decidedBy: decidedBy.map((from) => meanings[from] ?? "")
    }))
  }
  return meanings
}

/** The steps that mean after a change what they meant before it. */
export const stillMeant = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>
): ReadonlySet<string> => new Set(Object.keys(before).filter((step) => before[step] === after[step]))
