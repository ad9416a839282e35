/**
 * Lyrics as numbers, from the best that lies beside the data: embeddings made elsewhere, in lyrics-embeddings.parquet; a
 * sentence encoder, in a folder sentence-encoder; or nothing but the words, which then become topics.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import type { LyricsRow } from "../../nodes/row/lyrics-row.ts"
import type { Track } from "../../nodes/row/track.ts"
import { embedLyrics } from "../../nodes/text/embed-lyrics.ts"
import { encodeSentences } from "../../nodes/text/encode-sentences.ts"
import { readEmbeddings } from "../../nodes/text/read-embeddings.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"

/** As the E5 family was trained; its longest text is 512 tokens. */
const encoding = {
  network: "onnx/model.onnx",
  prefix: "query: ",
  maxTokens: 512,
  batchSize: 16,
  pooling: "mean",
  unitLength: true,
  threads: 1
} as const

/** What lies beside the data under this name, or undefined. */
const beside = (data: DataSource, name: string): string | undefined => {
  if (data._tag === "Embedded") return undefined
  const found = path.join(data._tag === "Folder" ? data.path : path.dirname(data.path), name)
  return fs.existsSync(found) ? found : undefined
}

/** Tracks and what was judged of their lyrics, in the same order. */
export interface SungTracks {
  readonly tracks: Ref<Table<Track>>
  readonly lyrics: Ref<Table<LyricsRow>>
}

/** Places one way from lyrics to numbers; `topics` are the parameters of embed-lyrics, for want of better. */
export function* lyricsSpace(
  data: DataSource,
  { lyrics, tracks }: SungTracks,
  topics: Parameters<typeof embedLyrics>[1]
) {
  const file = beside(data, "lyrics-embeddings.parquet")
  if (file !== undefined) return yield* readEmbeddings({ tracks }, { file, idColumn: null, idFile: null })
  const folder = beside(data, "sentence-encoder")
  if (folder !== undefined) {
    const { embedding } = yield* encodeSentences({ lyrics }, { ...encoding, folder })
    return { embedding, lyrics }
  }
  const { embedding } = yield* embedLyrics({ lyrics }, topics)
  return { embedding, lyrics }
}
