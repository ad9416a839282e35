/** Lyrics embeddings computed elsewhere: .npy with a list of ids, Parquet or CSV. Rules: src/music/ingest/reader/embedding-rows.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { readTensor } from "../../src/format/npy.ts"
import { row, zeros } from "../../src/math/matrix.ts"
import {
  embeddingOfCsv,
  embeddingOfTable,
  embeddingOfTensor,
  type EmbeddingRows,
  matchRows
} from "../../src/music/ingest/reader/embedding-rows.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"
import { LyricsRow } from "../row/lyrics-row.ts"

interface Given {
  readonly source: string
  readonly bytes: Uint8Array
  readonly idColumn: string | null
  /** Lines of the file of ids; null without one. */
  readonly ids: ReadonlyArray<string> | null
}

/** DuckDB reads files, not bytes. */
const readParquet = async (bytes: Uint8Array): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const { readTable } = await import("../../src/format/parquet.ts")
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "embedding-"))
  try {
    fs.writeFileSync(path.join(folder, "rows.parquet"), bytes)
    return await readTable(path.join(folder, "rows.parquet"))
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

const readRows = async ({ bytes, idColumn, ids, source }: Given): Promise<EmbeddingRows> => {
  switch (path.extname(source).toLowerCase()) {
    case ".npy":
      if (ids !== null) return embeddingOfTensor(readTensor(bytes), ids, source)
      throw new UnusableInput({
        what: "a .npy file does not say which row is which track",
        where: source,
        hint: "set idFile to a text file with one id per line, in the order of the rows"
      })
    case ".parquet": {
      const records = await readParquet(bytes)
      const columns = Object.keys(records[0] ?? {})
      return embeddingOfTable({ columns, rows: records.map((record) => Object.values(record)) }, idColumn, source)
    }
    case ".csv":
      return embeddingOfCsv(new TextDecoder().decode(bytes), idColumn, source)
    default:
      throw new UnusableInput({
        what: "neither .npy, .parquet nor .csv",
        where: source,
        hint: "convert it to one of them"
      })
  }
}

const unusable = (source: string) => (cause: Error): UnusableInput =>
  cause instanceof UnusableInput ? cause : new UnusableInput({
    what: cause.message,
    where: source,
    hint: "write the file again; .npy must be float32, float64 or int32"
  })

const rowFor = (id: string, isThere: boolean): LyricsRow => ({
  id,
  state: isThere ? "present" : "missing",
  reason: isThere ? null : "no row in the file of embeddings",
  language: null,
  confidence: 0,
  tokens: 0,
  text: ""
})

/**
 * @example
 * ```ts
 * import { readEmbeddings } from "partita/nodes/text"
 * function* part({ tracks }: Parameters<typeof readEmbeddings>[0]) {
 *   const { embedding, lyrics } = yield* readEmbeddings({ tracks }, {
 *     file: "lyrics.csv", idColumn: null, idFile: null
 *   })
 *   return { embedding, lyrics }
 * }
 * ```
 */
export const readEmbeddings = /*#__PURE__*/ Node.make("read-embeddings", {
  params: Schema.Struct({
    file: Schema.NonEmptyString,
    /** The column of ids in Parquet and CSV; null finds it by its name. */
    idColumn: Schema.NullOr(Schema.NonEmptyString),
    /** One id per line, for .npy; null otherwise. */
    idFile: Schema.NullOr(Schema.NonEmptyString)
  }),
  sources: { embeddings: ({ file }) => file, ids: ({ file, idFile }) => idFile ?? file },
  inputs: { tracks: table(Schema.Struct({ id: Schema.String })) },
  outputs: { embedding: vectors("lyrics feature"), lyrics: table(LyricsRow) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const tracks = (yield* inputs.tracks.rows).map(({ id }) => id)
    const source = path.basename(params.file)
    const bytes = yield* inputs.embeddings.read(source)
    const { idColumn, idFile } = params
    const ids = idFile === null
      ? null
      : new TextDecoder().decode(yield* inputs.ids.read(path.basename(idFile))).split(/\r\n|\r|\n/).filter((line) =>
        line !== ""
      )
    const { given, places } = yield* attempt(
      async () => {
        const read = await readRows({ source, bytes, idColumn, ids })
        return { given: read, places: matchRows(tracks, read, source) }
      },
      Error,
      unusable(source)
    )
    const found = places.filter((place) => place >= 0).length
    if (found === 0) {
      return yield* Effect.fail(
        new UnusableInput({
          what: `none of its ${given.ids.length} ids is a track`,
          where: source,
          hint: `its first id is "${given.ids[0] ?? ""}", the first track "${tracks[0] ?? ""}"; make them agree`
        })
      )
    }
    const matrix = zeros(tracks.length, given.names.length)
    places.forEach((place, i) => {
      if (place >= 0) matrix.data.set(row(given.matrix, place), i * matrix.cols)
    })
    report.summary(`${given.names.length} dimensions of ${found} of ${tracks.length} tracks`)
    return {
      embedding: { ids: tracks, names: given.names, matrix },
      lyrics: tracks.map((id, i) => rowFor(id, places[i]! >= 0))
    }
  })
})
