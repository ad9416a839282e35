/** The checks of `pipeline doctor`. Each says what was found, and what to do where that is not enough. */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import { createRequire } from "node:module"
import * as os from "node:os"
import * as path from "node:path"
import type { Environment } from "./color.ts"
import { findChromium } from "./find-chromium.ts"
import { formatBytes } from "./render/format-bytes.ts"

/** One finding. Without what `isNeeded`, pipelines do not run; the rest is optional. */
export interface Check {
  readonly name: string
  readonly isOk: boolean
  readonly isNeeded: boolean
  readonly found: string
  readonly todo?: string
}

const messageOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0]!

const runtime = (): Check => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  return {
    name: "node",
    isOk: major > 22 || (major === 22 && minor >= 19),
    isNeeded: true,
    found: `${process.version} (${process.platform} ${process.arch})`,
    todo: "needs 22.19 or newer: npm install brings its own, started by npx pipeline"
  }
}

const cores = (): Check => {
  const count = os.availableParallelism()
  return {
    name: "cores",
    isOk: count >= 2,
    isNeeded: false,
    found: `${count}`,
    todo: "works on one core; extraction and training share it"
  }
}

const memory = (): Check => ({
  name: "memory",
  isOk: os.freemem() > 2e9,
  isNeeded: false,
  found: `${formatBytes(os.freemem())} free of ${formatBytes(os.totalmem())}`,
  todo: "below 2 GB free: use -j 1"
})

/** The nearest folder upwards that exists already. */
const existing = (folder: string): string => {
  for (let at = path.resolve(folder);; at = path.dirname(at)) if (fs.existsSync(at)) return at
}

const disk = (cacheRoot: string): Check => {
  const { bavail, bsize } = fs.statfsSync(existing(cacheRoot))
  return {
    name: "disk",
    isOk: bavail * bsize > 1e9,
    isNeeded: false,
    found: `${formatBytes(bavail * bsize)} free for the cache`,
    todo: "pipeline gc   frees what no kept run needs"
  }
}

const cache = (cacheRoot: string): Check => {
  const folder = existing(cacheRoot)
  const about = { name: "cache", isNeeded: true, todo: "make it writable, or set PIPELINE_CACHE=<folder>" }
  const probe = path.join(folder, `.pipeline-doctor-${process.pid}`)
  try {
    fs.writeFileSync(probe, "")
    fs.rmSync(probe)
    return { ...about, isOk: true, found: `${cacheRoot} is writable` }
  } catch (cause) {
    return { ...about, isOk: false, found: `${cacheRoot} is not writable: ${messageOf(cause)}` }
  }
}

const loads = async (name: string, isNeeded: boolean, load: () => Promise<string>, todo: string): Promise<Check> => {
  try {
    return { name, isNeeded, isOk: true, found: await load() }
  } catch (cause) {
    return { name, isNeeded, isOk: false, found: messageOf(cause), todo }
  }
}

const reinstall = "npm install   in the folder of partita"

const duckdb = (): Promise<Check> =>
  loads("duckdb", true, async () => {
    const { version } = await import("@duckdb/node-api")
    return `DuckDB ${version()}`
  }, reinstall)

/** What each --backend would compute with. Only cpu is needed: the others are faster ways to the same numbers. */
const backends = async (): Promise<ReadonlyArray<Check>> => {
  const { backendNames, backendStatus } = await import("../../learn/training/backend.ts")
  const checks: Array<Check> = []
  for (const name of backendNames) { // one by one: tfjs computes on one backend at a time
    const status = await backendStatus(name)
    const about = { name, isNeeded: name === "cpu", isOk: status.isAvailable }
    checks.push(
      status.isAvailable ? { ...about, found: status.found } : {
        ...about,
        found: status.reason,
        todo: status.hint
      }
    )
  }
  return checks
}

const browser = (environment: Environment): Check => {
  const chromium = findChromium(environment)
  return {
    name: "chromium",
    isOk: chromium !== undefined,
    isNeeded: false,
    found: chromium ?? "none found",
    todo: "only graph --renderer mermaid uses it: install Chromium or set PUPPETEER_EXECUTABLE_PATH"
  }
}

const versionOf = (program: string): string | undefined => {
  const { status, stdout } = spawnSync(program, ["-version"], { encoding: "utf8" })
  return status === 0 ? stdout.split("\n", 1)[0]!.replace(/ Copyright.*/, "") : undefined
}

const foreignFormats = "AAC, M4A, AC-3, WebM, AVI and what else is not understood"

/** What decodes AAC and other formats whose decoders do not come with partita. */
const foreignSound = (environment: Environment): Check => {
  const about = { name: "ffmpeg", isNeeded: false }
  const setting = environment["PIPELINE_FFMPEG"]
  const named = setting ?? ""
  const version = setting === "" ? undefined : versionOf(named === "" ? "ffmpeg" : named)
  if (version !== undefined) return { ...about, isOk: true, found: `${version} decodes ${foreignFormats}` }
  if (named !== "") {
    const found = `PIPELINE_FFMPEG=${named} cannot be run`
    return { ...about, isOk: false, found, todo: "install it, or unset the variable" }
  }
  const hasPackage = createRequire(import.meta.url).resolve.paths("audio-decode")
    ?.some((folder) => fs.existsSync(path.join(folder, "audio-decode"))) ?? false
  if (hasPackage) return { ...about, isOk: true, found: "none: the package audio-decode decodes AAC and M4A" }
  const found = setting === "" ? "PIPELINE_FFMPEG is set to nothing" : "none found"
  return { ...about, isOk: false, found, todo: "only AAC, M4A, AC-3, WebM, AVI and odd files need it: install it" }
}

const fonts = (): Promise<Check> =>
  loads("fonts", true, async () => {
    const { bundledFonts } = await import("../../../nodes/row/bundled-fonts.ts")
    const files = fs.readdirSync(bundledFonts().folder).filter((file) => file.endsWith(".ttf"))
    if (files.length === 0) throw new Error("assets/fonts holds no .ttf file")
    return `${files.length} bundled: Inter, Noto Sans Bengali`
  }, reinstall)

/** Where the store of the project around a folder lies; outside a project, where it would. */
const cacheRootOf = (folder: string, environment: Environment): string => {
  const named = environment["PIPELINE_CACHE"] ?? "cache"
  for (let at = path.resolve(folder);; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, "pipelines"))) return path.resolve(at, named)
    if (at === path.dirname(at)) return path.resolve(folder, named)
  }
}

/** All findings about this machine, for the project around `folder`. */
export const checkMachine = async (folder: string, environment: Environment): Promise<ReadonlyArray<Check>> => {
  const cacheRoot = cacheRootOf(folder, environment)
  return [
    runtime(),
    cores(),
    memory(),
    disk(cacheRoot),
    cache(cacheRoot),
    ...await backends(),
    await duckdb(),
    browser(environment),
    foreignSound(environment),
    await fonts()
  ]
}
