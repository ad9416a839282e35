/**
 * Mutated sound files of ten formats: none may end the process, take longer than 25 s, fail with anything but BadAudio, or
 * change what an intact file measures afterwards. Run: node bench/fuzz-sound.ts [count] [seed] [tags]; exits 1 where one does.
 * With the word "tags" all files have tags (written by ffmpeg), only those are mutated, and tags and sound are told apart too.
 */
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { isMainThread, parentPort, Worker } from "node:worker_threads"
import { BadAudio } from "../src/music/audio/bad-audio.ts"
import { SYSTEM_FFMPEG } from "../src/music/audio/ffmpeg.ts"
import { measureTrack } from "../src/music/audio/measure-track.ts"
import { inMemory } from "../src/music/audio/sound-file.ts"
import { soundOf } from "../src/music/audio/sound-of.ts"
import { readTags } from "../src/music/ingest/reader/tags.ts"

const formats = new URL("../test/golden/audio/formats/", import.meta.url)
const names = [
  "sine.mp3",
  "sine.flac",
  "sine-vorbis.ogg",
  "sine-opus.opus",
  "sine-flac.ogg",
  "sine.m4a",
  "sine.webm",
  "sine.wma",
  "sine.aiff",
  "sine.au",
  "sine-adpcm.wav",
  "sine-extensible-24.wav"
]
const longestMs = 25_000
const everyClean = 50

interface Answer {
  readonly outcome: string
  readonly digest: string
}

const measure = async (bytes: Uint8Array): Promise<Answer> => {
  try {
    await readTags(inMemory(bytes))
    const { features, sound, square } = await measureTrack(soundOf(inMemory(bytes)), "the file", {
      profile: "librosa",
      excerptSec: 30,
      ffmpeg: SYSTEM_FFMPEG
    })
    const hash = createHash("sha256").update(Float64Array.from(features.values)).update(square.data)
    return { outcome: "measured", digest: hash.update(JSON.stringify(sound)).digest("hex") }
  } catch (error) {
    return { outcome: error instanceof BadAudio ? error.reason : `not BadAudio: ${String(error)}`, digest: "" }
  }
}

/** A number below `below`, from a generator that gives the same ones for one seed. Source: Numerical Recipes §7.1. */
const randomOf = (seed: number) => {
  let state = seed >>> 0
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor(state / 2 ** 32 * below)
  }
}

/** The file under tags, as ffmpeg writes them; as it is where that cannot be. */
const tagged = (name: string): Uint8Array => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fuzz-"))
  const file = path.join(folder, name)
  const tags = [
    "title=A title",
    "artist=Somebody",
    "album=An album",
    "genre=Jazz",
    "lyrics=la la la",
    "date=1999",
    "track=3/9"
  ]
  const own = name.endsWith(".mp3")
    ? ["-write_id3v1", "1"]
    : name.endsWith(".aiff")
    ? ["-write_id3v2", "1"]
    : []
  const words = ["-v", "error", "-i", new URL(name, formats).pathname, "-c", "copy", ...own]
  const { status } = spawnSync("ffmpeg", [...words, ...tags.flatMap((tag) => ["-metadata", tag]), file])
  const bytes = status === 0
    ? new Uint8Array(fs.readFileSync(file))
    : new Uint8Array(fs.readFileSync(new URL(name, formats)))
  fs.rmSync(folder, { recursive: true })
  return bytes
}

const tagBytes = { head: 600, tail: 300 }

/** One to six mutations of a file, or of its ends alone. */
const mutated = (bytes: Uint8Array, random: (below: number) => number, isTags: boolean): Uint8Array => {
  let now = Buffer.from(bytes)
  const atEnds = () =>
    random(3) === 0 ? Math.max(0, now.length - 1 - random(tagBytes.tail)) : random(Math.min(tagBytes.head, now.length))
  const place = () => isTags ? atEnds() : random(3) === 0 ? random(Math.min(256, now.length)) : random(now.length) // heads break more
  for (let i = random(6); i >= 0 && now.length > 1; i--) {
    const at = place()
    const end = Math.min(now.length, at + 1 + random(64))
    const how = random(7)
    if (how === 0) now[at] = random(256)
    else if (how === 1) now.fill(0xff, at, end)
    else if (how === 2) now.fill(0, at, end)
    else if (how === 3) now = Buffer.concat([now.subarray(0, at), now.subarray(end)])
    else if (how === 4) now = Buffer.concat([now.subarray(0, end), now.subarray(at)])
    else if (how === 5) now = now.subarray(0, Math.max(1, random(now.length)))
    else now[at]! ^= 1 << random(8)
  }
  return now
}

const start = (): Worker => {
  const worker = new Worker(new URL(import.meta.url), { stdout: true, stderr: true })
  worker.stdout.resume()
  worker.stderr.resume() // decoders say more than anybody reads
  return worker
}

/** What the worker answers, or why it does not. */
const ask = (worker: Worker, bytes: Uint8Array): Promise<Answer> =>
  new Promise((resolve) => {
    const done = (answer: Answer) => {
      clearTimeout(timer)
      worker.off("message", done).off("error", failed).off("exit", ended)
      resolve(answer)
    }
    const timer = setTimeout(() => done({ outcome: "hangs", digest: "" }), longestMs)
    worker.once("message", done)
    const failed = (error: unknown) => done({ outcome: `crashes: ${String(error)}`, digest: "" })
    const ended = (code: number) => done({ outcome: `crashes: exit ${code}`, digest: "" })
    worker.on("message", done).on("error", failed).on("exit", ended).postMessage(bytes)
  })

const fuzz = async (count: number, seed: number, isTags: boolean): Promise<boolean> => {
  console.log(`${count} ${isTags ? "tagged files" : "files"} of ${names.length} kinds, seed ${seed}`)
  const random = randomOf(seed)
  const clean = names.map((name) => isTags ? tagged(name) : new Uint8Array(fs.readFileSync(new URL(name, formats))))
  let worker = start()
  const expected: Array<string> = []
  for (const bytes of clean) expected.push((await ask(worker, bytes)).digest)
  const outcomes = new Map<string, number>()
  const faults: Array<string> = []
  let slowestMs = 0
  for (let i = 0; i < count; i++) {
    const kind = i % names.length
    const bytes = mutated(clean[kind]!, random, isTags)
    const beganAt = performance.now()
    const { outcome } = await ask(worker, bytes)
    slowestMs = Math.max(slowestMs, performance.now() - beganAt)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    if (/^(hangs|crashes|not BadAudio)/.test(outcome)) {
      faults.push(`file ${i} of ${names[kind]}: ${outcome}`)
      fs.writeFileSync(`fuzz-${seed}-${i}-${names[kind]}`, bytes)
      await worker.terminate()
      worker = start()
    }
    if (i % everyClean !== everyClean - 1) continue
    const check = random(names.length)
    if ((await ask(worker, clean[check]!)).digest !== expected[check]) {
      faults.push(`after file ${i}, ${names[check]} measures otherwise`)
    }
  }
  await worker.terminate()
  for (const [outcome, files] of [...outcomes].sort(([, a], [, b]) => b - a)) {
    console.log(`${String(files).padStart(7)}  ${outcome}`)
  }
  console.log(`slowest ${(slowestMs / 1000).toFixed(1)} s`)
  for (const fault of faults) console.log(fault)
  return faults.length === 0
}

if (isMainThread) {
  const [count = "1000", seed = "1", tags] = process.argv.slice(2)
  process.exitCode = await fuzz(Number(count), Number(seed), tags === "tags") ? 0 : 1
} else {
  parentPort!.on("message", (bytes: Uint8Array) => {
    void measure(bytes).then((answer) => parentPort!.postMessage(answer))
  })
}
