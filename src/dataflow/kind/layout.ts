/** How artifacts are laid out as files, by what their records say alone: their pipeline may be another by now, or gone. */
import * as Schema from "effect/Schema"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { AnyKind, NamedPart } from "./artifact.ts"
import { readCompound } from "./compound.ts"
import { document, figure, files } from "./files.ts"
import { json } from "./json.ts"
import { model } from "./model.ts"
import { table } from "./table.ts"
import { tensor } from "./tensor.ts"
import { vectors } from "./vectors.ts"

const plainKinds: ReadonlyArray<AnyKind> = [
  table(Schema.Struct({})),
  vectors("column"),
  tensor(["axis"]),
  json(Schema.Unknown),
  model("any", Schema.Unknown),
  files,
  figure,
  document
]

/** Extensions by kind, "" for those that are folders of files. */
export const extensions: ReadonlyMap<string, string> = new Map(plainKinds.map(({ extension, tag }) => [tag, extension]))

/** The extension of an artifact's file, "" where it is a folder of files, and what it names, by part. */
export interface Layout {
  readonly extension: string
  readonly parts: Readonly<Record<string, NamedPart>>
}

const compound = ".json"

/** The layout of an artifact, whose kind is one of the framework's or a compound of these. Throws ObjectLost. */
export const layoutOf = (store: Store, output: OutputRecord): Layout => {
  const extension = extensions.get(output.kind)
  if (extension !== undefined) {
    return { extension, parts: plainKinds.find(({ tag }) => tag === output.kind)?.partsOf?.(store, output) ?? {} }
  }
  const parts = Object.entries(readCompound(store, output).parts).map(([name, { digest, kind }]) =>
    [name, { digest, extension: extensions.get(kind) ?? compound }] as const
  )
  return { extension: compound, parts: Object.fromEntries(parts) }
}
