/** scikit-learn's TF-IDF and latent semantic analysis of twelve short documents in four languages. */
import * as fs from "node:fs"
import * as path from "node:path"

/** `rows` hold [column, value] pairs; `vocabulary` is sorted by code point. */
export interface GoldenTfIdf {
  readonly vocabulary: ReadonlyArray<string>
  readonly idf: ReadonlyArray<number>
  readonly rows: ReadonlyArray<ReadonlyArray<readonly [number, number]>>
}

interface GoldenText {
  readonly documents: ReadonlyArray<string>
  readonly languages: ReadonlyArray<string>
  readonly variants: Readonly<Record<string, GoldenTfIdf>>
  readonly lsa4: {
    readonly singular_values: ReadonlyArray<number>
    readonly components: ReadonlyArray<ReadonlyArray<number>>
    readonly transform: ReadonlyArray<ReadonlyArray<number>>
  }
  readonly cosine_indic: ReadonlyArray<ReadonlyArray<number>>
}

const file = path.join(import.meta.dirname, "cluster", "text.json")

/** The golden values. */
export const goldenText = JSON.parse(fs.readFileSync(file, "utf8")) as GoldenText
