/** Why a node has to run: a structural diff between the key record it was last run under and the one it has now. */
import { canonicalJson } from "../../format/canonical-json.ts"
import { type KnownFingerprint, recallFingerprint } from "../code/fingerprint-record.ts"
import { placeOf } from "../code/layer.ts"
import type { SmallFiles } from "../store/small-files.ts"
import type { KeyRecord } from "./key.ts"
import type { LoadedStep } from "./loaded.ts"
import type { Reason } from "./reason.ts"

type Flat = ReadonlyMap<string, string>

const flatten = (value: unknown, prefix = ""): Flat => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return new Map([[prefix, typeof value === "string" ? value : canonicalJson(value)]])
  }
  return new Map(
    Object.entries(value).flatMap(([key, child]) => [...flatten(child, prefix === "" ? key : `${prefix}.${key}`)])
  )
}

interface Change {
  readonly key: string
  readonly from: string
  readonly to: string
}

const absent = "(none)"

const changes = (before: Flat, after: Flat): ReadonlyArray<Change> =>
  [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ key, from: before.get(key) ?? absent, to: after.get(key) ?? absent }))
    .filter(({ from, to }) => from !== to)

const fileOf = (part: string): string => part.split("#")[0]!

/** The files whose statements, or which themselves, run in another order; of files that changed places the first. */
const movedFiles = (before: ReadonlyArray<string>, after: ReadonlyArray<string>): ReadonlyArray<string> => {
  const filesOf = (order: ReadonlyArray<string>) => [...new Set(order.map(fileOf))]
  const within = (order: ReadonlyArray<string>, file: string) =>
    order.filter((part) => fileOf(part) === file).join("\n")
  const moved = filesOf(after).filter((file) => within(before, file) !== within(after, file))
  if (moved.length > 0) return moved
  const places = filesOf(before)
  return filesOf(after).filter((file, i) => places[i] !== file).slice(0, 1)
}

const codeReasons = (before: KnownFingerprint | undefined, after: KnownFingerprint): ReadonlyArray<Reason> => {
  if (before === undefined) {
    return [{ _tag: "CodeChanged", file: "code", symbol: "", before: absent, after: after.hash.slice(0, 4) }]
  }
  const short = (hash: string) => hash === absent ? absent : hash.slice(0, 4)
  const symbols = changes(flatten(before.parts), flatten(after.parts)).map(({ key, from, to }): Reason => {
    const [file = "", symbol = ""] = key.split("#")
    return { _tag: "CodeChanged", file, symbol, before: short(from), after: short(to) }
  })
  const assets = changes(new Map(Object.entries(before.assets)), new Map(Object.entries(after.assets))).map((
    { key, from, to }
  ): Reason => ({ _tag: "CodeChanged", file: key, symbol: "", before: short(from), after: short(to) }))
  const packages = changes(new Map(Object.entries(before.packages)), new Map(Object.entries(after.packages))).map((
    { key, from, to }
  ): Reason => ({
    _tag: "PackageChanged",
    name: key.replace(/^.*node_modules\//, ""),
    before: from.split("#")[0]!,
    after: to.split("#")[0]!
  }))
  const changed = [...symbols, ...assets, ...packages]
  const moved = changed.length > 0 ? [] : movedFiles(before.order, after.order).map((file): Reason => ({
    _tag: "CodeChanged",
    file,
    symbol: "(order)",
    before: short(before.hash),
    after: short(after.hash)
  }))
  const reasons = [...changed, ...moved]
  return reasons.length > 0
    ? reasons
    : [{ _tag: "EnvironmentChanged", name: "bundler", from: before.hash.slice(0, 4), to: after.hash.slice(0, 4) }]
}

type Hashes = Readonly<Record<string, string>>

/** What changed in modules that were needed before and are needed now; that others are needed is up to the inputs. */
const moduleReasons = (
  files: SmallFiles,
  before: Hashes,
  now: Hashes,
  modules: LoadedStep["modules"]
): ReadonlyArray<Reason> =>
  Object.entries(now).flatMap(([name, hash]) => {
    const last = before[name]
    return last === undefined || last === hash ? [] : codeReasons(recallFingerprint(files, last), modules[name]!)
  })

/** What changed in layers that the node may ask for something, those that came and went included. */
const serviceReasons = (
  files: SmallFiles,
  before: Hashes,
  now: Hashes,
  services: LoadedStep["services"]
): ReadonlyArray<Reason> =>
  changes(flatten(before), flatten(now)).flatMap(({ from, key: service, to }) => {
    const code = services[service]
    const [known, file] = [recallFingerprint(files, from), code?.file ?? "code"]
    if (known === undefined || code === undefined) {
      const short = (hash: string) => hash === absent ? absent : hash.slice(0, 4)
      return [{ _tag: "ServiceChanged", service, file, symbol: "", before: short(from), after: short(to) } as const]
    }
    return codeReasons(known, code.fingerprint).map((reason): Reason =>
      reason._tag === "CodeChanged"
        ? { ...reason, ...placeOf(`${reason.file}#${reason.symbol}`, code), _tag: "ServiceChanged", service }
        : reason
    )
  })

/** Reasons without those of the node's own code that a service already gives. */
const saidOnce = (reasons: ReadonlyArray<Reason>): ReadonlyArray<Reason> => {
  const said = new Set(reasons.flatMap((each) => each._tag === "ServiceChanged" ? [`${each.file}#${each.symbol}`] : []))
  const rest = reasons.filter((each) => each._tag !== "CodeChanged" || !said.has(`${each.file}#${each.symbol}`))
  return [...new Map(rest.map((each) => [canonicalJson(each), each])).values()]
}

/** What an input is called in a reason: where it comes from, or the name of a folder or file of the user's. */
const sourceName = ({ wires }: Pick<LoadedStep, "wires">, input: string): string => {
  const wire = wires[input]
  return wire === undefined ? input : `${wire.step}.${wire.port}`
}

/** Reasons for which `now` is not `before`; at least one when they differ. */
export const reasonsBetween = (
  files: SmallFiles,
  before: KeyRecord,
  now: KeyRecord,
  step: Pick<LoadedStep, "code" | "modules" | "services" | "wires">
): ReadonlyArray<Reason> =>
  saidOnce([
    ...(before.code === now.code ? [] : codeReasons(recallFingerprint(files, before.code), step.code)),
    ...moduleReasons(files, before.modules ?? {}, now.modules ?? {}, step.modules),
    ...serviceReasons(files, before.services ?? {}, now.services ?? {}, step.services),
    ...changes(flatten(before.params), flatten(now.params)).map(({ key, from, to }): Reason => ({
      _tag: "ParamChanged",
      path: `params.${key}`,
      from,
      to
    })),
    ...changes(new Map(Object.entries(before.inputs)), new Map(Object.entries(now.inputs))).map((
      { key, from }
    ): Reason => ({
      _tag: "InputChanged",
      input: sourceName(step, key),
      from: from.slice(0, 7)
    })),
    ...(before.seed === now.seed
      ? []
      : [{ _tag: "SeedChanged", from: String(before.seed), to: String(now.seed) } satisfies Reason]),
    ...(before.pipeline === now.pipeline
      ? []
      : [
        {
          _tag: "InputChanged",
          input: "the pipeline's steps and parameters",
          from: (before.pipeline ?? absent).slice(0, 7)
        } satisfies Reason
      ]),
    ...changes(flatten(before.env ?? {}), flatten(now.env ?? {})).map(({ key, from, to }): Reason => ({
      _tag: "EnvironmentChanged",
      name: `$${key}`,
      from: from.slice(0, 7),
      to: to.slice(0, 7)
    })),
    ...(before.program?.version === now.program?.version && before.program?.name === now.program?.name
      ? []
      : [
        {
          _tag: "EnvironmentChanged",
          name: now.program?.name ?? "program",
          from: before.program?.version ?? absent,
          to: now.program?.version ?? absent
        } satisfies Reason
      ]),
    ...(before.runtime === now.runtime
      ? []
      : [{ _tag: "EnvironmentChanged", name: "runtime", from: before.runtime, to: now.runtime } satisfies Reason])
  ])
