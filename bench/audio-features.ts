/**
 * Time of the audio features of one 30 s clip, ours beside librosa's where `python3` (or $PYTHON) can import it.
 * Run: node bench/audio-features.ts
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { FEATURE_NAMES } from "../src/music/audio/feature-names.ts"
import { librosaFeatures } from "../src/music/audio/librosa-features.ts"
import { logMelSquare } from "../src/music/audio/log-mel-square.ts"
import { melStatistics } from "../src/music/audio/mel-statistics.ts"
import { meydaFeatures } from "../src/music/audio/meyda-features.ts"
import { SAMPLE_RATE_HZ } from "../src/music/audio/profile.ts"
import { resample } from "../src/music/audio/resample.ts"
import { decodeWav, encodeWav16 } from "../src/music/audio/wav.ts"

const clipSec = 30
const rounds = 7

interface Timing {
  readonly what: string
  readonly bestMs: number
  readonly medianMs: number
}

/** The golden five seconds of music, repeated to the length of the clip. */
const clip = (): Float32Array => {
  const [music] =
    decodeWav(readFileSync(new URL("../test/golden/audio/music5s.wav", import.meta.url)), "music5s.wav").channels
  const samples = new Float32Array(clipSec * SAMPLE_RATE_HZ)
  for (let i = 0; i < samples.length; i++) samples[i] = music![i % music!.length]!
  return samples
}

const time = async (what: string, work: () => unknown): Promise<Timing> => {
  await work()
  const times: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { what, bestMs: times[0]!, medianMs: times[rounds >> 1]! }
}

interface Peer {
  readonly versions: string
  readonly bestMs: number
  readonly medianMs: number
  readonly tempo: number
  readonly centroid: number
}

const librosa = (samples: Float32Array): Peer | undefined => {
  const folder = mkdtempSync(join(tmpdir(), "partita-bench-"))
  try {
    const path = join(folder, "clip.wav")
    writeFileSync(path, encodeWav16(samples, SAMPLE_RATE_HZ))
    const script = new URL("peers/audio_features.py", import.meta.url).pathname
    const run = spawnSync(process.env["PYTHON"] ?? "python3", [script, path], { encoding: "utf8" })
    return run.status === 0 ? (JSON.parse(run.stdout) as Peer) : undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const samples = clip()
const tone = (rateHz: number): Float32Array =>
  Float32Array.from({ length: clipSec * rateHz }, (_, i) => Math.sin(i * 0.06))
const [cd, studio] = [tone(44_100), tone(48_000)]
const rows = [
  await time("librosa profile: 57 features, MFCC + deltas, log-mel, 128×128, 512 statistics", () => {
    const { logMel } = librosaFeatures(samples)
    return [logMelSquare(logMel), melStatistics(logMel)]
  }),
  await time("meyda profile: 76 features", () => meydaFeatures(samples)),
  await time("resample 44.1 → 22.05 kHz, one channel", () => resample(cd, 44_100, SAMPLE_RATE_HZ)),
  await time("resample 48 → 22.05 kHz, one channel", () => resample(studio, 48_000, SAMPLE_RATE_HZ))
]
const peer = librosa(samples)
if (peer !== undefined) rows.push({ what: `${peer.versions}: 57 features, MFCC + deltas, log-mel`, ...peer })

console.log(`${cpus()[0]?.model ?? "unknown processor"} × ${cpus().length}, Node ${process.version}, one 30 s clip\n`)
console.log("| work | best ms | median ms |\n|---|---:|---:|")
for (const row of rows) console.log(`| ${row.what} | ${row.bestMs.toFixed(0)} | ${row.medianMs.toFixed(0)} |`)
if (peer === undefined) {
  console.log("\nlibrosa cannot be imported by python3: set PYTHON to an interpreter that has it.")
} else {
  const { vector } = librosaFeatures(samples)
  const ours = (name: string): string => vector[FEATURE_NAMES.indexOf(name)]!.toFixed(3)
  console.log(`\nsame clip: tempo ${ours("tempo")} | ${peer.tempo.toFixed(3)} (theirs),`)
  console.log(`centroid mean ${ours("spectral_centroid_mean")} | ${peer.centroid.toFixed(3)} Hz (theirs)`)
}
