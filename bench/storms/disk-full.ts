/**
 * Does a disk that fills at any point lose or spoil anything? Cache and artifacts lie on a tmpfs of each size; the run
 * must end with a message, and once there is room the next must deliver what a run with room delivers.
 *
 * `node bench/storms/disk-full.ts [easy] --seed 1 --count 20`: so many sizes, drawn evenly by their logarithm. Mounts,
 * so that it needs root; it says so where it may not.
 */
import { spawnSync } from "node:child_process"
import { commandOf, conclude, numbers, randomOf, StormProject, temporaryFolder, words, wrongOf } from "./storm.ts"

const asked = numbers({ seed: 1, count: 5, smallestKb: 8, largestKb: 400_000 })
const [name = "easy"] = words(["easy"])
const command = commandOf(name)

const mount = (...args: ReadonlyArray<string>): void => {
  const done = spawnSync("mount", args, { encoding: "utf8" })
  if (done.status !== 0) throw new Error(`mount ${args.join(" ")}: ${done.stderr ?? "there is no mount"}`)
}

const mayMount = (): boolean => spawnSync("unshare", ["--mount", "true"]).status === 0

if (process.env["STORM_APART"] === undefined) {
  if (!mayMount()) {
    console.log("disk-full: needs to mount file systems, which this user may not: nothing was tried")
    process.exit(1)
  }
  // in a mount namespace of its own, so that a kill leaves no mount behind
  const args = ["--mount", "--propagation", "private", process.execPath, ...process.argv.slice(1)]
  const done = spawnSync("unshare", args, { stdio: "inherit", env: { ...process.env, STORM_APART: "1" } })
  process.exit(done.status ?? 1)
}

const random = randomOf(asked.seed)
const counts = { sizes: 0, full: 0, "wrong files": 0, "bug messages": 0, "failed afterwards": 0, damaged: 0 }

const project = new StormProject(temporaryFolder())
if (project.pipeline(...command).code !== 0) throw new Error(`${name} fails where there is room`)
const expected = project.delivered()

for (let i = 0; i < asked.count; i++) {
  const share = (i + random.uniform()) / asked.count
  const kb = Math.round(asked.smallestKb * (asked.largestKb / asked.smallestKb) ** share)
  const disk = temporaryFolder()
  mount("-t", "tmpfs", "-o", `size=${kb}k`, "none", disk)
  project.moveTo(disk)
  const full = project.pipeline(...command)
  mount("-o", "remount,size=2g", disk)
  const after = project.pipeline(...command)
  const verified = project.pipeline("verify")

  counts.sizes++
  if (full.code !== 0) counts.full++
  const isSaid = full.code === 0 || /disk is full|no space left/i.test(full.text)
  if (full.isBug || after.isBug || !isSaid) {
    counts["bug messages"]++
    console.log(`at ${kb} kB, exit ${full.code}: ${full.text}`)
  }
  if (after.code !== 0) {
    counts["failed afterwards"]++
    console.log(after.text)
  }
  if (verified.code !== 0) {
    counts.damaged++
    console.log(verified.text)
  }
  const wrong = wrongOf(project.delivered(), expected)
  counts["wrong files"] += wrong.length
  if (wrong.length > 0) console.log(`wrong at ${kb} kB: ${wrong.join(", ")}`)
  spawnSync("umount", [disk])
}
const { full, sizes, ...bad } = counts
conclude("disk-full", { sizes, full, ...bad }, Object.values(bad).every((n) => n === 0))
