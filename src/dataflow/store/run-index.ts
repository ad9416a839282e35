/**
 * The facts of all recorded runs in one append-only log, so that a history of thousands is told without opening thousands
 * of files. Only a shortcut: refs/runs/ holds the truth. A line stands for a file as long as that is the one it was made
 * of, by its stat signature; steps are read from the file when they are asked for.
 */
import * as fs from "node:fs"
import type { RecordedMetric } from "./action.ts"
import { namesOfRuns, readRun } from "./refs.ts"
import {
  differenceFrom,
  headlinesIn,
  isDifference,
  isNamedMetrics,
  isParams,
  json,
  type Line,
  lineOf,
  type Params,
  parsed,
  textOf
} from "./run-line.ts"
import { isRunMetrics, isRunRecord, type RunRecord } from "./run-record.ts"
import { SealedLog } from "./sealed-log.ts"
import type { SmallFiles } from "./small-files.ts"

/** What the log tells of a run beside its record, so that no more need be read. */
interface Told {
  readonly steps: number
  readonly headlines: Readonly<Record<string, RecordedMetric>> | undefined
  /** All metrics as JSON by step, where the log has them. */
  readonly metricsText: () => string | undefined
  /** A parameter by its path; undefined where the log cannot tell. */
  readonly paramAt: (path: string) => Found | undefined
}

/** A value that may be undefined itself, or that there is none. */
interface Found {
  readonly value?: unknown
}

const told = new WeakMap<RunRecord, Told>()

/** How many steps were up to date when a run ended; nothing more of it is read for that. */
export const reachedCount = (run: RunRecord): number => told.get(run)?.steps ?? Object.keys(run.steps).length

/** The metrics of a run that its nodes call headlines, all where they call none so; undefined where the log has none. */
export const headlinesOf = (run: RunRecord): Readonly<Record<string, RecordedMetric>> | undefined =>
  told.get(run)?.headlines

const ownOf = (params: Params, path: string): Found => Object.hasOwn(params, path) ? { value: params[path] } : {}

/** A parameter of a run by its path, without the others; empty where the run has none of that path. */
export const paramOf = (run: RunRecord, path: string): Found =>
  told.get(run)?.paramAt(path) ?? ownOf(run.params ?? {}, path)

/** The metrics that a run keeps, by step, as JSON; undefined where it keeps none. */
export const metricsTextOf = (run: RunRecord): string | undefined =>
  told.get(run)?.metricsText() ?? (run.metrics === undefined ? undefined : JSON.stringify(run.metrics))

/** Files of runs, oldest first, with what their stat says: another file, or another content, has another signature. */
export type RunSignatures = Readonly<Record<string, string>>

/** A field that is made when it is first asked for. */
const lazily = <A>(target: object, name: string, make: () => A): void => {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get: () => {
      const value = make()
      Object.defineProperty(target, name, { value, enumerable: true })
      return value
    }
  })
}

/** The runs of one opened store. */
export class RunIndex {
  private readonly files: SmallFiles
  private readonly log: SealedLog
  private lines: Map<string, Line> | undefined
  /** All metrics of runs: a log of its own, as there may be thousands of each. */
  private readonly metricLog: SealedLog
  private metricLines: Map<string, readonly [signature: string, json: string]> | undefined
  private readonly seen = new Map<string, { readonly signature: string; readonly run: RunRecord }>()
  private readonly bases = new Map<string, string>()
  private readonly parsedBases = new Map<string, Params>()

  constructor(files: SmallFiles) {
    this.files = files
    this.log = new SealedLog(files, "runs")
    this.metricLog = new SealedLog(files, "run-metrics")
  }

  /** All runs, oldest first; of those in some files alone where their names are given. */
  runs(wanted?: ReadonlyArray<string>): ReadonlyArray<RunRecord> {
    const names = namesOfRuns(this.files)
    const fresh: Fresh = { lines: [], metrics: [] }
    const runs = (wanted ?? names).flatMap((name) => this.runNamed(name, fresh) ?? [])
    this.keep(names, fresh)
    return runs
  }

  /** Which files of runs there are; none is opened. */
  signatures(): RunSignatures {
    return Object.fromEntries(
      namesOfRuns(this.files).flatMap((name) => {
        const signature = this.signatureOf(name)
        return signature === undefined ? [] : [[name, signature]]
      })
    )
  }

  /** The latest run of which something holds. */
  latest(holds: (run: RunRecord) => boolean): RunRecord | undefined {
    const names = namesOfRuns(this.files)
    const fresh: Fresh = { lines: [], metrics: [] }
    try {
      for (const name of names.toReversed()) {
        const run = this.runNamed(name, fresh)
        if (run !== undefined && holds(run)) return run
      }
      return undefined
    } finally {
      this.keep(names, fresh)
    }
  }

  private load(): Map<string, Line> {
    if (this.lines !== undefined) return this.lines
    this.lines = new Map(
      this.log.read().split("\n").flatMap((text) => {
        const line = lineOf(text)
        return line === undefined ? [] : [line]
      })
    )
    return this.lines
  }

  private metricsText(name: string, signature: string): string | undefined {
    this.metricLines ??= new Map(
      this.metricLog.read().split("\n").flatMap((text) => {
        const [named = "", of = "", json] = text.split("\t")
        return json === undefined ? [] : [[named, [of, json]] as const]
      })
    )
    const [of, json] = this.metricLines.get(name) ?? []
    return of === signature ? json : undefined
  }

  private signatureOf(name: string): string | undefined {
    const stat = fs.lstatSync(`${this.files.root}/refs/runs/${name}`, { throwIfNoEntry: false })
    return stat === undefined ? undefined : `${stat.ino}.${stat.size}.${stat.mtimeMs}.${stat.ctimeMs}`
  }

  private runNamed(name: string, fresh: Fresh): RunRecord | undefined {
    const signature = this.signatureOf(name)
    if (signature === undefined) return undefined
    const seen = this.seen.get(name)
    if (seen?.signature === signature) return seen.run
    const line = this.load().get(name)
    const run = (line?.signature === signature ? this.fromLine(name, line) : undefined) ?? readRun(this.files, name)
    if (run === undefined) return undefined
    this.seen.set(name, { signature, run })
    if (line?.signature !== signature) this.note(name, { signature, run }, fresh)
    return run
  }

  /** A run as its line tells it; undefined where the line is none of this version's making. */
  private fromLine(name: string, line: Line): RunRecord | undefined {
    const head = Object.assign({ steps: {} }, parsed(line.head))
    if (!isRunRecord(head)) return undefined
    let whole: RunRecord | undefined
    const file = () => whole ??= readRun(this.files, name)
    lazily(head, "steps", () => file()?.steps ?? {})
    lazily(head, "wires", () => file()?.wires)
    lazily(head, "executed", () => file()?.executed)
    const metricsText = () => this.metricsText(name, line.signature)
    if (line.headlines !== "") {
      lazily(head, "metrics", () => {
        const metrics = parsed(metricsText() ?? "")
        return isRunMetrics(metrics) ? metrics : file()?.metrics
      })
    }
    if (line.params + line.difference !== "") lazily(head, "params", () => this.paramsOf(line) ?? file()?.params)
    const headlines = parsed(line.headlines)
    told.set(head, {
      steps: line.steps,
      headlines: isNamedMetrics(headlines) ? headlines : undefined,
      metricsText: () => line.headlines === "" ? undefined : metricsText(),
      paramAt: (path) => this.paramAt(line, path)
    })
    return head
  }

  private paramAt({ difference }: Line, path: string): Found | undefined {
    const differing = parsed(difference)
    const base = isDifference(differing) ? this.fullParams(differing.base) : undefined
    if (!isDifference(differing) || base === undefined) return undefined
    if (Object.hasOwn(differing.set, path)) return { value: differing.set[path] }
    return differing.unset.includes(path) ? {} : ownOf(base, path)
  }

  private paramsOf({ difference, params }: Line): Params | undefined {
    const own = parsed(params)
    if (difference === "") return isParams(own) ? own : undefined
    const differing = parsed(difference)
    if (!isDifference(differing)) return undefined
    const base = this.fullParams(differing.base)
    if (base === undefined) return undefined
    const all: Record<string, unknown> = { ...base, ...differing.set }
    for (const path of differing.unset) delete all[path]
    return all
  }

  /** The parameters that stand in full in a line: a thousand others may differ from them. */
  private fullParams(name: string): Params | undefined {
    const known = this.parsedBases.get(name)
    if (known !== undefined) return known
    const params = parsed(this.load().get(name)?.params ?? "")
    if (!isParams(params)) return undefined
    this.parsedBases.set(name, params)
    return params
  }

  private note(
    name: string,
    { run, signature }: { readonly run: RunRecord; readonly signature: string },
    fresh: Fresh
  ): void {
    const { executed: _executed, metrics, params, steps, wires: _wires, ...head } = run
    const base = this.baseOf(run.pipeline)
    const from = base === undefined || base === name ? undefined : this.fullParams(base)
    const difference = params === undefined || from === undefined ? undefined : differenceFrom(base!, from, params)
    const line: Line = {
      signature,
      steps: Object.keys(steps).length,
      head: json(head),
      headlines: metrics === undefined ? "" : json(headlinesIn(metrics) ?? null),
      params: difference === undefined ? json(params) : "",
      difference: json(difference)
    }
    this.load().set(name, line)
    this.parsedBases.delete(name)
    if (line.params !== "") this.bases.set(run.pipeline, name)
    fresh.lines.push(textOf(name, line))
    if (metrics === undefined) return
    this.metricLines?.set(name, [signature, json(metrics)])
    fresh.metrics.push(`${name}\t${signature}\t${json(metrics)}\n`)
  }

  /** A run of a pipeline whose line holds its parameters in full. */
  private baseOf(pipeline: string): string | undefined {
    if (this.bases.size === 0) {
      for (const [name, { head, params }] of this.load()) {
        const { pipeline: of } = params === "" ? {} : parsed(head) as Partial<RunRecord>
        if (of !== undefined) this.bases.set(of, name)
      }
    }
    return this.bases.get(pipeline)
  }

  /** Appends what was read; a log of many blocks, or of runs most of which are gone, is written anew. */
  private keep(names: ReadonlyArray<string>, fresh: Fresh): void {
    if (fresh.lines.length === 0) return
    this.files.spare("the index of runs", () => {
      const lines = this.load()
      if (fresh.metrics.length > 0) this.metricLog.append(fresh.metrics.join(""))
      if (!this.log.isScattered && lines.size <= 2 * names.length + 100) return this.log.append(fresh.lines.join(""))
      const present = new Set(names)
      const kept = [...lines].filter(([name, { difference }]) => {
        const differing = parsed(difference)
        return present.has(name) && (!isDifference(differing) || present.has(differing.base))
      })
      this.log.rewrite(kept.map(([name, line]) => textOf(name, line)).join(""), { alone: false })
      const metrics = kept.flatMap(([name, { signature }]) => {
        const text = this.metricsText(name, signature)
        return text === undefined ? [] : [`${name}\t${signature}\t${text}\n`]
      })
      this.metricLog.rewrite(metrics.join(""), { alone: false })
    })
  }
}

/** Lines that are to be appended. */
interface Fresh {
  readonly lines: Array<string>
  readonly metrics: Array<string>
}
