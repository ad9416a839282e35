import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { Changes, type ChangesOptions, listen, listenToNothing } from "../../../../src/app/cli/watch/changes.ts"

let root: string
let opened: Array<Changes> = []
const at = (file: string) => path.join(root, file)
const write = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(at(file)), { recursive: true })
  fs.writeFileSync(at(file), text)
}
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "changes-")))
})
afterEach(() => {
  for (const changes of opened) changes.close()
  opened = []
  fs.rmSync(root, { recursive: true, force: true })
})

/** Watches, from before anything is read. */
const watching = (
  places: {
    readonly files?: ReadonlyArray<string>
    readonly absent?: ReadonlyArray<string>
    readonly folders?: ReadonlyArray<string>
  },
  options: Partial<ChangesOptions> = {}
) => {
  const changes = new Changes({ isIgnored: (file) => file === at("cache"), listen, onPolling: () => {}, ...options })
  const { absent = [], files = [], folders = [] } = places
  changes.watch({ files: files.map(at), absent: absent.map(at), folders: folders.map(at) }, Number.POSITIVE_INFINITY)
  opened.push(changes)
  return changes
}

const next = async (changes: Changes) => {
  await Effect.runPromise(changes.arrived)
  return changes.take().map((file) => path.relative(root, file))
}

/** Changes until this one is among them. */
const nextWith = async (changes: Changes, file: string) => {
  const all = new Set<string>()
  while (!all.has(file)) for (const each of await next(changes)) all.add(each)
  return [...all].sort()
}

describe("Changes", () => {
  it("names a file that another was renamed over, and none beside it", async () => {
    write("a.ts", "1")
    const changes = watching({ files: ["a.ts"] })

    write("b.ts", "2")
    fs.renameSync(at("b.ts"), at("a.ts"))

    expect(await next(changes)).toEqual(["a.ts"])
  })

  it("notices a file that would be taken instead, and one whose folder is not there yet", async () => {
    const changes = watching({ absent: ["a.tsx", "deep/er/b.ts"] })

    write("a.tsx", "")
    write("deep/er/b.ts", "")

    expect(await nextWith(changes, "deep")).toEqual(expect.arrayContaining(["a.tsx", "deep"]))
  })

  it("tells a checkout of many files, in folders that come and go, by all of their names", async () => {
    for (let i = 0; i < 40; i++) write(`data/old/${i}`, "old")
    const changes = watching({ folders: ["data"] })

    fs.rmSync(at("data/old"), { recursive: true })
    for (let i = 0; i < 40; i++) write(`data/new/${i}`, "new")

    const found = await nextWith(changes, "data/new")
    expect(found).toContain("data/old")
    write("data/new/39", "newer")
    expect(await nextWith(changes, "data/new/39")).toContain("data/new/39")
  })

  it("does not look into what is ignored or hidden", async () => {
    write("cache/x", "1")
    write(".git/index", "1")
    write("seen", "1")
    const changes = watching({ folders: ["."] })

    write("cache/x", "22")
    write(".git/index", "22")
    write("seen", "22")

    expect(await next(changes)).toEqual(["seen"])
  })

  it("notices what changed between the reading and the watching", async () => {
    write("a.ts", "1")
    const { ctimeMs } = fs.statSync(at("a.ts"))
    const changes = new Changes({ isIgnored: () => false, listen, onPolling: () => {} })
    opened.push(changes)

    changes.watch({ files: [at("a.ts"), at("gone.ts")], absent: [], folders: [] }, ctimeMs)

    expect(await next(changes)).toEqual(["a.ts", "gone.ts"])
  })

  it("follows a file that is linked from elsewhere", async () => {
    write("elsewhere/real", "1")
    fs.mkdirSync(at("data"))
    fs.symlinkSync(at("elsewhere/real"), at("data/link"))
    const changes = watching({ folders: ["data"] })

    write("elsewhere/real", "22")

    expect(await next(changes)).toEqual(["elsewhere/real"])
  })

  it("looks every second, and says so once, where the system gives no more watches", async () => {
    const said: Array<string | undefined> = []
    const full = () => {
      throw Object.assign(new Error("System limit for number of file watchers reached"), { code: "ENOSPC" })
    }
    write("data/one", "1")
    const changes = watching({ folders: ["data"], absent: ["more/deep"] }, {
      listen: full,
      onPolling: ({ code }) => said.push(code)
    })

    write("data/one", "22")

    expect(await next(changes)).toEqual(["data/one"])
    expect(said).toEqual(["ENOSPC"])
    expect(changes.isPolling).toBe(true)
  })

  it("notices by looking alone what it notices by events", async () => {
    write("data/one", "1")
    const changes = watching({ folders: ["data"] }, { listen: listenToNothing })

    fs.renameSync(at("data"), at("away"))
    expect(await next(changes)).toContain("data")

    fs.renameSync(at("away"), at("data"))
    expect(await next(changes)).toContain("data")
  })
})
