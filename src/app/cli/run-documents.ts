/** The documents a run wrote, such as its report, file by file. */
import { ObjectLost } from "../../dataflow/store/error.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { readManifest } from "../../format/manifest.ts"

/** Files of one document by path; `output` is "step.port". */
export interface RunDocument {
  readonly output: string
  readonly files: ReadonlyMap<string, () => Uint8Array>
}

const filesOf = (store: Store, digest: string): RunDocument["files"] =>
  new Map(
    readManifest(store.readObject(digest)).entries.map((entry) => [entry.path, () => store.readObject(entry.digest)])
  )

/** Documents that the cache still has, those the pipeline hands on first, then by name; and the names of those it lost. */
export const documentsOf = (
  store: Store,
  { exports = {}, steps }: RunRecord
): { readonly documents: ReadonlyArray<RunDocument>; readonly gone: ReadonlyArray<string> } => {
  const handedOn = new Set(Object.values(exports))
  const found = Object.entries(steps).flatMap(([step, { key, outputs }]) =>
    Object.entries(outputs).flatMap(([port, digest]) =>
      store.peek(key)?.outputs[port]?.kind === "document" ? [{ output: `${step}.${port}`, digest }] : []
    )
  ).toSorted((a, b) =>
    Number(handedOn.has(b.output)) - Number(handedOn.has(a.output)) || (a.output < b.output ? -1 : 1)
  )
  const documents: Array<RunDocument> = []
  const gone: Array<string> = []
  for (const { digest, output } of found) {
    try {
      documents.push({ output, files: filesOf(store, digest) })
    } catch (error) {
      if (!(error instanceof ObjectLost)) throw error
      gone.push(output)
    }
  }
  return { documents, gone }
}

/** The first file of that name in any of the documents. */
export const fileIn = (documents: ReadonlyArray<RunDocument>, path: string): (() => Uint8Array) | undefined =>
  documents.flatMap(({ files }) => files.get(path) ?? [])[0]
