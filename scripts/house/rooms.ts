/**
 * The house: every room, what it is for and whom it may import. CONTRIBUTING.md shows this table, test/architecture.test.ts
 * holds the tree and its imports to it, and draw-rooms.ts draws what the imports make of it.
 */

/** A folder of sources. `inner` are folders inside it that share its arrows. */
export interface Room {
  readonly path: string
  readonly holds: string
  /** Rooms it may import; a room stands for all rooms below it too. Every room may import itself. */
  readonly mayImport: ReadonlyArray<string>
  readonly inner?: ReadonlyArray<string>
  /** It only hands on what the rooms below it hold; the drawing leaves it out. */
  readonly isFace?: true
}

const ground = ["src/math", "src/format"]

/** Steps of a ladder: each room may import those before it. */
const ladder = (
  below: ReadonlyArray<string>,
  ...rooms: ReadonlyArray<Omit<Room, "mayImport">>
): ReadonlyArray<Room> =>
  rooms.map((room, i) => ({ ...room, mayImport: [...below, ...rooms.slice(0, i).map(({ path }) => path)] }))

const dataflow = ladder(
  ground,
  { path: "src/dataflow/store", holds: "objects, actions, references, locks and leases on a disk" },
  { path: "src/dataflow/kind", holds: "the sorts of artifact a node gives and takes" },
  { path: "src/dataflow/dsl", holds: "nodes, pipelines, labels: what a pipeline file says" },
  { path: "src/dataflow/code", holds: "code compiled and fingerprinted" },
  { path: "src/dataflow/plan", holds: "what is fresh, what runs and why" },
  { path: "src/dataflow/run", holds: "steps carried out, in threads, with events", inner: ["threads"] },
  { path: "src/dataflow/history", holds: "what past runs were and left, asked in SQL" }
)

const aboveRun = [...ground, ...dataflow.map(({ path }) => path)]

const projection = "src/learn/projection"
const metric = "src/learn/metric"
const [resampling, test, clustering, probe] = ["resampling", "test", "clustering", "probe"].map((each) =>
  `${metric}/${each}`
) as [string, string, string, string]

const learn: ReadonlyArray<Room> = [
  { path: projection, holds: "scaling, PCA, t-SNE, UMAP", mayImport: ground },
  { path: resampling, holds: "bootstrap, half samples, null distributions", mayImport: ground },
  { path: test, holds: "ranks, correlations, tests of significance", mayImport: [...ground, resampling] },
  {
    path: clustering,
    holds: "scores of a clustering, with and without labels",
    mayImport: [...ground, projection, resampling, test]
  },
  {
    path: probe,
    holds: "what a classifier reads from a space",
    mayImport: [...ground, projection, resampling, test, clustering]
  },
  {
    path: `${metric}/disentanglement`,
    holds: "how factors are spread over dimensions",
    mayImport: [...ground, projection, resampling, test, clustering, probe]
  },
  { path: `${metric}/map`, holds: "how true a map is to its space", mayImport: [...ground, projection] },
  { path: metric, holds: "the face of all six", mayImport: [metric], isFace: true },
  {
    path: "src/learn/cluster",
    holds: "clusterers, the choice of k, and placing new points",
    mayImport: [...ground, projection, metric]
  },
  {
    path: "src/learn/model",
    holds: "autoencoders: layers, losses, weights",
    mayImport: [...ground, projection, metric, "src/learn/cluster"]
  },
  {
    path: "src/learn/training",
    holds: "the trainer and its backends",
    mayImport: [...ground, projection, metric, "src/learn/cluster", "src/learn/model"],
    inner: ["compile", "compile/kernels"]
  },
  {
    path: "src/learn/audit",
    holds: "what may be wrong with a collection before anything is learned",
    mayImport: [...ground, projection, metric, "src/learn/cluster"]
  }
]

const music: ReadonlyArray<Room> = [
  { path: "src/music/audio", holds: "sound decoded and measured", mayImport: ground },
  { path: "src/music/text", holds: "words measured", mayImport: ground, inner: ["stop-words"] },
  {
    path: "src/music/ingest/reader",
    holds: "tables and tags of others, read from bytes",
    mayImport: [...ground, "src/music/audio", "src/music/text"]
  },
  {
    path: "src/music/ingest/dataset",
    holds: "one loader per published dataset",
    mayImport: [...ground, "src/music/audio", "src/music/text", "src/music/ingest/reader"]
  },
  { path: "src/music/ingest", holds: "what data a pipeline is asked to read", mayImport: ["src/music/ingest"] },
  { path: "src/music/corpus", holds: "music made up, with known factors", mayImport: ground, inner: ["lyrics"] }
]

const nodes = [
  ["ingest", "read folders, tables and corpora"],
  ["features", "measure and scale tracks"],
  ["text", "read and measure words"],
  ["fuse", "lay modalities side by side"],
  ["train", "fit models"],
  ["embed", "encode, decode and walk"],
  ["cluster", "cluster tracks"],
  ["evaluate", "score, probe, compare, audit"],
  ["project", "lay spaces out as maps"],
  ["report", "draw figures and write pages"],
  ["section", "tell evidence as sections of a report"],
  ["study", "serve one study each"]
].map(([name, does]): Room => ({
  path: `nodes/${name}`,
  holds: `nodes that ${does}`,
  mayImport: [...ground, "src/music", "src/learn", "src/page", "src/dataflow", "nodes/row"]
}))

/** All rooms, from the ground up. */
export const house: ReadonlyArray<Room> = [
  { path: "src/math", holds: "matrices, random numbers, decompositions, neighbours", mayImport: [] },
  { path: "src/format", holds: "codecs: Parquet, NumPy, safetensors, canonical JSON, digests", mayImport: [] },
  ...dataflow,
  { path: "src/dataflow/sweep", holds: "one pipeline over many settings", mayImport: aboveRun },
  { path: "src/dataflow/exchange", holds: "what other tools read", mayImport: aboveRun },
  {
    path: "src/dataflow/library",
    holds: "pipelines run and read from a program",
    mayImport: [...aboveRun, "src/dataflow/sweep", "src/dataflow/exchange"]
  },
  { path: "src/dataflow/testing", holds: "one node run in a test", mayImport: aboveRun },
  { path: "src/dataflow", holds: "the framework's public face", mayImport: [...ground, "src/dataflow"] },
  ...music,
  ...learn,
  { path: "src/page/chart", holds: "data in, Vega-Lite specification out", mayImport: ground },
  {
    path: "src/page/report",
    holds: "charts and tables in, SVG, PNG, HTML and Markdown out",
    mayImport: [...ground, "src/page/chart"]
  },
  {
    path: "src/page/web",
    holds: "what a report, and pipeline ui, do in the browser",
    mayImport: [...ground, "src/page/chart", "src/page/report"],
    inner: ["ui"]
  },
  { path: "src/page", holds: "the face of both", mayImport: ["src/page"], isFace: true },
  {
    path: "nodes/row",
    holds: "contracts between nodes: rows, shared parameters, services",
    mayImport: [...ground, "src/music", "src/learn", "src/page", "src/dataflow"]
  },
  ...nodes,
  {
    path: "pipelines/parts",
    holds: "whatever places several steps, and every number that decides a result",
    mayImport: [...ground, "nodes", "src/dataflow", "src/music"]
  },
  {
    path: "pipelines/studies",
    holds: "pipelines that answer one question",
    mayImport: [...ground, "nodes", "src/dataflow", "src/music", "pipelines/parts"]
  },
  {
    path: "pipelines",
    holds: "the pipelines to run",
    mayImport: [...ground, "nodes", "src/dataflow", "src/music", "pipelines/parts"]
  },
  {
    path: "src/app/library",
    holds: "trained pipelines put to use: assign, similar, playlists",
    mayImport: [...ground, "src/dataflow", "src/music", "src/learn", "src/page", "nodes", "pipelines"]
  },
  {
    path: "src/app/cli",
    holds: "the command line; nobody imports it",
    mayImport: [
      ...ground,
      "src/dataflow",
      "src/music",
      "src/learn",
      "src/page",
      "nodes",
      "pipelines",
      "src/app/library"
    ],
    inner: ["render", "ui", "verb", "watch"]
  }
]

/** Rooms of plain functions: they know no runtime and no disk, so that they can be tested and taken without either. */
export const plain: ReadonlyArray<string> = ["src/math", "src/music", "src/learn", "src/page"]

/** What plain rooms never import. */
export const withheld: ReadonlyArray<string> = ["effect", "@effect", "node:fs"]

/** `path` is `folder`, or lies in it. */
export const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)
