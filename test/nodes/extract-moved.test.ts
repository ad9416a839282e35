import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { readTable, writeTable } from "../../src/format/parquet.ts"
import { readVectorTable } from "../../src/format/vector-table.ts"
import { encodeWav16 } from "../../src/music/audio/wav.ts"
import { type RunReport, SerialRig } from "../dataflow/rig.ts"

const tone = (hz: number): Uint8Array =>
  encodeWav16(Float32Array.from({ length: 11_025 }, (_, i) => 0.5 * Math.sin(2 * Math.PI * hz * i / 22_050)), 22_050)

/** A folder of sound through the real node, and through a program that tells under what names it finds it. */
const project: Readonly<Record<string, string>> = {
  "nodes/list.ts": `import { files, Node, Schema, table } from "@src/dataflow/index.ts"
export const list = Node.make({
  params: { folder: Schema.String },
  sources: { music: (params) => params.folder },
  outputs: { tracks: table({ id: Schema.String, path: Schema.String, digest: Schema.String }), audio: files },
  run: function*({ inputs }) {
    const entries = yield* inputs.music.entries
    const tracks = entries.map(({ digest, path }) => ({ id: path.slice(0, -4), path, digest }))
    return { tracks, audio: yield* inputs.music.pick(entries.map(({ path }) => path)) }
  }
})
`,
  "nodes/names.ts": `import { files, Node, Schema, table, vectors } from "@src/dataflow/index.ts"
export const names = Node.mapCommand({
  over: "tracks",
  inputs: { tracks: table({ id: Schema.String, path: Schema.String, digest: Schema.String }), audio: files },
  byReference: ["audio"],
  attach: ["id"],
  itemKey: ({ digest }) => digest,
  itemName: ({ path }) => path,
  outputs: { seen: files, ones: vectors("one") },
  version: ["sh", "-c", "echo 1"],
  assets: ["one.parquet"],
  command: ({ inputs, item, outputs }) => [
    "sh", "-c", \`ls \${inputs.audio} > \${outputs.seen}/\${item.digest}; cp one.parquet \${outputs.ones}\`
  ]
})
`,
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { extract } from "@src/../nodes/features/extract.ts"
import { list } from "../nodes/list.ts"
import { names } from "../nodes/names.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { audio, tracks } = yield* list({}, { folder: "FOLDER" })
  const { features, quarantine, sound } = yield* extract({ tracks, audio }, { profile: "librosa", excerptSec: 30 })
  const { ones, seen } = yield* names({ tracks, audio })
  return { features, quarantine, sound, ones, seen }
})
`
}

let rig: SerialRig
let before: RunReport
let after: RunReport

const at = (name: string): string => path.join(rig.root, "music", name)
const place = (report: RunReport, port: string): string => rig.store().objectPath(report.digests[port]!)

beforeAll(async () => {
  rig = new SerialRig(project)
  rig.edit("pipelines/p.ts", "FOLDER", at(""))
  await writeTable([{ name: "one", type: "number" }], [{ one: 1 }], path.join(rig.root, "one.parquet"))
  fs.mkdirSync(at("sub"), { recursive: true })
  fs.writeFileSync(at("a.wav"), tone(440))
  fs.writeFileSync(at("b.wav"), tone(880))
  fs.writeFileSync(at("bad.wav"), "no sound")
  before = await rig.run()
  fs.renameSync(at("a.wav"), at("sub/c.mp3"))
  fs.renameSync(at("bad.wav"), at("old.ogg"))
  after = await rig.run()
}, 60_000)
afterAll(() => {
  rig[Symbol.dispose]()
})

it("extract measures no clip again that was renamed and moved, whatever its extension says", async () => {
  const [old, now] = await Promise.all(
    [before, after].map((report) => readVectorTable(place(report, "extract.features")))
  )

  expect([before.items["extract"], after.items["extract"]]).toEqual([3, 0])
  expect([old!.ids, now!.ids]).toEqual([["a", "b"], ["b", "sub/c"]])
  const width = old!.names.length
  expect(now!.data.subarray(width)).toEqual(old!.data.subarray(0, width))
  expect(now!.data.subarray(0, width)).toEqual(old!.data.subarray(width))
  expect((await readTable(place(after, "extract.sound"))).map(({ durationSec, id }) => [id, durationSec])).toEqual([
    ["b", 0.5],
    ["sub/c", 0.5]
  ])
})

it("extract names a renamed file that is no sound by its new name, in the events and in its table", async () => {
  const events = after.events.flatMap((event) => event._tag === "ItemQuarantined" ? [event] : [])

  const reason = "the file cannot be used: its first bytes match no known audio format. " +
    "Remove it, or convert it to WAV, FLAC, MP3 or Ogg."
  expect(events).toMatchObject([{ node: "extract", item: "old.ogg", reason }])
  expect(await readTable(place(after, "extract.quarantine"))).toEqual([{ item: "old.ogg", reason }])
})

it("a program finds a file that its item has by digest alone under that digest, and is not run again", async () => {
  const digests = fs.readdirSync(path.join(rig.root, "artifacts/p/names/seen"))
  const seen = digests.map((digest) => fs.readFileSync(path.join(rig.root, "artifacts/p/names/seen", digest), "utf8"))

  expect([before.items["names"], after.items["names"]]).toEqual([3, 0])
  expect(seen).toEqual(digests.map((digest) => `${digest}\n`))
  expect((await readVectorTable(place(after, "names.ones"))).ids).toEqual(["b", "old", "sub/c"])
})
