/**
 * A library as people have them: tracks cut from pieces of music and encoded as MP3, FLAC, Ogg Vorbis, Opus and M4A under tags,
 * then run, run again, and run with one added, one moved and one retagged; for each the wall time, computed seconds, peak memory,
 * and how many tracks were measured. Run: node bench/library-10000.ts [--tracks 10000] [--seed 1] [--from DIR] [--keep DIR]
 * [-- flags of run …]. The pieces are those below --from (such as what Debian's music packages hold), or of the embedded corpus.
 * Wants ffmpeg and about 120 KB a track; removes all it made unless --keep says where the library and its cache are to stay; a library
 * that is there already is taken as it is.
 */
import { execFile, spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs, promisify } from "node:util"
import { Random } from "../src/math/random.ts"
import { encodeWav16 } from "../src/music/audio/wav.ts"
import { corpusTrack, renderTrack } from "../src/music/corpus/corpus.ts"
import { corpusSampleRateHz } from "../src/music/corpus/oscillator.ts"
import { gib, watchPipeline } from "./resident-memory.ts"

const { values: options, positionals: runFlags } = parseArgs({
  allowPositionals: true,
  options: {
    tracks: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    from: { type: "string" },
    keep: { type: "string" }
  }
})
const count = Number(options.tracks)
const seed = Number(options.seed)
const clipSec = 10
const pieceSec = 60
const longestSec = 120
const formats = [
  ["mp3", ["-c:a", "libmp3lame", "-b:a", "64k"]],
  ["flac", ["-c:a", "flac", "-compression_level", "0"]],
  ["ogg", ["-c:a", "libvorbis", "-q:a", "1"]],
  ["opus", ["-c:a", "libopus", "-b:a", "32k"]],
  ["m4a", ["-c:a", "aac", "-b:a", "64k"]]
] as const

const execute = promisify(execFile)
const ffmpeg = (words: ReadonlyArray<string>) => execute("ffmpeg", ["-v", "error", "-y", "-threads", "1", ...words])

const root = options.keep ?? fs.mkdtempSync(path.join(os.tmpdir(), "library-"))
const music = path.join(root, "music")
process.env["PIPELINE_CACHE"] = path.join(root, "cache")
fs.mkdirSync(music, { recursive: true })

/** A piece to cut from: its sound as a WAV file that `cut` removes, and the tags that its clips get. */
interface Piece {
  readonly tags: { readonly title: string; readonly artist: string; readonly genre: string }
  readonly writeWav: (file: string) => Promise<unknown>
}

const soundEndings = /\.(ogg|oga|opus|mp3|flac|wav|m4a)$/i

/** What ffprobe reads of a file; empty where it can read nothing. */
const probed = (file: string): { readonly seconds: number; readonly tags: Record<string, string> } => {
  const asked = "format=duration:format_tags:stream_tags"
  const { status, stdout } = spawnSync("ffprobe", ["-v", "error", "-of", "json", "-show_entries", asked, file], {
    encoding: "utf8"
  })
  if (status !== 0) return { seconds: 0, tags: {} }
  const { format, streams = [] } = JSON.parse(stdout)
  const tags = Object.entries<string>({ ...format.tags, ...streams[0]?.tags })
  return {
    seconds: Number(format.duration),
    tags: Object.fromEntries(tags.map(([name, text]) => [name.toLowerCase(), text]))
  }
}

/** The folder below `from` that a file is in: the package it came with. */
const packageOf = (from: string, file: string): string => path.relative(from, file).split(path.sep)[0]!

const piecesBelow = (from: string): ReadonlyArray<Piece> =>
  fs.readdirSync(from, { recursive: true, encoding: "utf8" }).sort().filter((name) => soundEndings.test(name))
    .map((name) => ({ file: path.join(from, name), ...probed(path.join(from, name)) }))
    .filter(({ seconds }) => seconds >= 2 * clipSec)
    .map(({ file, tags }) => ({
      tags: {
        title: tags["title"] ?? path.parse(file).name,
        artist: tags["artist"] ?? packageOf(from, file),
        genre: tags["genre"] ?? packageOf(from, file)
      },
      writeWav: (wav) => ffmpeg(["-i", file, "-t", String(longestSec), "-ac", "1", "-ar", "22050", wav])
    }))

const piecesOfCorpus = (): ReadonlyArray<Piece> =>
  Array.from({ length: Math.ceil(count / 60) }, (_, piece) => {
    const track = corpusTrack(seed, piece)
    return {
      tags: track,
      writeWav: async (wav) => fs.writeFileSync(wav, encodeWav16(renderTrack(track, pieceSec), corpusSampleRateHz))
    }
  })

const pieces = options.from === undefined ? piecesOfCorpus() : piecesBelow(options.from)

/** Cuts one piece into clips of all formats, sped up or slowed down a little, under the tags of albums of ten. */
const cut = async (piece: number, from: number, to: number): Promise<void> => {
  const { tags, writeWav } = pieces[piece]!
  const random = new Random(seed * 7919 + piece * 31 + from)
  const source = path.join(root, `piece-${piece}.wav`)
  await writeWav(source)
  const seconds = probed(source).seconds
  const clips = Array.from({ length: to - from }, (_, i) => {
    const at = from + i
    const [ending, codec] = formats[at % formats.length]!
    const artist = `${tags.artist} ${Math.floor(at / 20)}`
    const album = `Album ${Math.floor(at / 10)}`
    const folder = path.join(music, artist.replaceAll("/", " "), album)
    fs.mkdirSync(folder, { recursive: true })
    const clip = { title: `${tags.title} ${at}`, artist, album, genre: tags.genre }
    return {
      input: [
        "-ss",
        (random.uniform() * (seconds - 1.3 * clipSec)).toFixed(2),
        "-t",
        (1.2 * clipSec).toFixed(1),
        "-i",
        source
      ],
      output: [
        "-map",
        `${i}:a`,
        "-map_metadata",
        "-1",
        "-t",
        String(clipSec),
        "-af",
        `atempo=${(0.85 + 0.3 * random.uniform()).toFixed(3)}`,
        ...codec,
        ...Object.entries(clip).flatMap(([name, value]) => ["-metadata", `${name}=${value}`]),
        path.join(folder, `${at}.${ending}`)
      ]
    }
  })
  await ffmpeg([...clips.flatMap(({ input }) => input), ...clips.flatMap(({ output }) => output)])
  fs.rmSync(source)
}

/** Cuts all pieces, two at a time: each into as many clips as the others, the last into what is wanting. */
const cutAll = async (): Promise<void> => {
  const per = Math.ceil(count / pieces.length)
  const queue = pieces.map((_, piece) => piece).filter((piece) => piece * per < count)
  const work = async (): Promise<void> => {
    for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
      await cut(piece, piece * per, Math.min(count, (piece + 1) * per))
    }
  }
  await Promise.all([work(), work()])
}

const measured = async (what: string): Promise<void> => {
  const { code, cpuSeconds, lines, peak, seconds } = await watchPipeline(
    ["run", "easy", "--data", music, ...runFlags],
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
  if (fs.readdirSync(music).length === 0) await cutAll()
  const files = fs.readdirSync(music, { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file))
  const bytes = files.reduce((sum, file) => sum + fs.statSync(path.join(music, file)).size, 0)
  process.stdout.write(
    `${files.length} tracks of ${clipSec} s from ${pieces.length} pieces, seed ${seed}, ${
      (bytes / 2 ** 20).toFixed(0)
    } MiB, made in ${((performance.now() - began) / 1000).toFixed(0)} s; load ${
      os.loadavg()[0]!.toFixed(1)
    } on ${os.availableParallelism()} cores\n`
  )
  await measured("first run")
  await measured("second run")
  const [some] = files as [string]
  const full = path.join(music, some)
  await cut(0, count, count + 1)
  await measured("one added")
  fs.mkdirSync(path.join(music, "moved"))
  fs.renameSync(full, path.join(music, "moved", path.basename(some)))
  await measured("one moved")
  const other = path.join(music, files.find((file) => file.endsWith(".mp3") && file !== some)!)
  const again = path.join(root, "again.mp3")
  await ffmpeg(["-i", other, "-c", "copy", "-write_xing", "0", "-metadata", "title=Another title", again])
  fs.renameSync(again, other)
  await measured("one remuxed") // ffmpeg leaves the first frame out, which is no tag
  await ffmpeg(["-i", other, "-c", "copy", "-write_xing", "0", "-metadata", "title=A third title", again])
  fs.renameSync(again, other)
  await measured("one retagged")
} finally {
  if (options.keep === undefined) fs.rmSync(root, { recursive: true, force: true })
}
