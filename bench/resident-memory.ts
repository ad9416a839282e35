/** Runs a command of pipeline and watches its resident memory: of the process and its children, twenty times a second. */
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { createInterface } from "node:readline"

/** Bytes in a GiB. */
export const gib = 2 ** 30

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

const tickSeconds = 0.01 // USER_HZ, the same on every Linux

/** Seconds that the threads of a process have computed for. */
const computedBy = (pid: number): number => {
  const fields = readProcess(pid, "stat").split(") ")[1]?.split(" ") ?? []
  return tickSeconds * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0))
}

/**
 * Peak in bytes, wall time, seconds of all cores, exit code and what the command said; unless silent, prints what the command prints, each line after the memory of that
 * moment.
 */
export const watchPipeline = async (args: ReadonlyArray<string>, { isSilent } = { isSilent: false }) => {
  const began = performance.now()
  const run = spawn(process.execPath, ["bin/pipeline.js", ...args, "--progress", "plain"], {
    cwd: path.join(import.meta.dirname, ".."),
    stdio: ["ignore", "pipe", "pipe"]
  })
  let peak = 0
  let cpuSeconds = 0
  const look = (): number => {
    const resident = residentOf(run.pid!)
    peak = Math.max(peak, resident)
    cpuSeconds = Math.max(cpuSeconds, computedBy(run.pid!))
    return resident
  }
  const lines: Array<string> = []
  const show = (line: string): void => {
    lines.push(line)
    if (!isSilent && !line.includes(" items ")) console.log(`${(look() / gib).toFixed(2)} GiB ${line}`)
  }
  for (const stream of [run.stdout, run.stderr]) createInterface(stream).on("line", show)
  const timer = setInterval(look, 50)
  const code = await new Promise<number | null>((resolve) => run.on("exit", resolve))
  clearInterval(timer)
  return { peak, cpuSeconds, seconds: (performance.now() - began) / 1000, code, lines }
}
