/**
 * Is any flipped bit ever delivered? `count` single bits of objects are flipped below the file system, in the blocks of
 * an ext4 image while it is not mounted, so that no time and no size tells; `count` more in small files, through the
 * file system. After each ten `pipeline verify` must name every one, and the runs after it deliver what they should.
 *
 * `node bench/storms/bit-flips.ts [easy] --seed 1 --count 200 --megabytes 1024`. Mounts an image, so that it needs root
 * and e2fsprogs; it says so where it may not.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { commandOf, conclude, numbers, randomOf, StormProject, temporaryFolder, words, wrongOf } from "./storm.ts"

const asked = numbers({ seed: 1, count: 10, atOnce: 10, megabytes: 1024 })
const [name = "easy"] = words(["easy"])
const command = commandOf(name)
const blockBytes = 4096
const runsAllowed = asked.atOnce + 2 // what is found damaged while it is handed on ends a run; the next makes it anew

const system = (program: string, ...args: ReadonlyArray<string>): string => {
  const path_ = `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`
  const done = spawnSync(program, args, { encoding: "utf8", env: { ...process.env, PATH: path_ } })
  if (done.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${done.stderr ?? "is not installed"}`)
  return done.stdout
}

const folder = temporaryFolder()
const image = path.join(folder, "disk.ext4")
const disk = path.join(folder, "disk")
const mount = () => system("mount", "-o", "loop", image, disk)
const unmount = () => system("umount", disk)

try {
  fs.mkdirSync(disk)
  fs.writeFileSync(image, "")
  fs.truncateSync(image, asked.megabytes * 2 ** 20)
  system("mkfs.ext4", "-q", "-b", String(blockBytes), image)
  mount()
} catch (error) {
  console.log(`bit-flips: needs root to mount an image: nothing was tried (${String(error)})`)
  process.exit(1)
}
process.prependListener("exit", () => spawnSync("umount", [disk])) // before its folder is removed

const random = randomOf(asked.seed)
const counts = { flips: 0, unseen: 0, "wrong files": 0, "bug messages": 0, "failed runs": 0 }

const project = new StormProject(temporaryFolder())
project.moveTo(disk)
if (project.pipeline(...command).code !== 0) throw new Error(`${name} fails on a sound disk`)
const expected = project.delivered()
const cache = path.join(disk, "cache")

const below = (...folders: ReadonlyArray<string>): ReadonlyArray<string> =>
  folders.flatMap((each) =>
    fs.readdirSync(path.join(cache, each), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile()).map((entry) => path.relative(cache, path.join(entry.parentPath, entry.name)))
  ).sort()

const drawn = (names: ReadonlyArray<string>, count: number): ReadonlyArray<string> =>
  Array.from(random.permutation(names.length).subarray(0, count), (i) => names[i]!)

/** Where in the image a byte of a file lies. */
const placeOf = (file: string, byte: number): number => {
  const block = system("debugfs", "-R", `bmap <${fs.statSync(file).ino}> ${Math.floor(byte / blockBytes)}`, image)
    .trim()
  if (!/^[1-9]\d*$/.test(block)) throw new Error(`${file} has no block: ${block}`)
  return Number(block) * blockBytes + byte % blockBytes
}

const flip = (file: string, byte: number): void => {
  const handle = fs.openSync(file, "r+")
  const found = Buffer.alloc(1)
  fs.readSync(handle, found, 0, 1, byte)
  found[0]! ^= 1 << random.int(8)
  fs.writeSync(handle, found, 0, 1, byte)
  fs.closeSync(handle)
}

const flipBelow = (names: ReadonlyArray<string>): void => {
  system("sync")
  const places = names.map((each) => {
    const file = path.join(cache, each)
    return placeOf(file, random.int(fs.statSync(file).size))
  })
  unmount()
  for (const place of places) flip(image, place)
  mount()
}

const flipThrough = (names: ReadonlyArray<string>): void => {
  for (const each of names) {
    const file = path.join(cache, each)
    fs.chmodSync(file, 0o644)
    flip(file, random.int(fs.statSync(file).size))
  }
}

interface Verdict {
  readonly damaged: ReadonlyArray<{ readonly name: string }>
}

/** Every flip must be seen; then the readable copies are thrown away and delivered again. */
const judge = (flipped: ReadonlyArray<string>): void => {
  counts.flips += flipped.length
  const { damaged } = JSON.parse(project.pipeline("verify", "--json").stdout) as Verdict
  const seen = new Set(damaged.map((each) => each.name))
  for (const each of flipped.filter((one) => !seen.has(one))) {
    counts.unseen++
    console.log(`unseen: ${each}`)
  }
  fs.rmSync(path.join(disk, "artifacts"), { recursive: true })
  fs.mkdirSync(path.join(disk, "artifacts"))
  for (let run = 1;; run++) {
    const { code, isBug, text } = project.pipeline(...command)
    if (isBug) counts["bug messages"]++
    if (isBug || (code !== 0 && run === runsAllowed)) console.log(text)
    const isDelivered = code === 0
    const wrong = [...project.delivered()].filter(([file, digest]) => expected.get(file) !== digest).map(([file]) =>
      file
    )
    const missing = isDelivered ? wrongOf(project.delivered(), expected) : wrong
    counts["wrong files"] += missing.length
    if (missing.length > 0) console.log(`wrong: ${missing.join(", ")}`)
    if (isDelivered) break
    if (run === runsAllowed) {
      counts["failed runs"]++
      break
    }
  }
}

for (let left = asked.count; left > 0; left -= asked.atOnce) {
  const objects = drawn(
    below("objects").filter((each) => fs.statSync(path.join(cache, each)).size > 0),
    Math.min(left, asked.atOnce)
  )
  flipBelow(objects)
  judge(objects)
}
for (let left = asked.count; left > 0; left -= asked.atOnce) {
  const small = drawn(below("actions", "refs", "stamps", "index", "stat"), Math.min(left, asked.atOnce))
  flipThrough(small)
  judge(small)
}
unmount()
const { flips, ...bad } = counts
conclude("bit-flips", { flips, ...bad }, Object.values(bad).every((n) => n === 0))
