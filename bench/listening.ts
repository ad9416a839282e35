/**
 * How long it takes to listen in a library of 10,000 songs: neighbours, a way, neighbourhoods, duplicates.
 * Run: node bench/listening.ts [songs]
 */
import { nearestTo } from "../src/app/library/distances-from.ts"
import { findDuplicates } from "../src/app/library/find-duplicates.ts"
import { neighbourhoods } from "../src/app/library/neighbourhoods.ts"
import { wayBetween } from "../src/app/library/way-between.ts"
import { Random } from "../src/math/random.ts"

const songs = Number(process.argv[2] ?? 10_000)
const random = new Random(7)
const cloud = (cols: number) => ({
  rows: songs,
  cols,
  data: Float64Array.from({ length: songs * cols }, () => random.normal())
})
const latents = cloud(8)
const features = cloud(57)
const copies = Array.from({ length: songs }, (_, i) => String(i))
const tracks = copies.map((digest) => ({ artist: null, digest, title: digest }))

const time = (name: string, run: () => number): void => {
  const from = performance.now()
  const count = run()
  console.log(`${name.padEnd(16)} ${((performance.now() - from) / 1000).toFixed(2).padStart(6)} s   ${count}`)
}

console.log(`${songs} songs, ${process.arch}, node ${process.version}, seed 7`)
time("similar", () => nearestTo(latents, 0, { copies, count: 20 }).length)
time("path", () => wayBetween(latents, { from: 0, to: 1, count: 12, copies }).length)
time("neighbourhoods", () => neighbourhoods(latents, { size: 40, middles: [] }).length)
time("duplicates", () => findDuplicates({ tracks, features, durations: tracks.map(() => null) }, 0.2).length)
console.log(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
