/**
 * What do many items cost? A hundred thousand that are next to nothing: cold, again, and with one added, changed, gone, and
 * in another order; then the memory of a million. Whole processes, outputs laid out. Run: node bench/items.ts [tracks] [most]
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { gib, watchPipeline } from "./resident-memory.ts"

const project = path.join(import.meta.dirname, "items")
const [tracks = "100000", most = "1000000"] = process.argv.slice(2)
const mib = 2 ** 20

const forget = () => fs.rmSync(path.join(project, "cache"), { recursive: true, force: true })

/** Bars: seconds and bytes. */
const one = { seconds: 1, bytes: 400 * mib }
const none = { seconds: Infinity, bytes: Infinity }

let isHeld = true
const measure = async (
  what: string,
  set: Readonly<Record<string, string>>,
  { bytes, seconds: longest } = none
): Promise<void> => {
  const args = Object.entries(set).flatMap(([name, value]) => ["--set", `list-tracks.${name}=${value}`])
  const { code, cpuSeconds, peak, seconds } = await watchPipeline(["run", "items", "-C", project, ...args], {
    isSilent: true
  })
  isHeld &&= code === 0 && seconds <= longest && peak <= bytes
  const [wall, cpu] = [seconds, cpuSeconds].map((each) => each.toFixed(2).padStart(9))
  console.log(`${what.padEnd(18)}${wall}${cpu}${(peak / mib).toFixed(0).padStart(9)}`)
}

forget()
console.log(`${`${tracks} items`.padEnd(18)}   wall s    CPU s peak MiB`)
await measure("cold", { tracks })
await measure("again", { tracks })
await measure("one added", { tracks, added: "1" }, one)
await measure("one changed", { tracks, changed: "1" }, one)
await measure("one gone", { tracks, removed: "1" }, one)
await measure("in another order", { tracks, isShuffled: "true" })
forget()
console.log(`${most} items`)
await measure("cold", { tracks: most }, { seconds: Infinity, bytes: 2 * gib })
await measure("one added", { tracks: most, added: "1" })
forget()
process.exitCode = isHeld ? 0 : 1
