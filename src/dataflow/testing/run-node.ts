/**
 * One node's `run` on plain values, in this process and without a store: what unit tests of a node want.
 *
 * Room: nodes and pipelines in tests.
 */
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { digestOf } from "../../format/digest.ts"
import type { TensorData } from "../../format/npy.ts"
import type { NodeContext, Reporter } from "../dsl/context.ts"
import { checkMetric } from "../dsl/metric.ts"
import type { Mapped, Node, Ports } from "../dsl/node.ts"
import type { ParamsSchema } from "../dsl/parameter-codec.ts"
import type { AnyKind, DraftOf, HandleOf, ItemDraftOf } from "../kind/artifact.ts"
import { attachedColumns, attachedValues } from "../kind/attached.ts"
import { type Files, PickedFiles } from "../kind/files.ts"
import type { Json } from "../kind/json.ts"
import type { Model, ModelData } from "../kind/model.ts"
import type { Table } from "../kind/table.ts"
import type { Tensor } from "../kind/tensor.ts"
import type { VectorData, Vectors } from "../kind/vectors.ts"
import { rangesOfBytes } from "../store/ranges.ts"

/** Bytes or text by path: what stands for a set of files. */
export type PlainFiles = Readonly<Record<string, Uint8Array | string>>

/** The plain value that stands for a handle: rows for a table, numbers for vectors, a value for JSON. */
export type PlainOf<H> = H extends Table<infer Row> ? ReadonlyArray<Row>
  : H extends Json<infer A> ? A
  : H extends Vectors<string> ? VectorData
  : H extends Tensor<ReadonlyArray<string>> ? TensorData
  : H extends Model<string, infer Config> ? ModelData<Config>
  : H extends Files ? PlainFiles
  : H extends ReadonlyArray<infer Element> ? ReadonlyArray<PlainOf<Element>>
  : never

/** Inputs by port, parameters as a pipeline writes them; `seed` is 1 and the services are none unless given. */
export interface NodeInputs<P extends ParamsSchema, I extends Ports> {
  readonly inputs?: { readonly [K in keyof I]?: PlainOf<HandleOf<I[K]>> }
  readonly params?: P["Encoded"]
  readonly seed?: number
  /** Folders or files the node reads, by the name under which it sees them. */
  readonly sources?: Readonly<Record<string, PlainFiles>>
  readonly env?: Readonly<Record<string, string>>
  readonly layer?: Layer.Layer<never, unknown> | Layer.Layer<unknown, unknown>
  readonly report?: Partial<Reporter>
}

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content

const filesOf = (kind: string, content: PlainFiles): Files => {
  const entries = Object.entries(content).map(([path, each]) => {
    const bytes = bytesOf(each)
    return { path, digest: digestOf(bytes), sizeBytes: bytes.length }
  })
  const entryAt = (path: string) => {
    const entry = entries.find((each) => each.path === path)
    if (entry === undefined) throw new RangeError(`the file set has no "${path}"`)
    return entry
  }
  const bytesAt = (digest: string): Uint8Array => {
    const entry = entries.find((each) => each.digest === digest)
    if (entry === undefined) throw new RangeError(`the file set has no file of digest ${digest}`)
    return bytesOf(content[entry.path]!)
  }
  return {
    kind,
    entries: Effect.succeed(entries),
    read: (path) => Effect.sync(() => bytesOf(content[entryAt(path).path]!)),
    readByDigest: (digest) => Effect.sync(() => bytesAt(digest)),
    openByDigest: (digest) => Effect.sync(() => rangesOfBytes(bytesAt(digest))),
    pick: (paths) => Effect.sync(() => new PickedFiles(paths.map(entryAt), undefined))
  } as Files
}

/**
 * A handle that gives a value it was told. A tensor has no file: what streams one needs a rig, or the handle of something
 * that lies in a store, which is given as it is.
 */
const handleOf = (kind: AnyKind, value: unknown): unknown => {
  if (typeof value === "object" && value !== null && "stored" in value) return value
  if ("element" in kind) return (value as ReadonlyArray<unknown>).map((each) => handleOf(kind.element as AnyKind, each))
  switch (kind.tag) {
    case "table":
      return { kind: "table", rows: Effect.succeed(value) }
    case "json":
      return { kind: "json", value: Effect.succeed(value) }
    case "vectors":
      return { kind: "vectors", load: Effect.succeed(value), ids: Effect.succeed((value as VectorData).ids) }
    case "tensor":
      return { kind: "tensor", load: Effect.succeed(value), file: Effect.die(new TypeError("a tensor without a file")) }
    case "model":
      return { kind: "model", load: Effect.succeed(value) }
    default:
      return filesOf(kind.tag, value as PlainFiles)
  }
}

/** What an item made, with what is attached to it when it is gathered. */
const withAttached = (
  { attach, outputs }: Pick<Mapped, "attach" | "outputs">,
  item: object,
  drafts: Readonly<Record<string, unknown>>
): unknown =>
  Object.fromEntries(
    Object.entries(drafts).map(([port, draft]) => {
      const kind = outputs[port]
      const columns = kind === undefined ? [] : attachedColumns(attach, kind)
      if (columns.length === 0) return [port, draft]
      const values = attachedValues(item, columns)
      const isTable = kind?.tag === "table"
      return [
        port,
        isTable
          ? Array.from(draft as Iterable<object>, (row) => ({ ...row, ...values }))
          : { ...draft as object, ...values }
      ]
    })
  )

const silent: Reporter = {
  progress: () => {},
  metric: checkMetric,
  summary: () => {},
  warn: () => {},
  finding: () => {}
}

/**
 * What a node makes of plain values: its drafts, before they are saved. For a mapped node give `item`, a row; the drafts
 * are then those of that item. Rejects with what `run` fails with, or a TypeError for parameters that do not fit.
 *
 * @example
 * ```ts
 * import { json, Node, Schema } from "partita"
 * import { runNode } from "partita/testing"
 * const double = Node.fn("double", {
 *   params: { x: Schema.Finite },
 *   outputs: { y: json(Schema.Finite) },
 *   run: ({ params }) => ({ y: 2 * params.x })
 * })
 * await runNode(double, { params: { x: 2 } }) // → { y: 4 }
 * ```
 */
export function runNode<Name extends string, P extends ParamsSchema, I extends Ports, O extends Ports, E, R>(
  node: Node<Name, P, I, O, E, R>,
  options: NodeInputs<P, I> & { readonly item: unknown }
): Promise<{ readonly [K in Exclude<keyof O, "quarantine">]: ItemDraftOf<O[K]> }>
export function runNode<Name extends string, P extends ParamsSchema, I extends Ports, O extends Ports, E, R>(
  node: Node<Name, P, I, O, E, R>,
  options: NodeInputs<P, I>
): Promise<{ readonly [K in keyof O]: DraftOf<O[K]> }>
export async function runNode(
  { definition }: Pick<Node<string, ParamsSchema, Ports, Ports, unknown, unknown>, "definition">,
  options: NodeInputs<ParamsSchema, Ports> & { readonly item?: unknown }
): Promise<unknown> {
  const parameters = definition.decode(options.params ?? {})
  if (parameters._tag === "Invalid") {
    throw new TypeError(parameters.issues.map(({ message, path }) => `${path.join(".")}: ${message}`).join("\n"))
  }
  const handles = Object.entries(options.inputs ?? {}).map(([port, value]) => {
    const kind = definition.inputs[port]
    if (kind === undefined) throw new TypeError(`node "${definition.node}" has no input "${port}"`)
    return [port, handleOf(kind, value)] as const
  })
  const sources = Object.entries(options.sources ?? {}).map(([name, content]) =>
    [name, filesOf("files", content)] as const
  )
  const context: NodeContext<unknown, unknown> & { readonly item: unknown; readonly env: unknown } = {
    inputs: Object.fromEntries([...handles, ...sources]),
    params: parameters.decoded,
    seed: options.seed ?? 1,
    env: options.env ?? {},
    item: options.item,
    pipeline: undefined,
    isLabelConditioned: false,
    report: { ...silent, ...options.report },
    checkpoint: { load: () => undefined, save: () => {}, earlier: () => undefined, keep: () => {} },
    nowMs: () => 0
  }
  const { mapped } = definition
  const made = definition.run(context as never) as Effect.Effect<Readonly<Record<string, unknown>>, unknown>
  const run = mapped === undefined
    ? made
    : Effect.map(made, (drafts) => withAttached(mapped, options.item as object, drafts))
  const layer = options.layer as Layer.Layer<never> | undefined
  return Effect.runPromise(layer === undefined ? run : Effect.provide(run, layer))
}
