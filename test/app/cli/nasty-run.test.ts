import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { controlIn } from "../../nasty.ts"
import { type CommandResult, Studio } from "./studio.ts"

const pipeline = `import { extract } from "@src/../nodes/features/extract.ts"
import { readFeatureTable } from "@src/../nodes/ingest/read-feature-table.ts"
import { scanFolder } from "@src/../nodes/ingest/scan-folder.ts"
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
export default Pipeline.gen("odd", { seed: 7 }, function*() {
  const { tracks, audio } = yield* scanFolder({}, { folder: "music", labelColumn: null, byFolder: false, remarks: [], fewest: 1 })
  const { sound } = yield* extract({ tracks, audio }, { profile: "librosa", excerptSec: 30 })
  const table = yield* readFeatureTable({}, { file: "table.csv", labelColumn: "label", keep: [], mostSetAside: 0.25, fewest: 1 })
  return { sound, features: table.features }
})
`

const escapeName = "red\u001b[31m.mp3"
const lineName = "two\nlines.mp3"

let studio: Studio
let run: CommandResult
beforeAll(() => {
  studio = new Studio()
  studio.write("pipelines/odd.ts", pipeline)
  const folder = path.join(studio.root, "music", "constructor\u202e")
  fs.mkdirSync(folder, { recursive: true })
  for (const name of [escapeName, lineName]) fs.writeFileSync(path.join(folder, name), "no sound")
  studio.write(
    "table.csv",
    "id,constructor,__proto__,\"tempo\u001b[2J\",\"a.b[c]\\d\",label\n" +
      "\"x\u0007\",1,2,3,4,toString\n\"y\u009b\",2,1,4,3,\"__proto__\u202e\"\nz,3,3,5,5,\n"
  )
  run = studio.program(["run", "odd", "--progress", "plain"])
}, 60_000)
afterAll(() => studio[Symbol.dispose]())

const said = (...args: ReadonlyArray<string>): string => {
  const { stdout, stderr } = studio.pipeline([...args])
  return stdout + stderr
}

describe("a folder whose file names hold an escape sequence and a line break, and a table with such columns", () => {
  it("are run, and what is set aside is named in one line each, as escapes", () => {
    const aside = run.stderr.split("\n").filter((line) => line.includes("set aside"))

    expect(run.code).toBe(0)
    expect(controlIn(run.stdout + run.stderr)).toBeUndefined()
    expect(aside).toHaveLength(2)
    expect(aside.join("")).toContain("constructor\\u202e/red\\x1b[31m.mp3: the file cannot be used")
    expect(aside.join("")).toContain("constructor\\u202e/two\\nlines.mp3: the file cannot be used")
  })

  it("are shown row by row", () => {
    const tracks = said("show", "odd", "scan-folder.tracks")
    const features = said("show", "odd", "read-feature-table.features")

    expect([controlIn(tracks), controlIn(features)]).toEqual([undefined, undefined])
    expect(tracks).toMatch(/red\\x1b\[31m/)
    expect(tracks).toMatch(/two\\nlines/)
    expect(said("show", "odd", "scan-folder.audio")).toContain("two\\nlines.mp3")
  })

  it("come back from JSON as they are", () => {
    const answer = said("show", "odd", "scan-folder.tracks", "--json")

    expect(controlIn(answer)).toBeUndefined()
    expect(() => JSON.parse(answer) as unknown).not.toThrow()
  })

  it("an argument with an escape sequence is quoted as escapes", () => {
    expect(said("run", "red\u001b[31m")).toContain("red\\x1b[31m")
    expect(controlIn(said("show", "odd", "no\u001b[2Jnode", "--no\u009bflag"))).toBeUndefined()
  })
})
