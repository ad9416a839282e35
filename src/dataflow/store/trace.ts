/** Traces: one line per execution, in a file per run and day. */
import * as fs from "node:fs"
import * as path from "node:path"

/** What is told of an execution. */
export interface TraceLine {
  readonly run: string
  readonly finishedAt: string
  readonly [field: string]: unknown
}

/** Appends one line. Throws the file system's error. */
export const appendTrace = (root: string, record: TraceLine): void => {
  const folder = path.join(root, "traces", record.finishedAt.slice(0, 10))
  fs.mkdirSync(folder, { recursive: true })
  fs.appendFileSync(path.join(folder, `${record.run}.jsonl`), `${JSON.stringify(record)}\n`)
}
