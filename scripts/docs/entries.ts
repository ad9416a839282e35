/** The entries of the package and the file that each begins in. */
import * as fs from "node:fs"
import * as path from "node:path"

const nodes = path.join(import.meta.dirname, "../../nodes")
const rooms = fs.readdirSync(nodes).filter((room) => room !== "row").sort()

/** Files by entry, the framework's own rooms first, then the rooms of nodes. */
export const entries: Readonly<Record<string, string>> = {
  partita: "src/dataflow/index.ts",
  "partita/testing": "src/dataflow/testing.ts",
  "partita/audio": "src/music/audio/index.ts",
  "partita/text": "src/music/text/index.ts",
  "partita/ingest": "src/music/ingest/index.ts",
  "partita/corpus": "src/music/corpus/index.ts",
  "partita/model": "src/learn/model/index.ts",
  "partita/training": "src/learn/training/index.ts",
  "partita/cluster": "src/learn/cluster/index.ts",
  "partita/metric": "src/learn/metric/index.ts",
  "partita/projection": "src/learn/projection/index.ts",
  "partita/audit": "src/learn/audit/index.ts",
  "partita/math": "src/math/index.ts",
  "partita/page": "src/page/index.ts",
  "partita/format": "src/format/index.ts",
  ...Object.fromEntries(rooms.map((room) => [`partita/nodes/${room}`, `nodes/${room}/index.ts`]))
}
