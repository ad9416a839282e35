/** A project elsewhere that installed partita: one node of its own that reads a CSV, two of ours. */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { Rig } from "../../src/dataflow/testing.ts"

/** The folder of the package. */
export const packageRoot = path.join(import.meta.dirname, "..", "..")

/** The source of its node. */
export const readPoints = `import { Node, vectors } from "partita"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** The numbers of a CSV, one row a point. */
export const readPoints = Node.make("read-points", {
  params: Schema.Struct({ file: Schema.String, scale: Schema.Finite }),
  sources: { csv: (params) => params.file },
  inputs: {},
  outputs: { points: vectors("vector") },
  run: Effect.fnUntraced(function*({ inputs, params }) {
    const [entry] = yield* inputs.csv.entries
    const text = new TextDecoder().decode(yield* inputs.csv.read(entry!.path))
    const rows = text.trim().split("\\n").slice(1).map((line) => line.split(","))
    const values = rows.flatMap(([, x, y]) => [Number(x) * params.scale, Number(y) * params.scale])
    return {
      points: {
        ids: rows.map(([id]) => id!),
        names: ["x", "y"],
        matrix: { rows: rows.length, cols: 2, data: Float64Array.from(values) }
      }
    }
  })
})
`

const pipeline = (csv: string) =>
  `import { Pipeline } from "partita"
import { kMeans } from "partita/nodes/cluster"
import { tSne } from "partita/nodes/project/t-sne"
import { readPoints } from "../nodes/index.ts"

export default Pipeline.gen("p", { seed: 3 }, function*() {
  const { points } = yield* readPoints({}, { file: ${JSON.stringify(csv)}, scale: 1 })
  const { assignments } = yield* kMeans({ vectors: points }, {
    k: 2, kMin: 2, kMax: 2, restarts: 3, maxIterations: 50, tolerance: 1e-4
  })
  const { map } = yield* tSne({ vectors: points }, { perplexity: 3, iterations: 50 })
  return { assignments, map }
})
`

const csv = `id,x,y
a,0,0
b,0,1
c,1,0
d,9,9
e,9,8
f,8,9
`

/** The package.json of partita as if it were another version. */
export const manifestOf = (version: string) => JSON.stringify({ ...readJson("package.json") as object, version })
const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(packageRoot, file), "utf8"))

/** A project elsewhere, with partita installed as npm would link it. */
export const makeProject = (more: Readonly<Record<string, string>> = {}): Rig => {
  const below = fs.mkdtempSync(path.join(os.tmpdir(), "partita-"))
  fs.writeFileSync(path.join(below, "points.csv"), csv)
  const rig = new Rig({
    "package.json": `{ "name": "elsewhere", "type": "module" }`,
    "node_modules/partita/package.json": manifestOf("1.0.0"),
    "nodes/read-points.ts": readPoints,
    "nodes/index.ts": `export { readPoints } from "./read-points.ts"\n`,
    "pipelines/p.ts": pipeline(path.join(below, "points.csv")),
    ...more
  }, below)
  const link = (from: string, to: string) => fs.symlinkSync(path.join(packageRoot, from), path.join(rig.root, to))
  link("dist", "node_modules/partita/dist")
  link("node_modules/effect", "node_modules/effect")
  return rig
}
