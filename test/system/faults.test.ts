/**
 * Faults of the machine, made on purpose in processes of their own: where this system allows it by mounting small and
 * read-only file systems and by new PID namespaces, else not at all.
 */
import * as Effect from "effect/Effect"
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { launcher, Studio } from "../app/cli/studio.ts"
import { reopen } from "../dataflow/store/temporary-store.ts"

const isAllowed = (command: string): boolean =>
  spawnSync("unshare", ["--mount", "--pid", "--fork", "--mount-proc", "sh", "-c", command]).status === 0

const canMount = isAllowed("mount -t tmpfs none /mnt")

let studio: Studio
beforeAll(() => {
  studio = new Studio()
})
afterAll(() => studio[Symbol.dispose]())

/** Runs a shell script beside other mounts than ours; $pipeline is the command line. */
const apart = (script: string) => {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const done = spawnSync("unshare", ["--mount", "sh", "-c", script], {
    cwd: studio.root,
    env: { ...env, pipeline: `${process.execPath} ${launcher}` },
    encoding: "utf8"
  })
  return { code: done.status, text: done.stdout + done.stderr }
}

/** A store on a disk of so many kilobytes: a first run, then more room and a second. */
const onSmallDisk = (kilobytes: number) =>
  apart(`mkdir -p small && mount -t tmpfs -o size=${kilobytes}k none small
    export PIPELINE_CACHE=small/cache
    $pipeline run demo --progress none; echo "first $?"
    mount -o remount,size=50m small
    $pipeline run demo --progress none; echo "second $?"
    $pipeline verify; echo "verified $?"
    cat artifacts/demo/score/score.json`)

describe.runIf(canMount)("a disk that is full", () => {
  beforeAll(() => {
    studio.program(["run", "demo", "-q"]) // compiles
    fs.rmSync(path.join(studio.root, "cache"), { recursive: true })
  })

  it.each([4, 56, 104])("at %d kB is said as that, and the next run goes on", (kilobytes) => {
    fs.rmSync(path.join(studio.root, "artifacts"), { recursive: true, force: true })

    const { text } = onSmallDisk(kilobytes)

    expect(text).toMatch(/first [012]\n/)
    if (!text.includes("first 0")) expect(text).toMatch(/disk is full|no space left/)
    expect(text).toContain("second 0")
    expect(text).not.toContain("This is a bug")
  })
})

describe.runIf(canMount)("a cache that may only be read", () => {
  it("serves status, show, graph and a cached run, and says what else would need", () => {
    const { text } = apart(`$pipeline run demo -q
      mount --bind cache cache && mount -o remount,ro,bind cache
      for verb in "status demo" "show demo train.loss" "graph demo" "run demo" "runs" "gc -n" "verify"; do
        $pipeline $verb > out 2>&1 || { echo "failed: $verb"; cat out; }
      done
      $pipeline run demo --set train.beta=9 --progress none; echo "code $?"`)

    expect(text).not.toContain("failed:")
    expect(text).toMatch(
      /error\[node-failed\]: Node "train" failed after \S+: Could not write to the cache .*: the file system is read-only \(EROFS\)\./
    )
    expect(text).toContain("code 1\n")
  })
})

describe.runIf(canMount)("a run in another PID namespace of the same host", () => {
  it("keeps its lock and its scratch while it lives", async () => {
    const root = path.join(studio.root, "shared")
    const child = path.join(import.meta.dirname, "..", "dataflow", "store", "child.ts")
    const apartArgs = ["--pid", "--fork", "--mount-proc", "--kill-child", process.execPath, child, "hold", root, "k"]
    const holder = spawn("unshare", apartArgs, { stdio: ["ignore", "pipe", "inherit"] })
    await once(holder.stdout, "data")
    const before = fs.readdirSync(path.join(root, "tmp"))
    const store = reopen(root)
    store.scratch()
    const waiting = store.withLock("k", Effect.void, { onWait: () => undefined }).pipe(Effect.timeoutOption(300))
    const taken = await Effect.runPromise(waiting)
    const after = fs.readdirSync(path.join(root, "tmp"))
    holder.kill("SIGKILL")
    store.close()

    expect(before.length).toBeGreaterThan(0)
    expect(taken._tag).toBe("None")
    expect(after).toEqual(expect.arrayContaining(before))
  })
})
