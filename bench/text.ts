/** How long TF-IDF and truncated SVD take beside scikit-learn on one thread. PYTHON names an interpreter that has it. */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { Random } from "../src/math/random.ts"
import { fitTfIdf, type TfIdfOptions } from "../src/music/text/tf-idf.ts"
import { scikitLearnPattern, tokenize } from "../src/music/text/tokenize.ts"
import { truncatedSvd } from "../src/music/text/truncated-svd.ts"
import { lyricsLike } from "./lyrics-like.ts"

const rounds = 5
const weighting = { minDocuments: 2, maxDocumentShare: 0.8, sublinear: false, smooth: true, norm: "l2" } as const
const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" }

interface Timed {
  readonly tfIdfMs: number
  readonly svdMs: number
  readonly terms: number
  readonly singularValues: ArrayLike<number>
}

const median = (values: Array<number>): number => values.sort((a, b) => a - b)[values.length >> 1]!

const ours = (documents: ReadonlyArray<string>, options: TfIdfOptions, components: number): Timed => {
  const start = performance.now()
  const terms = function*() {
    for (const text of documents) yield tokenize(text, scikitLearnPattern)
  }
  const { weights } = fitTfIdf(terms(), options)
  const middle = performance.now()
  const { singularValues } = truncatedSvd(weights, {
    components,
    oversampling: 10,
    iterations: 5,
    random: new Random(1)
  })
  return { tfIdfMs: middle - start, svdMs: performance.now() - middle, terms: weights.cols, singularValues }
}

const peer = (file: string, maxTerms: number | null, components: number): Timed => {
  const script = path.join(import.meta.dirname, "peers", "sklearn_text.py")
  const args = [script, file, String(maxTerms ?? 0), String(components)]
  const env = { ...process.env, ...oneThread }
  return JSON.parse(execFileSync(process.env["PYTHON"] ?? "python3", args, { encoding: "utf8", env }))
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "race-"))
const file = path.join(folder, "documents.json")
console.log(`TF-IDF and truncated SVD. Node ${process.version}, ${os.cpus()[0]?.model}, median of ${rounds}.\n`)
console.log(
  "| documents | terms | components | TF-IDF ms, ours / its | SVD ms, ours / its | σ₁, ours / its | σ_k, ours / its |"
)
console.log("|--:|--:|--:|--:|--:|--:|--:|")
for (
  const [count, maxTerms, components] of [[1000, 5000, 32], [1000, null, 100], [10_000, 5000, 32], [
    10_000,
    null,
    100
  ]] as const
) {
  const documents = lyricsLike(count, 1)
  fs.writeFileSync(file, JSON.stringify(documents))
  const options = { ...weighting, maxTerms }
  ours(documents, options, components)
  const mine: Array<Timed> = []
  const its: Array<Timed> = []
  for (let round = 0; round < rounds; round++) {
    mine.push(ours(documents, options, components))
    its.push(peer(file, maxTerms, components))
  }
  const ms = (pick: (one: Timed) => number) => [mine, its].map((all) => median(all.map(pick)).toFixed(0)).join(" / ")
  const value = (at: number) => [mine, its].map((all) => all[0]!.singularValues[at]!.toPrecision(6)).join(" / ")
  const cells = [ms((one) => one.tfIdfMs), ms((one) => one.svdMs), value(0), value(components - 1)]
  console.log(`| ${[count, mine[0]!.terms, components, ...cells].join(" | ")} |`)
}
fs.rmSync(folder, { recursive: true })
