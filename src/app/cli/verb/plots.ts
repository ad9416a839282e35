/** `pipeline plots`: the figures of runs, beside each other. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { ComparedPicture, Picture } from "../../../dataflow/history/figures.ts"
import { ObjectLost } from "../../../dataflow/store/error.ts"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import type { PairPage, PairPicture } from "../../../page/report/pair-page.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { givenOtherwise } from "../given-to.ts"
import { openProject } from "../open-project.ts"
import { runWords } from "../pipeline-flags.ts"
import { findRun, isSameData, recordedRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { formatChange, formatMetric } from "../render/format-number.ts"
import { plural } from "../render/plural.ts"
import type { Style } from "../render/style.ts"
import { marksOf } from "../run-marks.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

interface Two {
  readonly from: RunRecord
  readonly to: RunRecord
}

/** "2f91c0 (best)", and what it is of where the other is of something else. */
const nameOf = (store: Store, run: RunRecord, other: RunRecord): string => {
  const { tags } = marksOf(store, run)
  const pipeline = run.pipeline === other.pipeline ? "" : `${run.pipeline} `
  return `${pipeline}${run.run.slice(0, 6)}${tags.length === 0 ? "" : ` (${tags.join(", ")})`}`
}

/** The metrics that are other numbers, and how they changed where that means something. */
const metricRows = (store: Store, { from, to }: Two): ReadonlyArray<ReadonlyArray<string>> => {
  const [before, after] = [recordedRun(store, from).metrics, recordedRun(store, to).metrics]
  const isSame = isSameData(from.dataset, to.dataset)
  const shown = (value: number | undefined) => value === undefined ? "–" : formatMetric(value)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [a, b] = [before[name]?.value, after[name]?.value]
    if (a === b) return []
    return [[name, shown(a), shown(b), a === undefined || b === undefined || !isSame ? "" : formatChange(a, b)]]
  })
}

/** Counts in words: "3 figures changed, 11 are the same". */
const summaryOf = (compared: ReadonlyArray<ComparedPicture>): string => {
  const count = (how: ComparedPicture["how"]) => compared.filter((each) => each.how === how).length
  const [changed, same] = [count("changed"), count("same")]
  const only = compared.length - changed - same
  return [
    changed === 0 ? "no figure changed" : `${plural(changed, "figure")} changed`,
    ...(same === 0 ? [] : [`${same} ${same === 1 ? "is" : "are"} the same`]),
    ...(only === 0 ? [] : [`${only} in one run only`])
  ].join(", ")
}

const pageOf = (store: Store, { from, to }: Two, compared: ReadonlyArray<ComparedPicture>): PairPage => {
  const picture = (found: Picture | undefined, side: "from" | "to"): Readonly<Record<string, PairPicture>> => {
    if (found === undefined) return {}
    return { [side]: { mediaType: found.mediaType, bytes: store.readObject(found.digest) } }
  }
  const [first, second] = [nameOf(store, from, to), nameOf(store, to, from)]
  const given = givenOtherwise(store, from, to).map(([name, before = "–", after = "–"]) => [name, before, after])
  const columns = ["", first, second]
  return {
    title: from.pipeline === to.pipeline ? `${from.pipeline}: ${first} and ${second}` : `${first} and ${second}`,
    lead: `${summaryOf(compared)}.`,
    from: first,
    to: second,
    tables: [
      { title: "Given otherwise", columns, rows: given },
      { title: "Metrics that differ", columns: [...columns, "change"], rows: metricRows(store, { from, to }) }
    ],
    pairs: compared.filter(({ how }) => how !== "same").map(({ name, ...sides }) => ({
      name,
      ...picture(sides.from, "from"),
      ...picture(sides.to, "to")
    })),
    unchanged: compared.filter(({ how }) => how === "same").map(({ name }) => name)
  }
}

/** Writes the page. Fails with ObjectLost where a picture is no longer in the cache. */
const writePage = (store: Store, two: Two, compared: ReadonlyArray<ComparedPicture>, file: string) =>
  Effect.tryPromise({
    try: async () => {
      const fs = await import("node:fs")
      const { fontCss } = await import("../../../page/report/font-css.ts")
      const { pairPage } = await import("../../../page/report/pair-page.ts")
      const { bundledFonts } = await import("../../../../nodes/row/bundled-fonts.ts")
      fs.writeFileSync(file, pairPage(pageOf(store, two, compared), { fontCss: fontCss(bundledFonts()) }))
    },
    catch: (cause) => {
      if (cause instanceof ObjectLost) return cause
      throw cause
    }
  })

const pictureRows = (compared: ReadonlyArray<ComparedPicture>, { from, to }: Two, style: Style) => {
  const order = ["changed", "only in the first", "only in the second", "same"] as const
  const words: Readonly<Record<ComparedPicture["how"], string>> = {
    changed: style.active("changed"),
    "only in the first": `only in ${from.run.slice(0, 6)}`,
    "only in the second": `only in ${to.run.slice(0, 6)}`,
    same: style.quiet("same")
  }
  return compared.toSorted((a, b) => order.indexOf(a.how) - order.indexOf(b.how)).map((
    { how, name }
  ) => [words[how], name])
}

const diff = Command.make("diff", {
  from: Argument.String("from").pipe(
    Argument.withDescription(runWords)
  ),
  to: Argument.String("to").pipe(Argument.withDescription("The run to compare with it")),
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FILE"),
    Flag.withDescription("Write the figures side by side as one .html page"),
    Flag.optional
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { errorStyle, folder, isJson, isQuiet, style } = yield* settings
    const { store } = yield* openProject(folder)
    const two = { from: yield* findRun(store, input.from), to: yield* findRun(store, input.to) }
    const output = Option.getOrUndefined(input.output)
    if (output !== undefined && !/\.html?$/i.test(output)) {
      return yield* new UsageError({
        tag: "unknown-format",
        message: "--output takes a file that ends in .html.",
        given: `--output ${output}`,
        word: output,
        hint: "--output diff.html"
      })
    }
    const { comparePictures, picturesOf } = yield* Effect.promise(() => import("../../../dataflow/history/figures.ts"))
    const [first, second] = [picturesOf(store, two.from), picturesOf(store, two.to)]
    const compared = comparePictures(first, second)
    if (output !== undefined) yield* writePage(store, two, compared, output)
    if (isJson) {
      return yield* answerJson({
        from: two.from.run,
        to: two.to.run,
        figures: Object.fromEntries(compared.map(({ from, how, name, to }) => [name, {
          how: from === undefined ? "added" : to === undefined ? "removed" : how,
          from: from?.digest,
          to: to?.digest
        }])),
        gone: { from: first.gone, to: second.gone }
      })
    }
    const gone = [...new Set([...first.gone, ...second.gone])]
    if (gone.length > 0) {
      yield* remark([`${errorStyle.active("note:")} no longer in the cache, so not compared: ${gone.join(", ")}`])
    }
    if (compared.length === 0) return yield* remark(["neither run has figures"])
    yield* answer([...alignColumns(pictureRows(compared, two, style)), summaryOf(compared)])
    if (output !== undefined && !isQuiet) yield* remark([`wrote ${output}`])
  }))).pipe(
    Command.withDescription("Compare the figures of two runs"),
    Command.withExamples([
      { command: "pipeline plots diff best last", description: "which figures changed" },
      { command: "pipeline plots diff best last -o diff.html", description: "side by side, in one page" }
    ])
  )

/** The verb. */
export const plots = Command.make("plots").pipe(
  Command.withDescription("Compare the figures of runs"),
  Command.withSubcommands([diff])
)
