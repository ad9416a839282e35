import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { makeWords } from "./words-project.ts"

const { at, rig } = makeWords()
afterAll(() => rig[Symbol.dispose]())

const folders = (): ReadonlyArray<string> => fs.readdirSync(at("artifacts")).sort()
const listed = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(at(path.join("artifacts", folder)), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(html|json)$/.test(name) && name !== ".partita.json").sort()
const report = (folder: string): string => fs.readFileSync(at(`artifacts/${folder}/report.html`), "utf8")

describe("the readable tree", () => {
  it("is one per data set, also where two are called alike", async () => {
    rig.write("notes.v2.txt", "remarkable")

    await rig.run()
    await rig.run({ data: at("a/songs") })
    await rig.run({ data: at("b/songs") })
    await rig.run({ data: at("notes.v2.txt") })
    await rig.run({ data: at("a/songs") })

    expect(folders()).toEqual(["p", "p@notes.v2", "p@songs", expect.stringMatching(/^p@songs-[0-9a-f]{6}$/)])
    expect(["p", "p@notes.v2", "p@songs", folders()[3]!].map(report)).toEqual(["<p>5", "<p>10", "<p>4", "<p>7"])
  })

  it("loses the report when a run on other content of the same folder fails", async () => {
    rig.write("a/songs/two.txt", "fail")

    const { failed } = await rig.run({ data: at("a/songs") })

    expect(failed).toEqual(["longest"])
    expect(listed("p@songs")).toEqual(["words/words.json"])
  })

  it("loses what a partial run has made out of date, and has it again from the cache", async () => {
    await rig.run({ targets: ["longest"], set: { "longest.atLeast": "8" } })
    const partial = listed("p")

    const { ran } = await rig.run()

    expect(partial).toEqual(["longest/letters.json", "words/words.json"])
    expect(ran).toEqual([])
    expect(report("p")).toBe("<p>5")
  })

  it("keeps what was made of what stands there: all of it when the first changed step fails", async () => {
    const before = listed("p")
    rig.edit("nodes/words.ts", "Math.max(", "missing(")

    const { failed } = await rig.run()

    expect(failed).toEqual(["longest"])
    expect(listed("p")).toEqual(before)
  })
})
