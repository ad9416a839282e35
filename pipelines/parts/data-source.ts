/** What the pipelines here take as `--data`: the corpus that comes along, a folder of audio, or a table. */
import * as fs from "node:fs"
import type { Request } from "../../src/dataflow/dsl/pipeline.ts"
import { type DataSource, describeSource, sourceAt } from "../../src/music/ingest/data-source.ts"

/** The request of a pipeline that works on music. */
export const dataSource: Request<DataSource> = {
  initial: { _tag: "Embedded" },
  read: (_given, path) => {
    const stat = fs.statSync(path, { throwIfNoEntry: false })
    const source = sourceAt(path, stat === undefined ? undefined : stat.isDirectory() ? "folder" : "file")
    if (source._tag === "None") throw new TypeError(source.problem)
    return source
  },
  describe: describeSource
}
