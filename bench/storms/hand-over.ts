/**
 * What does it cost that every object is hashed on its way into a worker and into artifacts/? The bar is 5 % of a cold run.
 *
 * `node bench/storms/hand-over.ts [easy]`: a cold run as a whole process; then all that its steps were given and all that
 * was laid out is read and hashed once more, alone. Reading is counted too, though a run has to read in any case.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { Store } from "../../src/dataflow/store/store.ts"
import { digestOf } from "../../src/format/digest.ts"
import { commandOf, conclude, StormProject, temporaryFolder, words } from "./storm.ts"

const [name = "easy"] = words(["easy"])
const project = new StormProject(temporaryFolder())
const { code, ms, text } = project.pipeline(...commandOf(name))
if (code !== 0) throw new Error(text)

const store = Store.open(path.join(project.root, "cache"), { fsync: false })
const { steps } = store.runs().at(-1)!
const records = Object.values(steps).map(({ key }) => store.peek(key)!)
const given = records.flatMap(({ keyRecord }) =>
  Object.values((keyRecord as { readonly inputs: Readonly<Record<string, string>> }).inputs)
)
const laidOut = records.flatMap(({ outputs }) => Object.values(outputs).map(({ digest }) => digest))
const files = [...given, ...laidOut].map((digest) => store.objectPath(digest)).filter((file) => fs.existsSync(file))

/** A manifest names further objects: those of its files. */
const within = (file: string): ReadonlyArray<string> => {
  const start = fs.readFileSync(file).subarray(0, 1 << 24).toString("latin1")
  const digests = start.startsWith("[[") ? start.match(/[0-9a-f]{64}/g) ?? [] : []
  return digests.map((digest) => store.objectPath(digest)).filter((each) => fs.existsSync(each))
}
const all = files.flatMap((file) => [file, ...within(file)])

const start = performance.now()
let bytes = 0
for (const file of all) {
  const content = fs.readFileSync(file)
  bytes += content.length
  digestOf(content)
}
const hashing = performance.now() - start
store.close()
const percent = 100 * hashing / ms
conclude(
  "hand-over",
  {
    "cold run ms": Math.round(ms),
    objects: all.length,
    MB: Math.round(bytes / 1e6),
    "hashing ms": Math.round(hashing),
    "% of the run": Number(percent.toFixed(2))
  },
  percent <= 5
)
