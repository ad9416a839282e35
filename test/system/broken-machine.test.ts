/** One call of the C library fails, of every kind and at every place of the store: said, and the next run goes on. */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Studio } from "../app/cli/studio.ts"
import { Preloaded } from "./shim/preloaded.ts"

const { EIO, EMFILE, ENOSPC, EPERM, EROFS } = os.constants.errno

let studio: Studio
let machine: Preloaded
let score: string
const readScore = (): string => fs.readFileSync(path.join(studio.root, "artifacts/demo/score/score.json"), "utf8")

beforeAll(() => {
  machine = new Preloaded()
  studio = new Studio()
  studio.program(["run", "demo", "-q"])
  score = readScore()
})
afterAll(() => {
  studio[Symbol.dispose]()
  machine[Symbol.dispose]()
})

const forget = (): void => {
  for (const folder of ["cache", "artifacts"]) {
    fs.rmSync(path.join(studio.root, folder), { recursive: true, force: true })
  }
}

const run = (fault?: string) =>
  studio.program(["run", "demo", "--progress", "none"], fault === undefined ? {} : machine.environment({ fault }))

/** The run after one with a fault: as if nothing had been. */
const goesOn = (): void => {
  const next = run()
  expect([next.code, next.stderr, readScore()]).toEqual([0, "", score])
  expect(studio.program(["verify"]).code).toBe(0)
}

describe("what a run cannot do without exits 1 with what, where and what next:", () => {
  it.each([
    ["objects that cannot be made durable", `fsync:${EIO}:/cache/tmp/`, "EIO"],
    ["objects that cannot be put in place", `rename:${EROFS}:/cache/objects/`, "EROFS"],
    ["scratch on a full disk", `write:${ENOSPC}:/cache/tmp/`, "ENOSPC"],
    ["a place for records that cannot be made", `mkdir:${ENOSPC}:/cache/actions/`, "ENOSPC"],
    ["records that cannot be made durable", `fsync:${EIO}:/cache/actions/`, "EIO"],
    ["locks without a handle", `open:${EMFILE}:/cache/tmp/`, "EMFILE"],
    ["references that cannot be put in place", `rename:${EIO}:/cache/refs/`, "EIO"],
    ["readable outputs on a full disk", `write:${ENOSPC}:/artifacts/`, "ENOSPC"],
    ["readable outputs on a disk that is read-only by now", `rename:${EROFS}:/artifacts/`, "EROFS"],
    ["a cache that cannot be laid out", `mkdir:${ENOSPC}:/cache/`, "ENOSPC"]
  ])("%s", (_, fault, code) => {
    forget()

    const failed = run(fault)

    expect(failed.stderr).toContain(`(${code}`)
    expect(failed.stderr).toMatch(/hint: \w/)
    expect(failed.stderr).not.toMatch(/bug|^ {4}at /m)
    expect(failed.code).toBe(1)
    goesOn()
  })

  it.each([
    ["objects", `read:${EIO}:/cache/objects/`],
    ["records", `read:${EIO}:/cache/actions/`],
    ["the version", `read:${EIO}:/cache/VERSION`]
  ])("%s on a disk that cannot be read", (_, fault) => {
    forget()
    run()
    fs.rmSync(path.join(studio.root, "cache", "index"), { recursive: true }) // so that records are read
    for (const stamp of fs.readdirSync(path.join(studio.root, "cache", "stamps"))) {
      fs.rmSync(path.join(studio.root, "cache", "stamps", stamp))
    }

    const failed = studio.program(
      ["run", "demo", "--set", "train.beta=3", "--progress", "none"],
      machine.environment({ fault })
    )

    expect(failed.stderr).toContain("(EIO")
    expect(failed.stderr).not.toMatch(/bug|^ {4}at /m)
    expect(failed.code).toBe(1)
    goesOn()
  })
})

describe("what only saves time is left out, and the run is whole:", () => {
  it.each([
    ["traces", `open:${ENOSPC}:/cache/traces/`],
    ["the index of actions", `open:${ENOSPC}:/cache/index/`],
    ["what is known of files", `write:${EIO}:/cache/stat/`],
    ["stamps", `rename:${EIO}:/cache/stamps/`]
  ])("%s", (_, fault) => {
    forget()

    const whole = run(fault)

    expect([whole.code, readScore()]).toEqual([0, score])
    expect(whole.stderr).toMatch(/^(warning: .* cannot be kept\. .*\n)+$/)
    goesOn()
  })

  it("hard links that are not permitted: records are published without", () => {
    forget()

    const whole = run(`link:${EPERM}:/cache/`)

    expect([whole.code, whole.stderr, readScore()]).toEqual([0, "", score])
    goesOn()
  })
})
