/** `--data` as the request that pipelines receive. Next: src/music/ingest/data-source.ts. */
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as path from "node:path"
import type { PipelineRequest } from "../../dataflow/plan/loaded.ts"
import { type DataSource, describeSource, sourceAt } from "../../music/ingest/data-source.ts"

/** `--data` names nothing usable. */
export class InvalidData extends Schema.TaggedError<InvalidData>()("InvalidData", {
  path: Schema.String,
  problem: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
  override get message() {
    return `--data ${this.path}: ${this.problem}`
  }
}

const requestOf = (source: DataSource): PipelineRequest => ({ value: source, description: describeSource(source) })

/** The request of `--data`, of the embedded corpus where it is left out. Fails with InvalidData. */
export const dataRequest = Effect.fnUntraced(function*(data: string | undefined) {
  if (data === undefined) return requestOf({ _tag: "Embedded" })
  const full = path.resolve(data)
  const stat = fs.statSync(full, { throwIfNoEntry: false })
  const source = sourceAt(full, stat === undefined ? undefined : stat.isDirectory() ? "folder" : "file")
  if (source._tag === "None") return yield* new InvalidData({ path: data, problem: source.problem })
  return { ...requestOf(source), given: `--data ${data}` }
})
