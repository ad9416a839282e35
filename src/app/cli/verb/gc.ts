/** `pipeline gc`: frees what no kept run needs. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { readMarks } from "../../../dataflow/store/marks.ts"
import type { Retention } from "../../../dataflow/store/retention.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { parseAge, parseSize } from "../amounts.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { collectedLines, lostLines } from "../collected-lines.ts"
import { engine, openProject } from "../open-project.ts"
import { formatBytes } from "../render/format-bytes.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

/** A flag's amount, by what reads it. Fails with UsageError. */
const amountOf = (
  flag: Option.Option<string>,
  { name, parse, such }: {
    readonly name: string
    readonly parse: (text: string) => number | undefined
    readonly such: string
  }
) =>
  Effect.gen(function*() {
    if (Option.isNone(flag)) return undefined
    const amount = parse(flag.value)
    if (amount !== undefined) return amount
    return yield* new UsageError({
      tag: "invalid-value",
      message: `--${name} takes ${such}.`,
      given: `--${name} ${flag.value}`,
      word: flag.value,
      hint: `--${name} ${such.split(" ").at(-1)!}`
    })
  })

/** Fails with UsageError where nothing has a tag that is to be kept: a slip would lose what it means. */
const checkTags = (store: Store, tags: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    const known = [...new Set([...readMarks(store.files).values()].flatMap((marks) => marks.tags))]
    const unknown = tags.find((tag) => !known.includes(tag))
    if (unknown === undefined) return
    return yield* new UsageError({
      tag: "unknown-tag",
      message: `No run is tagged "${unknown}", and nothing was removed.`,
      given: `--keep-tag ${unknown}`,
      word: unknown,
      known,
      hint: "pipeline tag   lists them"
    })
  })

/** The verb. */
export const gc = Command.make("gc", {
  keep: Flag.Int("keep").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription(
      "Last runs and sweeps to keep of each pipeline and data set (5; 1 with the next two)"
    ),
    Flag.filter((keep) => keep >= 1, (keep) => `Expected at least 1, got ${keep}`),
    Flag.optional
  ),
  olderThan: Flag.String("older-than").pipe(
    Flag.withMetavar("AGE"),
    Flag.withDescription("Of the others, those that ended so long ago: 12h, 30d, 6w, 1y"),
    Flag.optional
  ),
  maxSize: Flag.String("max-size").pipe(
    Flag.withMetavar("SIZE"),
    Flag.withDescription("Of the others, the oldest until the cache fits: 20GB"),
    Flag.optional
  ),
  keepTag: Flag.String("keep-tag").pipe(
    Flag.withMetavar("TAG"),
    Flag.withDescription("Keep runs with this tag, not all that have any (repeatable)"),
    Flag.atLeast(0)
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withAlias("n"),
    Flag.withDescription("Only say what would be freed, and what lost"),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { errorStyle, folder, isJson, style } = yield* settings
    const { project, store } = yield* openProject(folder)
    const { collectGarbage, removeOldBundles } = yield* engine
    const isDryRun = input.dryRun
    const nowMs = (yield* DateTime.now).epochMilliseconds
    const age = yield* amountOf(input.olderThan, { name: "older-than", parse: parseAge, such: "an age, such as 30d" })
    const maxBytes = yield* amountOf(input.maxSize, {
      name: "max-size",
      parse: parseSize,
      such: "a size, such as 20GB"
    })
    const keepTags = input.keepTag.map((tag) => tag.normalize())
    yield* checkTags(store, keepTags)
    const isSelective = age !== undefined || maxBytes !== undefined
    const retention: Retention = {
      keepRuns: Option.getOrElse(input.keep, () => isSelective ? 1 : 5),
      ...(keepTags.length === 0 ? {} : { keepTags }),
      ...(age === undefined ? {} : { olderThanMs: nowMs - age }),
      ...(maxBytes === undefined ? {} : { maxBytes })
    }
    const old = removeOldBundles(project, store, { isDryRun, nowMs })
    const collected = { ...collectGarbage(store, { ...retention, isDryRun }), ...old }
    if (isJson) {
      const lost = collected.lost.map(({ bytes, run: { finishedAt, pipeline, run } }) => ({
        run,
        pipeline,
        finishedAt,
        bytes
      }))
      return yield* answerJson({ ...collected, lost })
    }
    yield* answer([
      ...collectedLines(collected, { isDryRun }),
      ...(isDryRun ? lostLines(store, collected, { nowMs, style }) : [])
    ])
    const { isPartial, leftBytes = 0 } = collected
    const note = errorStyle.active("note:")
    if (isPartial) yield* remark([`${note} a run is under way: what any record names stays until it has ended`])
    if (maxBytes !== undefined && leftBytes > maxBytes) {
      yield* remark([
        `${note} ${formatBytes(leftBytes)} ${isDryRun ? "would be" : "are"} left, more than ${
          formatBytes(maxBytes)
        }: the rest is kept by tags, pins${isPartial ? ", the run under way" : ""} and --keep`
      ])
    }
  }))).pipe(
    Command.withDescription("Free what no kept run needs; pinned and tagged runs stay"),
    Command.withExamples([
      { command: "pipeline gc --dry-run", description: "what would go: by pipeline, node and sweep, and which runs" },
      { command: "pipeline gc --older-than 30d", description: "but for the latest of each pipeline and data set" },
      { command: "pipeline gc --max-size 20GB --keep-tag paper", description: "the oldest first, until it fits" }
    ])
  )
