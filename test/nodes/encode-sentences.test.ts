import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { readTable } from "../../src/format/parquet.ts"
import { type RunReport, SerialRig } from "../dataflow/rig.ts"
import { tinyNetwork, tinyTokenizerJson } from "../music/text/tiny-encoder.ts"

const pipelineOver = (folder: string): string => `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { sungTracks } from "@src/../test/nodes/sung-tracks.ts"
import { judgeLyrics } from "@src/../nodes/text/judge-lyrics.ts"
import { encodeSentences } from "@src/../nodes/text/encode-sentences.ts"
const encoding = {
  network: "onnx/model.onnx", prefix: "", maxTokens: 16, batchSize: 4, pooling: "mean", unitLength: true, threads: 1
} as const
const at = (name: string) => ${JSON.stringify(folder)} + "/" + name
export default Pipeline.gen("p", { seed: 5 }, function*() {
  const { tracks } = yield* sungTracks({}, { tracks: 4, lyrics: ["love night amor love love night", null] })
  const { lyrics } = yield* judgeLyrics({ tracks }, { languages: ["en"], minimumWords: 2, remarks: "states" })
  yield* encodeSentences.as("incomplete")({ lyrics }, { ...encoding, folder: at("incomplete") })
  return yield* encodeSentences.as("complete")({ lyrics }, { ...encoding, folder: at("complete") })
})
`

let rig: SerialRig
let report: RunReport
beforeAll(async () => {
  rig = new SerialRig({
    "pipelines/p.ts": "", // written below, once the folder has a name
    "incomplete/tokenizer.json": "{}",
    "complete/tokenizer.json": JSON.stringify(tinyTokenizerJson()),
    "complete/tokenizer_config.json": `{"unk_token":"[UNK]"}`
  })
  rig.write("pipelines/p.ts", pipelineOver(rig.root))
  fs.mkdirSync(path.join(rig.root, "complete", "onnx"))
  fs.writeFileSync(path.join(rig.root, "complete", "onnx", "model.onnx"), tinyNetwork())
  report = await rig.run({ keepGoing: true })
  return () => rig[Symbol.dispose]()
}, 60_000)

const failureOf = (node: string) =>
  JSON.stringify(report.events.filter((event) => event._tag === "NodeFailed" && event.node === node))

describe("a folder with a sentence encoder", () => {
  it("gives every track with lyrics a vector of length one, and zeros to the others", async () => {
    const rows = await readTable(rig.store().objectPath(report.digests["complete.embedding"]!))

    const lengths = rows.map((row) => Math.hypot(Number(row["dimension1"]), Number(row["dimension2"])))
    expect(lengths.map((length) => Math.round(length * 1e9) / 1e9)).toEqual([1, 0, 1, 1])
    // tokens 1 4 5 6 4 4 5 2 of value (t, t²): the mean is (31, 139) / 8
    expect(Number(rows[0]!["dimension1"])).toBeCloseTo(31 / Math.hypot(31, 139), 12)
  })

  it("that lacks files is named with what it lacks and the command that brings them", () => {
    expect(failureOf("incomplete")).toContain("it has no tokenizer_config.json and no onnx/model.onnx")
    expect(failureOf("incomplete")).toContain("hf download Xenova/multilingual-e5-small onnx/model.onnx tokenizer.json")
  })
})
