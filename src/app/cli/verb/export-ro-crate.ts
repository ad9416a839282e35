/** `pipeline export ro-crate`: a run with its artifacts and its code, to hand on. Next: src/dataflow/exchange/ro-crate.ts. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as path from "node:path"
import { makeFolder } from "../../library/make-folder.ts"
import { remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runArgument, runDataFlag } from "../pipeline-flags.ts"
import { findRun } from "../recorded-run.ts"
import { plural } from "../render/plural.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"
import { version } from "../version.ts"

const spdx = /^[A-Za-z][A-Za-z0-9.-]*\+?$/

/** The URL of a licence: as it was given, or of the SPDX identifier. Fails with UsageError for other text. */
const licenceOf = (given: string | undefined) =>
  Effect.gen(function*() {
    if (given === undefined) return undefined
    if (spdx.test(given)) return `https://spdx.org/licenses/${given}`
    if (/^https?:$/.test(URL.parse(given)?.protocol ?? "") && !/\s/.test(given)) return given
    return yield* new UsageError({
      tag: "unknown-licence",
      message: "A licence is named by a URL or by its SPDX identifier.",
      given: `--licence ${given}`,
      word: given,
      hint: "--licence CC-BY-4.0   or   --licence https://example.org/licence"
    })
  })

/** The verb. */
export const exportRoCrate = Command.make("ro-crate", {
  run: runArgument,
  data: runDataFlag,
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("DIR|FILE.zip"),
    Flag.withDescription("A new folder, or a .zip file")
  ),
  licence: Flag.String("licence").pipe(
    Flag.withMetavar("URL|SPDX"),
    Flag.withDescription("Under which the crate may be used: a URL, or an SPDX identifier such as CC-BY-4.0"),
    Flag.optional
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isQuiet } = yield* settings
    const { output } = input
    if (fs.existsSync(output) && (!fs.statSync(output).isDirectory() || fs.readdirSync(output).length > 0)) {
      return yield* new UsageError({
        tag: "exists",
        message: `${output} is there already.`,
        given: `-o ${output}`,
        word: output,
        hint: "a new folder or .zip file: nothing is overwritten"
      })
    }
    yield* Effect.sync(() => makeFolder(path.dirname(path.resolve(output))))
    const { project, store } = yield* openProject(folder)
    const run = yield* findRun(store, input.run, Option.getOrUndefined(input.data))
    const { writeRoCrate } = yield* Effect.promise(() => import("../../../dataflow/exchange/ro-crate.ts"))
    const licence = yield* licenceOf(Option.getOrUndefined(input.licence))
    const written = yield* writeRoCrate(store, run, { output, project, version, licence })
    if (!isQuiet) yield* remark([`wrote ${plural(written.files, "file")} to ${output}`])
    if (written.missing.length > 0) {
      yield* remark([`left out, as the cache has them no longer: ${written.missing.join(", ")}`])
    }
  }))).pipe(
    Command.withDescription("Write a run, its artifacts and its code as an RO-Crate (Provenance Run Crate 0.5)"),
    Command.withExamples([
      { command: "pipeline export ro-crate hard -o hard.zip", description: "to hand on, or to deposit" }
    ])
  )
