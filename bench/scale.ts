/**
 * How much memory do many tracks take? 20,000 spectrograms of 128 × 128 through features, one epoch of a convolutional
 * VAE, K-Means and scores: resident memory when each step ends, and its peak. Run: node bench/scale.ts [tracks]
 */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { createInterface } from "node:readline"

const project = path.join(import.meta.dirname, "scale")
const tracks = process.argv[2] ?? "20000"
const gib = 2 ** 30
const bar = 3 * gib

/** A file of a process that may end at any moment. */
const readProcess = (pid: number, file: string): string => {
  const name = path.join("/proc", String(pid), file)
  return fs.existsSync(name) ? fs.readFileSync(name, "utf8") : ""
}

/** Resident memory of a process and its children, in bytes. */
const residentOf = (pid: number): number => {
  const own = 1024 * Number(/VmRSS:\s+(\d+)/.exec(readProcess(pid, "status"))?.[1] ?? 0)
  const children = readProcess(pid, `task/${pid}/children`).split(" ").filter(Boolean)
  return children.reduce((sum, child) => sum + residentOf(Number(child)), own)
}

fs.rmSync(path.join(project, "cache"), { recursive: true, force: true })
const began = performance.now()
const run = spawn(
  process.execPath,
  ["bin/pipeline.js", "run", "scale", "-C", project, "--progress", "plain", "--set", `invent-tracks.tracks=${tracks}`],
  { cwd: path.join(import.meta.dirname, ".."), stdio: ["ignore", "pipe", "pipe"] }
)
let peak = 0
const look = (): number => {
  const resident = residentOf(run.pid!)
  peak = Math.max(peak, resident)
  return resident
}
const show = (line: string): void => {
  if (!line.includes(" items ")) console.log(`${(look() / gib).toFixed(2)} GiB ${line}`)
}
for (const stream of [run.stdout, run.stderr]) createInterface(stream).on("line", show)
const timer = setInterval(look, 100)
const code = await new Promise<number | null>((resolve) => run.on("exit", resolve))
clearInterval(timer)
const seconds = ((performance.now() - began) / 1000).toFixed(0)
console.log(
  `${tracks} tracks: ${(peak / gib).toFixed(2)} GiB at most, bar ${bar / gib} GiB, ${seconds} s, exit ${code}`
)
process.exitCode = code === 0 && peak <= bar ? 0 : 1
