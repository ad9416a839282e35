/** Turns what make, map, fn and command are given into nodes that pipelines can place. */
import * as Schema from "effect/Schema"
import type { Kind } from "../kind/artifact.ts"
import { attachedColumns } from "../kind/attached.ts"
import { described } from "../kind/check.ts"
import { type Table, table } from "../kind/table.ts"
import type { CodeModules } from "./code-module.ts"
import type {
  AnyDefinition,
  AnyStep,
  CommandSpec,
  Common,
  LabelUse,
  Mapped,
  Mapping,
  Node,
  ParamFields,
  Params
} from "./definition.ts"
import { note, noteDelegated } from "./made-steps.ts"
import { parameterDecoder, type ParamsSchema } from "./parameter-codec.ts"
import type { ItemOutputs, Outputs, Ports, Ref } from "./ports.ts"
import { Quarantined } from "./quarantined.ts"

/** A node that is placed before anybody could know its name. */
export class UnnamedNode extends Error {
  constructor(outputs: ReadonlyArray<string>) {
    super(
      `a node without a name is placed (its outputs: ${outputs.join(", ") || "none"}). Export it from its file, ` +
        `export const loudTracks = Node.make({ … }), which calls it "loud-tracks"; or name it, Node.make("loud-tracks", { … }). Place it inside Pipeline.gen, not beside it.`
    )
  }
}

/** The name of a node after its export: loudTracks → loud-tracks, kMeans2 → k-means-2. */
export const nameOfExport = (exportName: string): string =>
  exportName.replaceAll(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])|([a-z])(?=[0-9])/g, "$1$3$4-$2").toLowerCase()

type AnyWires = Readonly<Record<string, Ref<unknown> | ReadonlyArray<Ref<unknown>> | undefined>>

/** Lists of refs under numbered ports, `scores.0`, `scores.1`, …, so that all wires are alike to the engine. */
const numbered = (wires: AnyWires): Readonly<Record<string, Ref<unknown>>> =>
  Object.fromEntries(
    Object.entries(wires).flatMap(([port, wire]) =>
      wire === undefined
        ? []
        : Array.isArray(wire)
        ? (wire as ReadonlyArray<Ref<unknown>>).map((ref, i) => [`${port}.${i}`, ref] as const)
        : [[port, wire as Ref<unknown>] as const]
    )
  )

const place = (
  alias: string | undefined,
  definition: AnyDefinition,
  labels: LabelUse
): Node<string, ParamsSchema, Ports, Ports, unknown, unknown> => {
  const build = (wires: AnyWires = {}, params: unknown = {}): AnyStep => {
    const name = alias ?? definition.node
    const refs = Object.fromEntries(
      Object.keys(definition.outputs).map((port) => [port, { step: name, port } as unknown as Ref<unknown>])
    )
    const step: AnyStep = {
      name,
      definition,
      wires: numbered(wires),
      params,
      labels,
      "~types": undefined as never,
      *[Symbol.iterator]() {
        noteDelegated(step)
        yield step
        return refs
      }
    } as AnyStep
    note(step)
    return step
  }
  return Object.assign(build as never, {
    definition,
    as: (other: string, options?: { readonly labels: LabelUse }) =>
      place(other, definition, options?.labels ?? definition.labels)
  })
}

/** Options of a node, its types forgotten. */
export type AnyOptions = Common<Params, Ports, Outputs, string, string>

const structOf = (params: Params | undefined): ParamsSchema =>
  Schema.isSchema(params)
    ? params as ParamsSchema
    : Schema.Struct((params ?? {}) as ParamFields) as unknown as ParamsSchema

/** The arguments of make, map, fn and command: a name, or none, and options. */
export const named = <Options>(
  args: ReadonlyArray<unknown>
): { readonly name: string | undefined; readonly options: Options } =>
  typeof args[0] === "string"
    ? { name: args[0], options: args[1] as Options }
    : { name: undefined, options: args[0] as Options }

/** How a node is mapped, out of its options. */
export const mappingOf = (
  { attach, byReference, itemKey, itemName, itemNoun, over, quarantine }: Mapping<Ports, string, string>
): Omit<Mapped, "outputs"> => ({
  over,
  byReference: byReference ?? [],
  attach: attach ?? [],
  itemKey: itemKey as never,
  itemName: itemName as never,
  itemNoun: itemNoun ?? "item",
  quarantine: quarantine ?? []
})

/** How the work of a node is done: by code, or by a program. */
export interface Work {
  readonly mapped?: Omit<Mapped, "outputs">
  readonly run?: unknown
  readonly command?: CommandSpec
  readonly modules?: CodeModules | undefined
}

const variableOf = (declared: string) => ({ name: declared.replace(/\?$/, ""), isOptional: declared.endsWith("?") })

/** Tags of the kinds whose parts can be had one by one, by digest: kind/files.ts. */
const byDigest: ReadonlyArray<string> = ["files", "figure", "document"]

/** Ports are names of files and folders, and come after a dot in wires and reads. */
const isPlainPort = (port: string): boolean => /^[\p{L}\p{N}_-]+$/u.test(port) && port !== "__proto__"

/** Throws a TypeError for what types cannot always refuse: kinds in places where they cannot be, odd names and amounts. */
const checkKinds = (
  node: string,
  { continues, inputs = {}, outputs, params, resources = {}, sources = {} }: AnyOptions,
  { command, mapped }: Work
): void => {
  const wrong = (problem: string): never => {
    throw new TypeError(`node "${node}" ${problem}`)
  }
  const twice = Object.keys(inputs).find((port) => port in sources)
  if (twice !== undefined) wrong(`has an input and a source "${twice}"; call them differently`)
  for (const port of [...Object.keys(inputs), ...Object.keys(sources), ...Object.keys(outputs)]) {
    if (!isPlainPort(port)) wrong(`has a port ${JSON.stringify(port)}; letters, digits, _ and - make its name`)
  }
  for (const [resource, amount] of Object.entries<unknown>(resources)) {
    if (typeof amount === "number" && amount >= 0) continue
    wrong(`asks for ${described(amount)} of the resource "${resource}"; 0 or more can be had`)
  }
  const along = continues?.along as string | undefined
  if (along !== undefined && !(along in structOf(params).fields)) {
    wrong(`continues along "${along}", which is none of its parameters`)
  }
  if (along !== undefined && (mapped !== undefined || command !== undefined)) {
    wrong(`continues along "${along}", which only nodes can that run once and by their own code`)
  }
  for (const input of mapped?.byReference ?? []) {
    const kind = inputs[input]
    if (kind === undefined || !byDigest.includes(kind.tag)) {
      wrong(`has "${input}" by reference, which is for files: nothing else can be had by a digest in the item's key`)
    }
  }
  for (const column of mapped?.attach ?? []) {
    if (Object.values<Ports[string]>(outputs).some((kind) => attachedColumns([column], kind).length > 0)) continue
    wrong(`attaches "${column}" to what its items made, but no output has such a column`)
  }
  for (const [port, kind] of Object.entries<Ports[string]>(outputs)) {
    if ("element" in kind) wrong(`has the output "${port}" of ${kind.tag}(), which is for inputs only`)
    if (mapped !== undefined && kind.items === undefined) {
      wrong(`runs once per item, but its ${kind.tag} output "${port}" cannot be gathered from items`)
    }
    if (mapped !== undefined && port === "quarantine") wrong(`has an output "quarantine", which every mapped node has`)
    if (command !== undefined && kind.file === undefined) {
      wrong(`is a program's, but no program can write its ${kind.tag} output "${port}"`)
    }
  }
  for (const [port, kind] of Object.entries(command === undefined ? {} : inputs)) {
    const read = "element" in kind ? kind.element as Ports[string] : kind
    if (read.file === undefined) wrong(`is a program's, but no program can read its ${read.tag} input "${port}"`)
  }
  if (mapped !== undefined && inputs[mapped.over]?.tag !== "table") {
    wrong(`is over "${mapped.over}", which is no table input`)
  }
}

/** A node of these options. Throws a TypeError for outputs that can never be filled. */
export const define = (
  name: string | undefined,
  options: AnyOptions,
  work: Work
): Node<string, ParamsSchema, Ports, Ports, unknown, unknown> => {
  checkKinds(name ?? "(not named yet)", options, work)
  const { mapped } = work
  const params = structOf(options.params)
  const gathered = Object.fromEntries(
    Object.entries(options.outputs).map((
      [port, kind]
    ) => [port, "gathered" in kind ? kind.gathered as Ports[string] : kind])
  )
  let own = name
  const definition: AnyDefinition = {
    "~node": true,
    get node() {
      if (own === undefined) throw new UnnamedNode(Object.keys(options.outputs))
      return own
    },
    nameAfter: (exportName) => {
      own ??= nameOfExport(exportName)
    },
    parameters: Object.keys(params.fields),
    decode: parameterDecoder(params),
    inputs: options.inputs ?? {},
    outputs: mapped === undefined ? options.outputs : { ...gathered, quarantine: quarantineKind },
    sources: options.sources ?? {},
    seeded: options.seeded ?? false,
    seesPipeline: options.seesPipeline ?? false,
    labels: options.labels ?? "none",
    assets: options.assets ?? [],
    modules: work.modules ?? {},
    env: (options.env ?? []).map(variableOf),
    resources: { cpu: 1, ...options.resources },
    retries: options.retries ?? 0,
    timeoutSec: options.timeoutSec,
    continues: options.continues as AnyDefinition["continues"],
    mapped: mapped === undefined ? undefined : { ...mapped, outputs: options.outputs as unknown as ItemOutputs },
    command: work.command,
    run: work.run as AnyDefinition["run"]
  }
  return place(undefined, definition, definition.labels)
}

/** What every mapped node yields besides its outputs: the items set aside, and why. */
export type QuarantineKind = Kind<"table", Table<Quarantined>, Iterable<Quarantined>, Iterable<Quarantined>>
const quarantineKind: QuarantineKind = /*#__PURE__*/ table(Quarantined)

const isNode = (value: unknown): value is { readonly definition: AnyDefinition } =>
  typeof value === "function" && "definition" in value &&
  (value.definition as Partial<AnyDefinition> | undefined)?.["~node"] === true

/** Every node that modules export, with where and as what; those without a name are called after that. */
export const exportedNodes = (
  modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>
): ReadonlyArray<{ readonly file: string; readonly exportName: string; readonly definition: AnyDefinition }> =>
  Object.entries(modules).flatMap(([file, exports]) =>
    Object.entries(exports).flatMap(([exportName, value]) => {
      if (!isNode(value)) return []
      const { definition } = value
      definition.nameAfter(exportName === "default" ? file.replace(/^.*\//, "").replace(/\.\w+$/, "") : exportName)
      return [{ file, exportName, definition }]
    })
  )
