/** A tiny project that can be run on several data sets, part of the way, and into a failure. */
import * as path from "node:path"
import { Rig } from "../rig.ts"

/** words → longest (fails on "fail") → page; the words that come along, or those of a file or folder. */
export const wordsProject: Readonly<Record<string, string>> = {
  "nodes/words.ts": `import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as path from "node:path"
import { document, json, Node } from "@src/dataflow/index.ts"
const words = json(Schema.Array(Schema.String))
const textOf = (place: string) => fs.statSync(place).isDirectory()
  ? fs.readdirSync(place).sort().map((name) => fs.readFileSync(path.join(place, name), "utf8")).join(" ")
  : fs.readFileSync(place, "utf8")
export const known = /*#__PURE__*/ Node.fn("known", {
  outputs: { words },
  run: () => ({ words: ["rain", "on", "roofs"] })
})
export const readWords = /*#__PURE__*/ Node.fn("read-words", {
  params: { place: Schema.String },
  sources: { words: ({ place }) => place },
  outputs: { words },
  run: ({ params }) => ({ words: textOf(params.place).trim().split(/\\s+/) })
})
export const longest = /*#__PURE__*/ Node.fn("longest", {
  params: { atLeast: Schema.Int },
  inputs: { words },
  outputs: { letters: json(Schema.Int) },
  run: ({ inputs, params, report }) => {
    if (inputs.words.includes("fail")) throw new Error("a word that fails")
    const letters = Math.max(params.atLeast, ...inputs.words.map((word) => word.length))
    report.metric("letters", { value: letters, better: "higher" })
    return { letters }
  }
})
export const page = /*#__PURE__*/ Node.fn("page", {
  inputs: { letters: json(Schema.Int) },
  outputs: { page: document },
  run: ({ inputs }) => ({ page: { "report.html": \`<p>\${inputs.letters}\` } })
})
`,
  "pipelines/p.ts": `import { Pipeline } from "@src/dataflow/index.ts"
import { known, longest, page, readWords } from "../nodes/words.ts"
const request: Pipeline.Request<{ readonly place: string | null }> = {
  initial: { place: null },
  read: (_given, place) => ({ place }),
  describe: ({ place }) => place === null ? "the three words" : "words of a file"
}
export default Pipeline.gen("p", { seed: 1, request }, function*({ place }) {
  const { words } = place === null
    ? yield* known.as("words")({})
    : yield* readWords.as("words")({}, { place })
  const { letters } = yield* longest({ words }, { atLeast: 0 })
  const read = yield* page({ letters })
  return { page: read.page }
})
`,
  "a/songs/one.txt": "one word more",
  "b/songs/one.txt": "another folder of that name",
  "bad.v1.txt": "words that fail"
}

/** The project, and the path of what lies in it. */
export const makeWords = () => {
  const rig = new Rig(wordsProject)
  return { rig, at: (file: string) => path.join(rig.root, file) }
}
