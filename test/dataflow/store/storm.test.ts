/** A hundred processes killed while they use one store, four at a time. bench/storms/ does the same for longer. */
import * as esbuild from "esbuild"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { Random } from "../../../src/math/random.ts"
import { reopen, temporaryFolder } from "./temporary-store.ts"

const kills = 100
const atOnce = 4
const seed = Number(process.env["STORM_SEED"] ?? 20261129)

/** One file starts four times as fast as the sources do. */
const compile = (folder: string): string => {
  const outfile = path.join(folder, "storm-child.mjs")
  const entryPoints = [path.join(import.meta.dirname, "storm-child.ts")]
  esbuild.buildSync({ entryPoints, outfile, bundle: true, platform: "node", format: "esm", minify: true })
  return outfile
}

interface Heard {
  readonly lines: Array<string>
  readonly errors: Array<string>
}

const start = (file: string, args: ReadonlyArray<string>, heard: Heard): ChildProcess => {
  const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "pipe"] })
  child.stdout.on("data", (data: Buffer) => heard.lines.push(...data.toString().trim().split("\n")))
  child.stderr.on("data", (data: Buffer) => heard.errors.push(data.toString()))
  return child
}

it(
  `after ${kills} kills at random moments no wrong byte was read, and the next process goes on (seed ${seed})`,
  async () => {
    const folder = temporaryFolder()
    const root = path.join(folder, "cache")
    const file = compile(folder)
    const random = new Random(seed)
    const heard: Heard = { lines: [], errors: [] }
    let killed = 0
    const killInTurn = async () => {
      while (killed < kills) {
        killed++
        const child = start(file, [root, String(random.int(2 ** 31))], heard)
        const closed = once(child, "close") // one that ends by itself closes while nobody has begun to wait
        await Promise.race([once(child.stdout!, "data"), closed])
        await new Promise((resolve) => setTimeout(resolve, random.int(60)))
        child.kill("SIGKILL")
        await closed
      }
    }

    await Promise.all(Array.from({ length: atOnce }, killInTurn))
    const last = start(file, [root, "1", "200"], heard)
    const [code] = await once(last, "close") as [number | null]

    expect(heard.errors).toEqual([])
    expect(heard.lines.filter((line) => line.startsWith("bad"))).toEqual([])
    expect(heard.lines.filter((line) => line === "began").length).toBe(kills + 1)
    expect([code, heard.lines.at(-1)]).toEqual([0, "done"])
    expect(verifyStore(reopen(root), { repair: false })).toMatchObject({ damaged: [], missing: 0 })
    expect(fs.readdirSync(path.join(root, "leases"))).toEqual([])
  },
  240_000
) // a hundred processes take as long as the machine lets them
