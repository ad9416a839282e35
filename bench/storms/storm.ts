/** What storms share: flags, a project to run in, commands that may be killed, and what was delivered. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"
import { digestOf } from "../../src/format/digest.ts"
import { Random } from "../../src/math/random.ts"

const checkout = path.join(import.meta.dirname, "..", "..")

/** Numbers by flag, `--name N`, with what they are when they are not given. */
export const numbers = <Name extends string>(given: Readonly<Record<Name, number>>): Record<Name, number> => {
  const flags = Object.keys(given) as Array<Name>
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: "string" as const }]))
  const { values } = parseArgs({ options, allowPositionals: true })
  return Object.fromEntries(flags.map((flag) => [flag, Number(values[flag] ?? given[flag])])) as Record<Name, number>
}

/** What is asked for besides flags; `otherwise` when nothing is. */
export const words = (otherwise: ReadonlyArray<string>): ReadonlyArray<string> => {
  const given = process.argv.slice(2).filter((word, i, all) =>
    !word.startsWith("--") && all[i - 1]?.startsWith("--") !== true
  )
  return given.length === 0 ? otherwise : given
}

/** The command of a run by its name: "tiny" is easy on a table of a few rows, to try a storm out. */
export const commandOf = (name: string): ReadonlyArray<string> => {
  if (name === "tiny") return ["run", "easy", "--data", "tiny.csv", "--progress", "plain"]
  return name === "sweep"
    ? ["sweep", "easy", "--grid", "train.beta=1,4", "--seeds", "2", "--json"]
    : ["run", name, "--progress", "plain"]
}

/** A table in three clusters. */
const tinyTable = (): string => {
  const random = new Random(1)
  const rows = Array.from({ length: 60 }, (_, i) => [
    `track${i}`,
    `genre${i % 3}`,
    ...Array.from({ length: 6 }, (__, column) => ((i % 3) * (column + 1) + random.uniform()).toFixed(4))
  ])
  return [["track", "genre", "a", "b", "c", "d", "e", "f"], ...rows].map((row) => row.join(",")).join("\n")
}

/** Draws from a seed, which is said. */
export const randomOf = (seed: number): Random => {
  console.log(`seed ${seed}`)
  return new Random(seed)
}

const folders: Array<string> = []
process.on("exit", () => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
})

/** A new folder below the system's, removed when the process ends. */
export const temporaryFolder = (): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "partita-storm-"))
  folders.push(folder)
  return folder
}

/** What a command did. `isBug`: it called itself a bug, or ended as only a bug does. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly text: string
  readonly isBug: boolean
  readonly ms: number
}

const endedAs = (
  code: number | null,
  said: { readonly stdout: string; readonly stderr: string },
  ms: number
): Ended => {
  const text = said.stdout + said.stderr
  return { code, stdout: said.stdout, text, ms, isBug: code === 70 || text.includes("This is a bug") }
}

/** A copy of this checkout's pipelines in a folder of its own, with its own cache and artifacts. */
export class StormProject {
  readonly root: string
  private readonly environment: NodeJS.ProcessEnv

  constructor(root: string) {
    this.root = root
    const { PIPELINE_CACHE: _, PIPELINE_KEY_FILE: __, ...rest } = process.env
    this.environment = rest
    fs.mkdirSync(root, { recursive: true })
    for (const name of ["pipelines", "nodes", "src", "assets", "package.json", "package-lock.json", "tsconfig.json"]) {
      fs.cpSync(path.join(checkout, name), path.join(root, name), { recursive: true })
    }
    fs.writeFileSync(path.join(root, "tiny.csv"), `${tinyTable()}\n`)
    fs.symlinkSync(path.join(checkout, "node_modules"), path.join(root, "node_modules"))
  }

  private get launcher(): string {
    return path.join(checkout, "bin", "pipeline.js")
  }

  /** Runs a command to its end. */
  pipeline(...args: ReadonlyArray<string>): Ended {
    const began = performance.now()
    const done = spawnSync(process.execPath, [this.launcher, ...args], {
      cwd: this.root,
      env: this.environment,
      encoding: "utf8",
      maxBuffer: 1 << 28
    })
    return endedAs(done.status, done, performance.now() - began)
  }

  /** Runs a command, and kills it and all it started after some milliseconds. `code` is null when it was killed. */
  pipelineFor(ms: number, ...args: ReadonlyArray<string>): Promise<Ended> {
    const began = performance.now()
    const child: ChildProcess = spawn(process.execPath, [this.launcher, ...args], {
      cwd: this.root,
      env: this.environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"]
    })
    const said = { stdout: "", stderr: "" }
    child.stdout!.on("data", (data: Buffer) => said.stdout += data.toString())
    child.stderr!.on("data", (data: Buffer) => said.stderr += data.toString())
    const timer = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), ms)
    return new Promise((resolve) =>
      child.on("close", (code) => {
        clearTimeout(timer)
        resolve(endedAs(code, said, performance.now() - began))
      })
    )
  }

  /** Lets cache and artifacts lie in another folder, as empty as it is. */
  moveTo(disk: string): void {
    for (const name of ["cache", "artifacts"]) {
      fs.rmSync(path.join(this.root, name), { recursive: true, force: true })
      fs.mkdirSync(path.join(disk, name), { recursive: true })
      fs.symlinkSync(path.join(disk, name), path.join(this.root, name))
    }
  }

  /** Digests by name of all readable outputs, links, logs and the list itself left out. */
  delivered(): ReadonlyMap<string, string> {
    const folder = path.join(this.root, "artifacts")
    const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, withFileTypes: true }) : []
    const files = entries.filter((each) =>
      each.isFile() && each.name !== ".partita.json" && !each.name.endsWith(".log")
    )
    return new Map(files.map((each) => {
      const file = path.join(each.parentPath, each.name)
      return [path.relative(folder, file), digestOf(fs.readFileSync(file))]
    }))
  }
}

/** Names of what was delivered otherwise than it should be: other bytes, missing, or not asked for. */
export const wrongOf = (
  found: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, string>
): ReadonlyArray<string> =>
  [...new Set([...found.keys(), ...expected.keys()])].filter((name) => found.get(name) !== expected.get(name))

/** Prints the one line of a storm's result, and ends the process as it says. */
export const conclude = (storm: string, counts: Readonly<Record<string, number>>, isGood: boolean): void => {
  console.log(
    `${storm}: ${Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(" · ")}${
      isGood ? "" : "  FAILED"
    }`
  )
  if (!isGood) process.exitCode = 1
}
