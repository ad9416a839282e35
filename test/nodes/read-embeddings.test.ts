import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { writeTensor } from "../../src/format/npy.ts"
import { readTable, writeTable } from "../../src/format/parquet.ts"
import { corpusTracks } from "../../src/music/corpus/corpus.ts"
import { type RunReport, SerialRig } from "../dataflow/rig.ts"

const [first, second] = [...corpusTracks(3, 1)].map(({ id }) => id)
const listColumns = [{ name: "id", type: "string" as const }, { name: "e", type: "numbers" as const }]

const pipelineOver = (folder: string): string => `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { sungTracks } from "@src/../test/nodes/sung-tracks.ts"
import { readEmbeddings } from "@src/../nodes/text/read-embeddings.ts"
const at = (name: string) => ${JSON.stringify(folder)} + "/" + name
const plain = { idColumn: null, idFile: null }
export default Pipeline.gen("p", { seed: 5 }, function*() {
  const { tracks } = yield* sungTracks({}, { tracks: 3, lyrics: [] })
  yield* readEmbeddings.as("csv")({ tracks }, { ...plain, file: at("given.csv") })
  yield* readEmbeddings.as("npy")({ tracks }, { ...plain, file: at("given.npy"), idFile: at("ids.txt") })
  yield* readEmbeddings.as("parquet")({ tracks }, { ...plain, file: at("given.parquet") })
  yield* readEmbeddings.as("text")({ tracks }, { ...plain, file: at("text.csv") })
  yield* readEmbeddings.as("strangers")({ tracks }, { ...plain, file: at("strangers.csv") })
  yield* readEmbeddings.as("unnamed")({ tracks }, { ...plain, file: at("given.npy") })
  yield* readEmbeddings.as("twice")({ tracks }, { ...plain, file: at("twice.csv") })
  return yield* readEmbeddings.as("column")({ tracks }, { ...plain, file: at("given.csv"), idColumn: "song" })
})
`

let rig: SerialRig
let report: RunReport
beforeAll(async () => {
  rig = new SerialRig({
    "pipelines/p.ts": "", // written below, once the folder has a name
    "given.csv": `track_id,a,b\n${second}.mp3,3,4\n${first},1,2\nunknown,5,6\n`,
    "ids.txt": `${second}\n${first}\n`,
    "text.csv": `id,a\n${first},1\n${second},loud\n`,
    "strangers.csv": "id,a\nzzz,1\n",
    "twice.csv": `id,a\n${first},1\n${first},2\n`
  })
  rig.write("pipelines/p.ts", pipelineOver(rig.root))
  fs.writeFileSync(path.join(rig.root, "given.npy"), writeTensor({ shape: [2, 2], data: Float32Array.of(3, 4, 1, 2) }))
  const rows = [{ id: first, e: [1, 2] }, { id: second, e: [3, 4] }]
  await writeTable(listColumns, rows, path.join(rig.root, "given.parquet"))
  report = await rig.run({ keepGoing: true })
  return () => rig[Symbol.dispose]()
}, 60_000)

const rowsOf = (output: string) => readTable(rig.store().objectPath(report.digests[output]!))
const valuesOf = async (output: string) =>
  (await rowsOf(output)).map((row) => Object.entries(row).flatMap(([name, value]) => name === "id" ? [] : [value]))
const failureOf = (node: string) =>
  JSON.stringify(report.events.filter((event) => event._tag === "NodeFailed" && event.node === node))

describe("embeddings made elsewhere", () => {
  it("come from CSV, from .npy with a list of ids, or from Parquet, in the order of the tracks", async () => {
    const expected = [[1, 2], [3, 4], [0, 0]]

    expect(await valuesOf("csv.embedding")).toEqual(expected)
    expect(await valuesOf("npy.embedding")).toEqual(expected)
    expect(await valuesOf("parquet.embedding")).toEqual(expected)
  })

  it("say which track has none, so that its zeros are not taken for a vector", async () => {
    expect((await rowsOf("csv.lyrics")).map((row) => row["state"])).toEqual(["present", "present", "missing"])
  })

  it("fail with the place when a cell is no number or a track comes twice", () => {
    expect(failureOf("text")).toContain("text.csv, row 2, column")
    expect(failureOf("text")).toContain("is not a finite number")
    expect(failureOf("twice")).toContain("rows 1 and 2 are both about")
  })

  it("fail when no id is a track, and show one of each", () => {
    expect(failureOf("strangers")).toContain("none of its 1 ids is a track")
    expect(failureOf("strangers")).toContain("zzz")
  })

  it("fail with what to set when rows have no names or the column is not there", () => {
    expect(failureOf("unnamed")).toContain("set idFile to a text file")
    expect(failureOf("column")).toContain("columns: track_id, a, b")
  })
})
