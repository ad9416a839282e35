/**
 * A library as people have them: tracks cut from pieces of the embedded corpus and encoded as MP3, FLAC, Ogg Vorbis, Opus and M4A
 * under tags, then run, run again, and run with one added, one moved and one retagged; for each the wall time, computed
 * seconds, peak memory, and how many tracks were measured. Run: node bench/library-10000.ts [tracks] [seed] [flags of run …]
 * Wants ffmpeg and about 120 KB a track; removes all it made.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { encodeWav16 } from "../src/music/audio/wav.ts"
import { corpusTrack, renderTrack } from "../src/music/corpus/corpus.ts"
import { corpusSampleRateHz } from "../src/music/corpus/oscillator.ts"
import { gib, watchPipeline } from "./resident-memory.ts"

const [count = 10_000, seed = 1] = process.argv.slice(2).map(Number).filter(Number.isFinite)
const clipSec = 10
const pieceSec = 60
const formats = [
  ["mp3", ["-c:a", "libmp3lame", "-b:a", "64k"]],
  ["flac", ["-c:a", "flac", "-compression_level", "0"]],
  ["ogg", ["-c:a", "libvorbis", "-q:a", "1"]],
  ["opus", ["-c:a", "libopus", "-b:a", "32k"]],
  ["m4a", ["-c:a", "aac", "-b:a", "64k"]]
] as const
const perPiece = 60

/** The same numbers for one seed. Source: Numerical Recipes §7.1. */
const randomOf = (start: number) => {
  let state = start >>> 0
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32 * below
  }
}

const ffmpeg = (words: ReadonlyArray<string>): void => {
  const { status, stderr } = spawnSync("ffmpeg", ["-v", "error", "-y", "-threads", "1", ...words], { encoding: "utf8" })
  if (status !== 0) throw new Error(stderr)
}

/** Cuts one piece into clips of all formats, sped up or slowed down a little, under the tags of albums of ten. */
const cut = (music: string, piece: number, from: number, to: number): void => {
  const track = corpusTrack(seed, piece)
  const random = randomOf(seed * 7919 + piece)
  const source = path.join(music, "..", "piece.wav")
  fs.writeFileSync(source, encodeWav16(renderTrack(track, pieceSec), corpusSampleRateHz))
  const outputs = Array.from({ length: to - from }, (_, i) => {
    const at = from + i
    const [ending, codec] = formats[at % formats.length]!
    const artist = `${track.artist} ${Math.floor(at / 20)}`
    const folder = path.join(music, artist, `Album ${Math.floor(at / 10)}`)
    fs.mkdirSync(folder, { recursive: true })
    const tempo = (0.85 + random(0.3)).toFixed(3)
    const tags = { title: `${track.title} ${at}`, artist, album: `Album ${Math.floor(at / 10)}`, genre: track.genre }
    return [
      "-ss",
      random(pieceSec - 1.2 * clipSec).toFixed(2),
      "-t",
      String(clipSec),
      "-af",
      `atempo=${tempo}`,
      ...codec,
      ...Object.entries(tags).flatMap(([name, value]) => ["-metadata", `${name}=${value}`]),
      path.join(folder, `${at}.${ending}`)
    ]
  })
  ffmpeg(["-i", source, ...outputs.flat()])
}

const root = fs.mkdtempSync(path.join(os.tmpdir(), "library-"))
const music = path.join(root, "music")
process.env["PIPELINE_CACHE"] = path.join(root, "cache")
fs.mkdirSync(music)

const measured = async (what: string): Promise<void> => {
  const { code, cpuSeconds, lines, peak, seconds } = await watchPipeline(
    ["run", "easy", "--data", music, ...process.argv.slice(4)],
    { isSilent: true }
  )
  const extract = lines.filter((line) => line.includes("extract ") && line.includes("items,")).at(-1) ?? ""
  const [, items = "?", cached = "?"] = /(\d[\d,]*) items, (\d[\d,]*) cached/.exec(extract) ?? []
  const fresh = extract === "" ? "0" : String(Number(items.replaceAll(",", "")) - Number(cached.replaceAll(",", "")))
  process.stdout.write(
    `${what.padEnd(14)}  ${seconds.toFixed(1).padStart(8)} s  ${cpuSeconds.toFixed(1).padStart(8)} s computed  ` +
      `${(peak / gib).toFixed(2)} GiB  ${fresh.padStart(6)} measured  exit ${code}\n`
  )
}

try {
  const began = performance.now()
  for (let from = 0, piece = 0; from < count; from += perPiece, piece++) {
    cut(music, piece, from, Math.min(count, from + perPiece))
  }
  const files = fs.readdirSync(music, { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file))
  const bytes = files.reduce((sum, file) => sum + fs.statSync(path.join(music, file)).size, 0)
  process.stdout.write(
    `${files.length} tracks of ${clipSec} s, seed ${seed}, ${(bytes / 2 ** 20).toFixed(0)} MiB, made in ${
      ((performance.now() - began) / 1000).toFixed(0)
    } s; load ${os.loadavg()[0]!.toFixed(1)} on ${os.availableParallelism()} cores\n`
  )
  await measured("first run")
  await measured("second run")
  const [some] = files as [string]
  const full = path.join(music, some)
  cut(music, Math.ceil(count / perPiece), count, count + 1)
  await measured("one added")
  fs.mkdirSync(path.join(music, "moved"))
  fs.renameSync(full, path.join(music, "moved", path.basename(some)))
  await measured("one moved")
  const other = path.join(music, files.find((file) => file.endsWith(".mp3") && file !== some)!)
  const again = path.join(root, "again.mp3")
  ffmpeg(["-i", other, "-c", "copy", "-write_xing", "0", "-metadata", "title=Another title", again])
  fs.renameSync(again, other)
  await measured("one remuxed") // ffmpeg leaves the first frame out, which is no tag
  ffmpeg(["-i", other, "-c", "copy", "-write_xing", "0", "-metadata", "title=A third title", again])
  fs.renameSync(again, other)
  await measured("one retagged")
} finally {
  fs.rmSync(root, { recursive: true, force: true })
}
