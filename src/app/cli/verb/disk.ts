/** `pipeline disk`: what takes the space in the cache. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as path from "node:path"
import { answer, answerJson } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { noRunOn } from "../recorded-run.ts"
import { formatBytes } from "../render/format-bytes.ts"
import { plural } from "../render/plural.ts"
import { settings } from "../settings.ts"
import { sharesLines } from "../shares-table.ts"

/** The verb. */
export const disk = Command.make("disk", {
  pipeline: Argument.String("pipeline").pipe(
    Argument.withDescription("Only nodes and sweeps of this pipeline"),
    Argument.optional
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson, style } = yield* settings
    const { store } = yield* openProject(folder)
    const { usageOf } = yield* engine
    const runs = store.runs()
    const pipeline = Option.getOrUndefined(input.pipeline)
    if (pipeline !== undefined && !runs.some((run) => run.pipeline === pipeline)) {
      return yield* noRunOn(store, pipeline, undefined)
    }
    const usage = usageOf(store, runs, pipeline)
    if (isJson) return yield* answerJson(usage)
    const { bytes, files, objectBytes, objects, unreachedBytes, unreachedObjects } = usage
    const near = path.relative(process.cwd(), store.root)
    yield* answer([
      `${near === "" || near.startsWith("..") ? store.root : near}  ${style.strong(formatBytes(bytes))} in ${
        plural(files, "file")
      }: ${formatBytes(objectBytes)} of artifacts (${plural(objects, "object")}), the rest records`,
      ...(unreachedObjects === 0
        ? []
        : [`${formatBytes(unreachedBytes)} that no run needs: pipeline gc   frees it`]),
      ...(runs.length === 0 ? [] : [
        ...sharesLines(usage, style),
        "",
        style.quiet("needs: what is shared counts in each line; alone: what no other line of its table needs")
      ])
    ])
  }))).pipe(
    Command.withDescription("Show what takes the space: by pipeline, node and sweep"),
    Command.withExamples([
      { command: "pipeline disk", description: "each object counts once in the total" },
      { command: "pipeline gc --older-than 30d --dry-run", description: "what would be free, and what lost" }
    ])
  )
