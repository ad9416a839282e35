import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { open } from "../../../src/dataflow/index.ts"
import { dataPath } from "../../../src/dataflow/plan/request.ts"
import { standingOf } from "../../../src/dataflow/run/stamp.ts"
import { Rig } from "../rig.ts"

/** A project about words: three that come along, or those of a file. */
const files = {
  "nodes/words.ts": `import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import { json, Node } from "@src/dataflow/index.ts"
const words = json(Schema.Array(Schema.String))
export const known = /*#__PURE__*/ Node.fn("known", {
  outputs: { words },
  run: () => ({ words: ["rain", "on", "roofs"] })
})
export const readWords = /*#__PURE__*/ Node.fn("read-words", {
  params: { file: Schema.String },
  sources: { words: ({ file }) => file },
  outputs: { words },
  run: ({ params }) => ({ words: fs.readFileSync(params.file, "utf8").trim().split(/\\s+/) })
})
export const count = /*#__PURE__*/ Node.fn("count", {
  seesPipeline: true,
  inputs: { words },
  outputs: { sentence: json(Schema.String) },
  run: ({ inputs, pipeline }) => ({ sentence: \`\${inputs.words.length} in \${pipeline.source}\` })
})
`,
  "pipelines/p.ts": `import * as fs from "node:fs"
import * as path from "node:path"
import { Pipeline } from "@src/dataflow/index.ts"
import { count, known, readWords } from "../nodes/words.ts"
const words: Pipeline.Request<{ readonly file: string | null }> = {
  initial: { file: null },
  read: (_given, file) => {
    if (fs.existsSync(file)) return { file }
    throw Object.assign(new Error("there is no such file."), { hint: "a text file" })
  },
  describe: ({ file }) => file === null ? "three words" : \`the file \${path.basename(file)}\`
}
export default Pipeline.gen("p", { seed: 1, request: words }, function*({ file }) {
  const found = file === null ? yield* known({}) : yield* readWords({}, { file })
  return yield* count({ words: found.words })
})
`,
  "pipelines/whole.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { count } from "../nodes/words.ts"
import p from "./p.ts"
export default Pipeline.gen("whole", { seed: 1 }, function*() {
  return yield* p.place({ file: null })
})
`,
  "words.txt": "five words in a file\n"
}

const project = (): Rig => new Rig(files)
const sentenceOf = async (rig: Rig, data?: string) => {
  await using opened = await open(rig.root)
  const run = await opened.run("p", data === undefined ? {} : { data })
  return run.artifact("count", "sentence").value()
}

describe("what a pipeline is asked to work on", () => {
  it("is refused where it is empty, as a variable that is not set leaves it, and does not mean the folder one is in", async () => {
    using rig = project()

    await expect(rig.load("p", { data: "" })).rejects.toThrow(`--data "": nothing is named.`)
  })

  it("is its initial request where nothing is said, and what it reads of the text where something is", async () => {
    using rig = project()
    const relative = path.relative(process.cwd(), path.join(rig.root, "words.txt"))

    expect(await sentenceOf(rig)).toBe("3 in three words")
    expect(await sentenceOf(rig, relative)).toBe("5 in the file words.txt")
    expect((await rig.run({ data: path.join(rig.root, "words.txt") })).ran).toEqual([]) // the same place
  })

  it("is refused before anything runs, in the pipeline's own words", async () => {
    using rig = project()
    await using opened = await open(rig.root)

    const refused = { _tag: "InvalidData", message: "--data no.txt: there is no such file.", hint: "a text file" }
    await expect(opened.run("p", { data: "no.txt" })).rejects.toMatchObject(refused)
    expect(rig.store().ref("p")).toBeUndefined()
  })

  it("is refused by a pipeline that takes none, also where a part of it does", async () => {
    using rig = project()

    await expect(rig.load("whole", { data: "words.txt" })).rejects.toMatchObject({
      _tag: "RequestUnwanted",
      message: "--data words.txt: pipeline \"whole\" takes no data."
    })
    expect((await rig.run({ name: "whole" })).ran).toEqual(["known", "count"])
  })

  it("must be plain data, which is all that reaches the threads", async () => {
    using rig = project()
    rig.edit("pipelines/p.ts", "initial: { file: null }", "initial: { file: null, at: new Date(0) }")

    await expect(rig.load()).rejects.toThrow(
      "Pipeline \"p\" cannot be loaded: its request: a Date has no canonical JSON form; encode it first"
    )
  })

  it("decides which steps the last run had", async () => {
    using rig = project()
    const data = path.join(rig.root, "words.txt")
    await using opened = await open(rig.root)
    await opened.run("p", { data })

    const last = await opened.last("p", { data })

    expect(await last.artifact("read-words", "words").value()).toEqual(["five", "words", "in", "a", "file"])
  })

  it("may start in the home folder, whether or not a shell is there to say so", () => {
    expect(dataPath("~/Music")).toBe(path.join(os.homedir(), "Music"))
    expect(dataPath("~")).toBe(os.homedir())
    expect(dataPath("~music")).toBe(path.resolve("~music"))
  })
})

it("a stamp falls with what the pipeline read of a file when it was asked", async () => {
  using rig = project()
  rig.edit("pipelines/p.ts", "return { file }", "return { file: fs.readFileSync(file, \"utf8\").trim() }")
  const data = path.join(rig.root, "names.txt")
  rig.write("names.txt", path.join(rig.root, "words.txt"))
  rig.write("others.txt", "two words")
  const standing = () => standingOf(rig.project, rig.store(), "p", { set: {}, data })

  await rig.run({ data })
  const before = standing()
  fs.writeFileSync(data, path.join(rig.root, "others.txt"))
  const after = standing()
  const again = await rig.run({ data })

  expect([before, after]).toMatchObject([{ nodes: 2 }, undefined])
  expect(again.ran).toEqual(["read-words", "count"])
  expect(standing()).toMatchObject({ nodes: 2 })
})
