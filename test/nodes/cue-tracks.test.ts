import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { readTable } from "../../src/format/parquet.ts"
import { readVectorTable } from "../../src/format/vector-table.ts"
import { encodeWav16 } from "../../src/music/audio/wav.ts"
import { Rig, type RunReport } from "../dataflow/rig.ts"

const rateHz = 22_050
const tone = (hz: number, sec: number): Float32Array =>
  Float32Array.from({ length: sec * rateHz }, (_, i) => 0.5 * Math.sin(2 * Math.PI * hz * i / rateHz))

const project: Readonly<Record<string, string>> = {
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { extract } from "@src/../nodes/features/extract.ts"
import { applyTags } from "@src/../nodes/ingest/apply-tags.ts"
import { nameSounds } from "@src/../nodes/ingest/name-sounds.ts"
import { readTags } from "@src/../nodes/ingest/read-tags.ts"
import { scanFolder } from "@src/../nodes/ingest/scan-folder.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const found = yield* scanFolder({}, { folder: "FOLDER", labelColumn: null, byFolder: false, remarks: [], fewest: 1 })
  const { sounds, tags } = yield* readTags({ tracks: found.tracks, audio: found.audio }, {})
  const named = yield* nameSounds({ tracks: found.tracks, audio: found.audio, sounds }, {})
  const { tracks } = yield* applyTags({ tracks: named.tracks, tags, sheets: found.sheets }, {
    label: "genre", name: "genre", why: "", groupsByFolder: true
  })
  const { features, quarantine, sound } = yield* extract({ tracks, audio: named.audio }, { profile: "librosa", excerptSec: 30 })
  return { tracks, problems: found.problems, features, quarantine, sound }
})
`
}

const sheet = `REM GENRE Folk
REM DATE 1971
PERFORMER "The Harbour"
TITLE "Three Tones"
FILE "three tones.wav" WAVE
  TRACK 01 AUDIO
    TITLE "Low"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Middle"
    PERFORMER "Ada"
    INDEX 00 00:00:30
    INDEX 01 00:00:45
  TRACK 03 AUDIO
    TITLE "High"
    INDEX 01 00:01:15
`

let rig: Rig
let first: RunReport
let second: RunReport

const place = (report: RunReport, port: string): string => rig.store().objectPath(report.digests[port]!)

beforeAll(async () => {
  rig = new Rig(project)
  const music = path.join(rig.root, "music")
  rig.edit("pipelines/p.ts", "FOLDER", music)
  fs.mkdirSync(music)
  const tones = [tone(440, 0.6), tone(880, 0.6), tone(1760, 0.8)]
  const album = Float32Array.from(tones.flatMap((samples) => [...samples]))
  fs.writeFileSync(path.join(music, "Three Tones.wav"), encodeWav16(album, rateHz)) // the sheet writes it otherwise
  fs.writeFileSync(path.join(music, "three.cue"), sheet)
  tones.forEach((samples, i) => fs.writeFileSync(path.join(music, `alone ${i}.wav`), encodeWav16(samples, rateHz)))
  first = await rig.run()
  const moved = sheet.replace("00:01:15", "00:01:20") + "  TRACK 04 AUDIO\n    INDEX 01 09:00:00\n"
  fs.writeFileSync(path.join(music, "three.cue"), moved)
  second = await rig.run()
}, 60_000)
afterAll(() => {
  rig[Symbol.dispose]()
})

it("tracks of an album have what its sheet calls them, and stand in place of the file", async () => {
  const tracks = await readTable(place(first, "apply-tags.tracks"))

  expect(tracks.map(({ artist, endSec, id, label, startSec, title }) => [id, title, artist, label, startSec, endSec]))
    .toEqual([
      ["three-tones-01", "The Harbour – Low", "The Harbour", "Folk", 0, 0.6],
      ["three-tones-02", "Ada – Middle", "Ada", "Folk", 0.6, 1.2],
      ["three-tones-03", "The Harbour – High", "The Harbour", "Folk", 1.2, null],
      ...[0, 1, 2].map((i) => [`alone-${i}`, `alone ${i}`, null, null, null, null])
    ])
  expect(await readTable(place(first, "scan-folder.problems"))).toEqual([])
})

it("what is measured of a track is what is measured of a file of the same samples", async () => {
  const { data, ids, names } = await readVectorTable(place(first, "extract.features"))
  const rowOf = (id: string) => data.subarray(ids.indexOf(id) * names.length, (ids.indexOf(id) + 1) * names.length)
  const sounds = await readTable(place(first, "extract.sound"))

  for (const i of [0, 1, 2]) expect(rowOf(`three-tones-0${i + 1}`)).toEqual(rowOf(`alone-${i}`))
  expect(sounds.slice(0, 3).map(({ durationSec }) => durationSec)).toEqual([0.6, 0.6, 0.8])
})

it("another sheet measures the stretches again that it changes, and one behind the end is set aside by name", async () => {
  expect([first.items["extract"], second.items["extract"]]).toEqual([6, 3])
  expect(await readTable(place(second, "extract.quarantine"))).toEqual([
    {
      item: "Three Tones.wav from 9:00",
      reason:
        "the file cannot be used: it lies behind the end of its file (it begins at 9:00). Mend the CUE sheet, or remove it."
    }
  ])
  expect((await readVectorTable(place(second, "extract.features"))).ids).toHaveLength(6)
})
