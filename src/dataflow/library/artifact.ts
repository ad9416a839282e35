/** One artifact of a finished run in the hands of a program: what it is, and its contents on demand. */
import type { Table as ArrowTable } from "apache-arrow"
import type { TensorData } from "../../format/npy.ts"
import type { Runnable } from "../dsl/pipeline.ts"
import type { Files } from "../kind/files.ts"
import type { Json } from "../kind/json.ts"
import type { Model, ModelData } from "../kind/model.ts"
import type { Table } from "../kind/table.ts"
import type { Tensor } from "../kind/tensor.ts"
import type { VectorData, Vectors } from "../kind/vectors.ts"
import type { LoadedStep } from "../plan/loaded.ts"
import type { OutputRecord } from "../store/action.ts"
import { rowFiles } from "../store/chunks.ts"
import type { Store } from "../store/store.ts"

/**
 * What is known of any artifact. `path` is its file in the store, and `parquet` are those that hold the rows of a table or of
 * vectors, one after another; where there are many rows, `path` only lists these. Read them, never write them.
 */
export interface Artifact {
  readonly step: string
  readonly port: string
  readonly kind: string
  readonly digest: string
  readonly sizeBytes: number
  readonly summary: string
  readonly path: string
  readonly parquet: ReadonlyArray<string>
}

/** A table: rows as they were declared, or as Arrow columns. */
export interface TableArtifact<Row> extends Artifact {
  readonly rows: () => Promise<ReadonlyArray<Row>>
  readonly arrow: () => Promise<ArrowTable>
}

/** Vectors: ids, names and a matrix, or Arrow with one column per name. */
export interface VectorsArtifact extends Artifact {
  readonly vectors: () => Promise<VectorData>
  readonly arrow: () => Promise<ArrowTable>
}

/** A tensor: shape and numbers, or one flat Arrow column. */
export interface TensorArtifact extends Artifact {
  readonly tensor: () => Promise<TensorData>
  readonly arrow: () => Promise<ArrowTable>
}

/** A JSON value, checked by its schema. */
export interface JsonArtifact<A> extends Artifact {
  readonly value: () => Promise<A>
}

/** Weights and the configuration that shaped them. */
export interface ModelArtifact<Config> extends Artifact {
  readonly model: () => Promise<ModelData<Config>>
}

/** A set of files: their paths, and the bytes of one. */
export interface FilesArtifact extends Artifact {
  readonly paths: () => Promise<ReadonlyArray<string>>
  readonly read: (path: string) => Promise<Uint8Array>
}

/** An artifact of which nothing is known beforehand; asking it for what it is not rejects with a TypeError. */
export type AnyArtifact =
  & TableArtifact<Readonly<Record<string, unknown>>>
  & VectorsArtifact
  & TensorArtifact
  & JsonArtifact<unknown>
  & ModelArtifact<unknown>
  & FilesArtifact

/** The artifact behind a handle such as `Table<{ id: string }>`. */
export type ArtifactOf<H> = unknown extends H ? AnyArtifact
  : H extends Table<infer Row> ? TableArtifact<Row>
  : H extends Vectors<string> ? VectorsArtifact
  : H extends Tensor<ReadonlyArray<string>> ? TensorArtifact
  : H extends Json<infer A> ? JsonArtifact<A>
  : H extends Model<string, infer Config> ? ModelArtifact<Config>
  : H extends Files<string> ? FilesArtifact
  : Artifact

type AnyHandle =
  | Table<Readonly<Record<string, unknown>>>
  | Vectors<string>
  | Tensor<ReadonlyArray<string>>
  | Json<unknown>
  | Model<string, unknown>
  | Files<"files" | "figure" | "document">

/** Opens an output of a step, with the libraries of the compiled pipeline. */
export const openArtifact = (
  pipeline: Runnable,
  store: Store,
  { port, record, step }: { readonly step: LoadedStep; readonly port: string; readonly record: OutputRecord }
): AnyArtifact => {
  const handle = step.definition.outputs[port]!.open(store, record) as AnyHandle
  const { evaluate } = pipeline
  const refuse = (asked: string) =>
    Promise.reject(new TypeError(`${step.name}.${port} is ${handle.kind}, so it has no ${asked}`))
  const rows = () => handle.kind === "table" ? evaluate(handle.rows) : refuse("rows")
  const vectors = () => handle.kind === "vectors" ? evaluate(handle.load) : refuse("vectors")
  const tensor = () => handle.kind === "tensor" ? evaluate(handle.load) : refuse("tensor")
  const arrow = async () => {
    const { rowsToArrow, tensorToArrow, vectorsToArrow } = await import("./arrow.ts")
    if (handle.kind === "vectors") return vectorsToArrow(await vectors())
    return handle.kind === "tensor" ? tensorToArrow(await tensor()) : rowsToArrow(await rows())
  }
  const isFiles = handle.kind === "files" || handle.kind === "figure" || handle.kind === "document"
  const { digest, kind, sizeBytes, summary } = record
  return {
    step: step.name,
    port,
    kind,
    digest,
    sizeBytes,
    summary,
    path: store.objectPath(digest),
    get parquet() {
      return handle.kind === "table" || handle.kind === "vectors" ? rowFiles(store, digest) : []
    },
    rows,
    vectors,
    tensor,
    arrow,
    value: () => handle.kind === "json" ? evaluate(handle.value) : refuse("value"),
    model: () => handle.kind === "model" ? evaluate(handle.load) : refuse("model"),
    paths: async () => isFiles ? (await evaluate(handle.entries)).map(({ path }) => path) : refuse("files"),
    read: (path) => isFiles ? evaluate(handle.read(path)) : refuse("files")
  }
}
