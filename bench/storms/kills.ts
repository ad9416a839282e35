/**
 * Does any SIGKILL, at whatever moment, make a later run deliver wrong bytes or call itself a bug?
 *
 * `node bench/storms/kills.ts [easy medium sweep] --seed 1 --count 1000 --longest 6000`: so many kills over the named
 * runs, each after up to `longest` milliseconds; the run is begun again until one ends by itself, its artifacts are
 * compared with an unkilled run's, and the storm goes on from a cache that has lost a random share of its records.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import {
  commandOf,
  conclude,
  type Ended,
  numbers,
  randomOf,
  StormProject,
  temporaryFolder,
  words,
  wrongOf
} from "./storm.ts"

const asked = numbers({ seed: 1, count: 30, longest: 6_000 })
const random = randomOf(asked.seed)
const storms = words(["easy", "medium", "sweep"])

const counts = { kills: 0, ends: 0, "wrong files": 0, "bug messages": 0, "failed runs": 0, damaged: 0 }

/** What a sweep answers, without what tells this run from another. */
const rankingOf = (name: string, stdout: string): string =>
  name === "sweep"
    ? JSON.stringify(JSON.parse(stdout), (key, value: unknown) =>
      ["ran", "executedItems"].includes(key) ? undefined : value)
    : ""

/** Takes records away, so that the storm has something to do again; all of them every third time. */
const forget = (project: StormProject): void => {
  const cache = path.join(project.root, "cache")
  if (random.int(3) === 0) return fs.rmSync(cache, { recursive: true })
  const keep = random.int(100)
  for (const folder of ["index", "stamps"]) fs.rmSync(path.join(cache, folder), { recursive: true, force: true })
  for (const each of fs.readdirSync(path.join(cache, "actions"), { recursive: true, withFileTypes: true })) {
    if (each.isFile() && random.int(100) >= keep) fs.rmSync(path.join(each.parentPath, each.name))
  }
}

interface Unkilled {
  readonly files: ReadonlyMap<string, string>
  readonly ranking: string
}

/** Judges a run that ended by itself. */
const judge = (name: string, project: StormProject, ended: Ended, unkilled: Unkilled): void => {
  counts.ends++
  if (ended.code !== 0) {
    counts["failed runs"]++
    return console.log(ended.text)
  }
  const wrong = [
    ...wrongOf(project.delivered(), unkilled.files),
    ...rankingOf(name, ended.stdout) === unkilled.ranking ? [] : ["the ranking"]
  ]
  counts["wrong files"] += wrong.length
  if (wrong.length > 0) console.log(`wrong after ${name}: ${wrong.join(", ")}`)
  const verified = project.pipeline("verify")
  if (verified.code === 0) return
  counts.damaged++
  console.log(verified.text)
}

const storm = async (name: string, kills: number): Promise<void> => {
  const command = commandOf(name)
  const project = new StormProject(temporaryFolder())
  const unkilledEnd = project.pipeline(...command)
  if (unkilledEnd.code !== 0) throw new Error(`${name} fails unkilled:\n${unkilledEnd.text}`)
  const unkilled = { files: project.delivered(), ranking: rankingOf(name, unkilledEnd.stdout) }
  for (const folder of ["cache", "artifacts"]) fs.rmSync(path.join(project.root, folder), { recursive: true })
  for (let killed = 0; killed < kills;) {
    const ended = await project.pipelineFor(50 + random.int(asked.longest), ...command)
    if (ended.isBug) {
      counts["bug messages"]++
      console.log(ended.text)
    }
    if (ended.code === null) {
      killed++
      counts.kills++
    } else {
      judge(name, project, ended, unkilled)
      forget(project)
    }
  }
  judge(name, project, project.pipeline(...command), unkilled)
}

for (const [i, name] of storms.entries()) {
  const share = Math.floor(asked.count / storms.length) + (i < asked.count % storms.length ? 1 : 0)
  await storm(name, share)
}
conclude("kills", counts, counts["wrong files"] + counts["bug messages"] + counts["failed runs"] === 0)
