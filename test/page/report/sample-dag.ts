import type { Dag, DagStatus } from "../../../src/page/report/dag.ts"

const statuses: Readonly<Record<string, DagStatus>> = {
  join: "ran",
  split: "ran",
  "train-vae": "ran",
  "train-cvae": "running",
  "train-beta4": "failed",
  "embed-vae": "stale",
  "embed-pca": "missing"
}

const reads: ReadonlyArray<readonly [string, string, string]> = [
  ["ingest-audio", "ingest", ""],
  ["resample", "features", "ingest-audio"],
  ["mel", "features", "resample"],
  ["mfcc", "features", "resample"],
  ["chroma", "features", "resample"],
  ["ingest-lyrics", "ingest", ""],
  ["lyrics-embed", "features", "ingest-lyrics"],
  ["ingest-meta", "ingest", ""],
  ["join", "features", "mel mfcc chroma lyrics-embed ingest-meta"],
  ["split", "train", "join"],
  ["train-vae", "train", "split"],
  ["train-cvae", "train", "split"],
  ["train-beta4", "train", "split"],
  ["train-beta10", "train", "split"],
  ["embed-vae", "embed", "train-vae"],
  ["embed-cvae", "embed", "train-cvae"],
  ["embed-b4", "embed", "train-beta4"],
  ["embed-b10", "embed", "train-beta10"],
  ["embed-pca", "embed", "split"],
  ["kmeans", "cluster", "embed-vae embed-cvae embed-b4 embed-b10 embed-pca"],
  ["dbscan", "cluster", "embed-vae embed-pca"],
  ["agglomerative", "cluster", "embed-vae embed-pca"],
  ["evaluate", "evaluate", "kmeans dbscan agglomerative"],
  ["traversals", "evaluate", "train-cvae train-beta4"],
  ["report", "report", "evaluate traversals"]
]

/** A pipeline of 25 nodes in all seven states. */
export const sampleDag: Dag = {
  nodes: reads.map(([name, group], i) => ({
    name,
    kind: name,
    group,
    status: statuses[name] ?? (i < 9 ? "cached" : "pending")
  })),
  edges: reads.flatMap(([to, , from]) =>
    from.split(" ").filter(Boolean).map((source) => ({ from: source, to, label: "" }))
  )
}
