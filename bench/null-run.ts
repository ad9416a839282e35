/** How long does a run take when nothing is to be done? Whole processes, with 1,000 and 10,000 nodes in two shapes. */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"

const root = path.join(import.meta.dirname, "..")
const project = path.join(import.meta.dirname, "null-run")
const repeats = 9

/** Bars in milliseconds: 150 for 1,000 nodes, 400 for 10,000. */
const pipelines = [["chain-1000", 150], ["fan-1000", 150], ["chain-10000", 400], ["fan-10000", 400]] as const

const run = (pipeline: string): number => {
  const began = performance.now()
  execFileSync(process.execPath, ["bin/pipeline.js", "run", pipeline, "-C", project, "--progress", "none"], {
    cwd: root
  })
  return performance.now() - began
}

console.log("pipeline       cold s   null ms: min  median    max    bar")
for (const [pipeline, bar] of pipelines) {
  fs.rmSync(path.join(project, "cache"), { recursive: true, force: true })
  const cold = run(pipeline)
  const times = Array.from({ length: repeats }, () => run(pipeline)).sort((a, b) => a - b)
  const cells = [times[0]!, times[repeats >> 1]!, times.at(-1)!, bar].map((ms) => ms.toFixed(0).padStart(7))
  console.log(`${pipeline.padEnd(14)}${(cold / 1000).toFixed(1).padStart(7)}        ${cells.join("")}`)
}
