/** Who lives: asked of the system in one's own space, told by heartbeat everywhere else. */
import * as Effect from "effect/Effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import * as fs from "node:fs"
import * as path from "node:path"
import { setTimeout } from "node:timers/promises"
import { describe, expect, it, onTestFinished } from "vitest"
import { collectGarbage } from "../../../src/dataflow/store/gc.ts"
import { processName } from "../../../src/dataflow/store/heartbeat.ts"
import { isAlive, ownIdentity, startOf } from "../../../src/dataflow/store/process-identity.ts"
import { removeDeadScratch } from "../../../src/dataflow/store/scratch.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { bytesOf, temporaryStore } from "./temporary-store.ts"

const own = ownIdentity()

/** A process of a container that bears this host's name, whose number means nothing here. */
const stranger = { ...own, space: "0123456789abcdef", pid: 2 ** 22 + 1, start: "1" }

const hoursOld = (file: string, hours: number): void => {
  const seconds = fs.statSync(file).mtimeMs / 1000 - hours * 3600
  fs.utimesSync(file, seconds, seconds)
}

const beatOf = (store: Store): string => path.join(store.root, "tmp", `${processName(stranger)}.beat`)

describe("a process", () => {
  it("that has ended is dead though nobody has asked how, as in a container whose first process asks nobody", async () => {
    const parent = spawn("sh", ["-c", "sleep 0.1 & echo $!; exec sleep 20"])
    onTestFinished(() => void parent.kill("SIGKILL"))
    const [said] = await once(parent.stdout, "data")
    const pid = Number(String(said))
    const stateOf = () => /\) (\S)/.exec(fs.readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]
    while (stateOf() !== "Z") await setTimeout(5)

    expect(isAlive({ ...own, pid, start: startOf(pid) })).toBe(false)
  })

  it("is alive under its own start time and dead under another, in its own space", () => {
    const later = { ...own, start: `${own.start}1` }

    expect([own, later, { ...own, pid: 2 ** 22 + 1 }].map((who) => isAlive(who))).toEqual([true, false, false])
  })

  it("of another space is neither, though its number and host are this one's", () => {
    expect(isAlive({ ...own, space: stranger.space })).toBeUndefined()
  })

  it("is of another space after a reboot or in another PID namespace", () => {
    expect(isAlive(own, { ...own, space: stranger.space })).toBeUndefined()
  })
})

describe("a lock of another space", () => {
  const take = (store: Store) =>
    Effect.runPromise(
      store.withLock("k", Effect.succeed("taken"), { onWait: () => undefined }).pipe(
        Effect.timeoutOption(400),
        Effect.map((found) => found._tag)
      )
    )

  it("is waited for while its file is new, and while its process beats", async () => {
    const store = temporaryStore()
    store.files.write("locks/k.lock", { ...stranger, token: "t" })
    const fresh = await take(store)
    hoursOld(path.join(store.root, "locks", "k.lock"), 1)
    fs.writeFileSync(beatOf(store), ".")
    const beating = await take(store)

    expect([fresh, beating]).toEqual(["None", "None"])
  })

  it("is taken once neither has changed for long, by the file system's own clock", async () => {
    const store = temporaryStore()
    store.files.write("locks/k.lock", { ...stranger, token: "t" })
    hoursOld(path.join(store.root, "locks", "k.lock"), 1)

    expect(await take(store)).toBe("Some")
  })
})

describe("scratch of another space", () => {
  it("stays while it is new or its process beats, and goes with the heartbeat", () => {
    const store = temporaryStore()
    const folder = path.join(store.root, "tmp", `${processName(stranger)}.x`)
    fs.mkdirSync(folder)
    removeDeadScratch(store.root)
    const fresh = fs.existsSync(folder)
    fs.writeFileSync(beatOf(store), ".")
    hoursOld(folder, 2)
    removeDeadScratch(store.root)
    const beating = fs.existsSync(folder)
    hoursOld(beatOf(store), 2)
    removeDeadScratch(store.root)

    expect([fresh, beating, fs.existsSync(folder), fs.existsSync(beatOf(store))]).toEqual([true, true, false, false])
  })
})

describe("a lease of another space", () => {
  const collected = (store: Store, digest: string) => {
    const { isPartial } = collectGarbage(store, { keepRuns: 1, isDryRun: false })
    return [isPartial, store.check(digest)]
  }

  it("protects what is stored since it began for as long as its process beats", () => {
    const store = temporaryStore()
    const lease = path.join(store.root, "leases", "r.json")
    store.files.write("leases/r.json", stranger)
    hoursOld(lease, 3)
    fs.writeFileSync(beatOf(store), ".")
    const { digest } = store.putBytes(bytesOf("not yet published"))
    const beating = collected(store, digest)
    hoursOld(beatOf(store), 2)

    expect([beating, collected(store, digest)]).toEqual([[true, "intact"], [false, "missing"]])
  })

  it("that is damaged protects too, until it is old", () => {
    const store = temporaryStore()
    const lease = path.join(store.root, "leases", "r.json")
    fs.writeFileSync(lease, "{")
    const { digest } = store.putBytes(bytesOf("not yet published"))
    const fresh = collected(store, digest)
    hoursOld(lease, 2)

    expect([fresh, collected(store, digest)]).toEqual([[true, "intact"], [false, "missing"]])
  })
})
