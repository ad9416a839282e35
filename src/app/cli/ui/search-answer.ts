/** Search over everything that has a name: runs, steps, artifacts, parameters, metrics, sweeps. */
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { folded } from "../../../page/web/search.ts"
import type { Hit } from "../../../page/web/ui/answers.ts"
import { plural } from "../render/plural.ts"
import { rowOf, valueText } from "./run-rows.ts"
import { allSweeps } from "./sweep-answers.ts"

const hitsShown = 60
const askedAtMost = 200 // characters: of a page of them every word would be looked for in every name

/** A hit with what is searched, as `folded` has it: all of it, and its name. */
type Indexed = Hit & { readonly text: string; readonly named: string }

/** The place of something in the page: parts are percent-encoded, so that no name leads elsewhere. */
const place = (...parts: ReadonlyArray<string>): string => `#/${parts.map(encodeURIComponent).join("/")}`

const runHits = (store: Store, runs: ReadonlyArray<RunRecord>): ReadonlyArray<Hit> => {
  const make = rowOf(store)
  return runs.map((run): Hit => {
    const { data, note, notes, pipeline, status, tags } = make(run, { metrics: [] })
    const detail = [data, status, note, ...tags.map((tag) => `#${tag}`), ...notes].filter((text) => text !== "")
    return {
      what: "run",
      name: `${run.run.slice(0, 6)} ${pipeline}`,
      detail: detail.join(" · "),
      to: place("run", run.run)
    }
  })
}

/** What the latest run of each pipeline holds: the same names in a thousand runs are one hit. */
const heldHits = (store: Store, run: RunRecord): ReadonlyArray<Hit> => {
  const name = run.pipeline
  return Object.entries(run.steps).flatMap(([step, { key, outputs }]) => {
    const record = store.peek(key)
    return [
      { what: "step", name: step, detail: `${name} · ${record?.summary ?? ""}`, to: place("run", run.run, step) },
      ...Object.entries(outputs).map(([port, digest]): Hit => ({
        what: "artifact",
        name: `${step}.${port}`,
        detail: [name, record?.outputs[port]?.kind, record?.outputs[port]?.summary, digest.slice(0, 7)].filter((text) =>
          text !== undefined && text !== ""
        ).join(" · "),
        to: place("artifact", run.run, `${step}.${port}`)
      }))
    ] satisfies ReadonlyArray<Hit>
  })
}

const paramHits = (runs: ReadonlyArray<RunRecord>): ReadonlyArray<Hit> => {
  const counts = new Map<string, number>()
  for (const { params = {} } of runs) {
    for (const [path, value] of Object.entries(params)) {
      const name = `${path}=${valueText(value)}`
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return [...counts].map(([name, count]) => ({
    what: "parameter",
    name,
    detail: plural(count, "run"),
    to: `#/runs?filter=${encodeURIComponent(name)}`
  }))
}

const metricHits = (store: Store, run: RunRecord): ReadonlyArray<Hit> =>
  Object.entries(rowOf(store)(run).metrics).map(([name, { value }]) => ({
    what: "metric",
    name,
    detail: `${run.pipeline} · ${value.toPrecision(3)}`,
    to: place("run", run.run)
  }))

const sweepHits = (store: Store): ReadonlyArray<Hit> =>
  allSweeps(store).map(({ record: { pipeline, strategy, sweep, tried } }) => ({
    what: "sweep",
    name: `${sweep.slice(0, 6)} ${pipeline}`,
    detail: `${strategy} · ${plural(tried.length, "setting")}`,
    to: place("sweep", sweep)
  }))

/** All that can be found. */
const everything = (store: Store): ReadonlyArray<Indexed> => {
  const runs = store.runs().toReversed()
  const latest = [...Map.groupBy(runs, ({ pipeline }) => pipeline).values()].map(([run]) => run!)
  return [
    ...runHits(store, runs),
    ...sweepHits(store),
    ...latest.flatMap((run) => heldHits(store, run)),
    ...latest.flatMap((run) => metricHits(store, run)),
    ...paramHits(runs)
  ].map((hit) => ({
    ...hit,
    text: folded(`${hit.what} ${hit.name} ${hit.detail} ${decodeURIComponent(hit.to)}`),
    named: folded(hit.name)
  }))
}

/** Finds what holds every word; what has them in its name comes first. */
export const searcher = (store: Store) => {
  let index: ReadonlyArray<Indexed> = []
  let of = ""
  return (asked: string, history: string): { readonly hits: ReadonlyArray<Hit>; readonly total: number } => {
    const words = [...new Set(folded(asked.slice(0, askedAtMost)).split(/\s+/))].filter((word) => word !== "")
    if (words.length === 0) return { hits: [], total: 0 }
    if (history !== of || index.length === 0) {
      index = everything(store)
      of = history
    }
    const found = index.filter(({ text }) => words.every((word) => text.includes(word)))
    const isNamed = ({ named }: Indexed) => words.every((word) => named.includes(word))
    const [first, others] = [found.filter(isNamed), found.filter((hit) => !isNamed(hit))]
    const hits = [...first, ...others].slice(0, hitsShown)
    return { hits: hits.map(({ detail, name, to, what }) => ({ detail, name, to, what })), total: found.length }
  }
}
