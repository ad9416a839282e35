/** `pipeline gc`: frees what no kept run needs. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { answer, answerJson } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { formatBytes } from "../render/format-bytes.ts"
import { plural } from "../render/plural.ts"
import { settings } from "../settings.ts"

/** The verb. */
export const gc = Command.make("gc", {
  keep: Flag.Int("keep").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Whole runs to keep of every pipeline and data set, and as many of the others"),
    Flag.filter((keep) => keep >= 1, (keep) => `Expected at least 1, got ${keep}`),
    Flag.withDefault(5)
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withAlias("n"),
    Flag.withDescription("Only say what would be freed"),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson } = yield* settings
    const { project, store } = yield* openProject(folder)
    const { collectGarbage, removeOldBundles } = yield* engine
    const isDryRun = input.dryRun
    const nowMs = (yield* DateTime.now).epochMilliseconds

    const old = removeOldBundles(project, store, { isDryRun, nowMs })
    const collected = { ...collectGarbage(store, { keepRuns: input.keep, isDryRun }), ...old }
    if (isJson) return yield* answerJson(collected)
    const verb = input.dryRun ? "would free" : "freed"
    const { actions, bundleBytes, bundles, bytes, objects, runs } = collected
    yield* answer([
      `${verb} ${formatBytes(bytes)}: ${plural(objects, "object")}, ${plural(actions, "action")}, ${
        plural(runs, "run")
      }`,
      ...(bundles === 0 ? [] : [`${verb} ${formatBytes(bundleBytes)} of compiled code: ${plural(bundles, "bundle")}`])
    ])
  }))).pipe(Command.withDescription("Free what no kept run needs"))
