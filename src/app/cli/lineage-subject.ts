/** What `pipeline lineage` is asked about: a file by its bytes, or an output by its name. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { type Holder, holdersOf } from "../../dataflow/history/holders.ts"
import { holdersNamed } from "../../dataflow/history/lineage.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { findRun } from "./recorded-run.ts"
import { UsageError } from "./usage-error.ts"

/** A subject: its name as given, the digest of its bytes where it has one, and who holds it. */
export interface Subject {
  readonly name: string
  readonly digest: string | undefined
  readonly holders: ReadonlyArray<Holder>
}

/** Step and port in what follows the colon: names of steps may hold a "/" themselves. */
const splitName = (run: RunRecord, name: string): { readonly step: string; readonly port: string | undefined } => {
  if (run.steps[name] !== undefined) return { step: name, port: undefined }
  const at = Math.max(name.lastIndexOf("/"), name.lastIndexOf("."))
  return at < 0 ? { step: name, port: undefined } : { step: name.slice(0, at), port: name.slice(at + 1) }
}

const named = (store: Store, what: string, data: string | undefined) =>
  Effect.gen(function*() {
    const at = what.indexOf(":")
    const run = yield* findRun(store, what.slice(0, at), data)
    const { port, step } = splitName(run, what.slice(at + 1))
    const found = holdersNamed(run, step, port)
    if (found.length === 0) {
      const ports = Object.keys(run.steps[step]?.outputs ?? {})
      return yield* new UsageError({
        tag: ports.length === 0 ? "unknown-node" : "unknown-artifact",
        message: ports.length === 0
          ? `Run ${run.run.slice(0, 6)} of ${run.pipeline} reached no node "${step}".`
          : `Node "${step}" has no output "${port}".`,
        given: `lineage ${what}`,
        word: ports.length === 0 ? step : port!,
        known: ports.length === 0 ? Object.keys(run.steps) : ports,
        hint: `pipeline show ${run.run.slice(0, 6)}   lists what it reached`
      })
    }
    const digests = new Set(
      found.map((each) => each._tag === "Output" ? each.run.steps[each.step]!.outputs[each.port]! : "")
    )
    const [digest] = digests
    const isOne = digests.size === 1 && digest !== undefined
    const everywhere = isOne ? holdersOf(store, store.runs(), digest).filter((each) => each.run.run !== run.run) : []
    return { name: what, digest: isOne ? digest : undefined, holders: [...found, ...everywhere] }
  })

const byDigest = (store: Store, name: string, digest: string): Subject => ({
  name,
  digest,
  holders: holdersOf(store, store.runs(), digest)
})

const unknownFile = (what: string, root: string) => {
  const inside = path.relative(path.join(root, "artifacts"), path.resolve(what)).split(path.sep)
  const [folder] = inside
  const isLaidOut = folder !== undefined && folder !== ".." && inside.length > 1
  return new UsageError({
    tag: "unknown-file",
    message: `No run on record made or read the bytes of ${what}.`,
    given: `lineage ${what}`,
    word: what,
    hint: isLaidOut
      ? `changed since it was laid out? pipeline run ${folder.split("@")[0]}   lays it out again`
      : "files are known by their bytes: it changed since, or its runs were collected\npipeline runs   lists those there are"
  })
}

/** Data of the user's by its folder: the runs that read it there. */
const readFrom = (store: Store, place: string): ReadonlyArray<Holder> =>
  store.runs().toReversed().flatMap((run) =>
    Object.entries(run.wires?.sources ?? {}).flatMap(([step, sources]) =>
      Object.keys(sources).filter((input) => path.resolve(sources[input]!) === place).map((input) =>
        ({ _tag: "Input", run, step, input, path: place }) as const
      )
    )
  )

/** Finds what a word names: an existing file or folder, `<pipeline or run>:<node>[/<output>]`, or a digest. */
export const subjectOf = (
  store: Store,
  what: string,
  { data, root }: { readonly data: string | undefined; readonly root: string }
) =>
  Effect.gen(function*() {
    const stat = fs.statSync(what, { throwIfNoEntry: false })
    if (stat?.isFile() === true) {
      const subject = byDigest(store, what, store.fileDigest(path.resolve(what)).digest)
      return subject.holders.length > 0 ? subject : yield* unknownFile(what, root)
    }
    if (stat?.isDirectory() === true) {
      const holders = readFrom(store, path.resolve(what))
      return holders.length > 0 ? { name: what, digest: undefined, holders } : yield* unknownFile(what, root)
    }
    if (what.includes(":")) return yield* named(store, what, data)
    const digests = /^[0-9a-f]{7,64}$/.test(what) ? digestsThatBegin(store, what) : []
    if (digests.length === 1) return byDigest(store, what, digests[0]!)
    return yield* new UsageError({
      tag: digests.length > 1 ? "ambiguous-digest" : "unknown-subject",
      message: digests.length > 1
        ? `"${what}" begins several digests.`
        : `There is no file ${what}, and no artifact of that name.`,
      given: `lineage ${what}`,
      word: what,
      hint: "a file, <pipeline>:<node>/<output>, or the digest of an artifact"
    })
  })

const digestsThatBegin = (store: Store, word: string): ReadonlyArray<string> => [
  ...new Set(
    store.runs().flatMap(({ steps }) =>
      Object.values(steps).flatMap(({ outputs }) => Object.values(outputs).filter((digest) => digest.startsWith(word)))
    )
  )
]
