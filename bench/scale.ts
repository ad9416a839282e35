/**
 * How much memory do many tracks take? 20,000 spectrograms of 128 × 128 through features, one epoch of a convolutional VAE
 * and K-Means: peak resident memory of the whole process and its time. Run: node bench/scale.ts [tracks]
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"

const project = path.join(import.meta.dirname, "scale")
const tracks = process.argv[2] ?? "20000"
const bar = 3 * 2 ** 30

/** Peak resident memory that the kernel has seen of a process, in bytes; 0 once it is gone. */
const peakOf = (pid: number): number => {
  const status = path.join("/proc", String(pid), "status")
  if (!fs.existsSync(status)) return 0
  return 1024 * Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(status, "utf8"))?.[1] ?? 0)
}

fs.rmSync(path.join(project, "cache"), { recursive: true, force: true })
const began = performance.now()
const run = spawn(
  process.execPath,
  ["bin/pipeline.js", "run", "scale", "-C", project, "--progress", "plain", "--set", `invent-tracks.tracks=${tracks}`],
  { cwd: path.join(import.meta.dirname, ".."), stdio: ["ignore", "inherit", "inherit"] }
)
let peak = 0
const timer = setInterval(() => peak = Math.max(peak, peakOf(run.pid!)), 200)
const code = await new Promise<number | null>((resolve) => run.on("exit", resolve))
clearInterval(timer)
const seconds = ((performance.now() - began) / 1000).toFixed(0)
console.log(
  `${tracks} tracks: ${(peak / 2 ** 30).toFixed(2)} GiB at most, bar ${bar / 2 ** 30} GiB, ${seconds} s, exit ${code}`
)
