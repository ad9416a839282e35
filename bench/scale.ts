/**
 * How much memory do many tracks take? 20,000 spectrograms of 128 × 128 through features, one epoch of a convolutional
 * VAE, K-Means and scores: resident memory when each step ends, and its peak. Run: node bench/scale.ts [tracks]
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { gib, watchPipeline } from "./resident-memory.ts"

const project = path.join(import.meta.dirname, "scale")
const tracks = process.argv[2] ?? "20000"
const bar = 3 * gib

fs.rmSync(path.join(project, "cache"), { recursive: true, force: true })
const { code, peak, seconds } = await watchPipeline(
  ["run", "scale", "-C", project, "--set", `invent-tracks.tracks=${tracks}`]
)
console.log(
  `${tracks} tracks: ${(peak / gib).toFixed(2)} GiB at most, bar ${bar / gib} GiB, ${
    seconds.toFixed(0)
  } s, exit ${code}`
)
process.exitCode = code === 0 && peak <= bar ? 0 : 1
